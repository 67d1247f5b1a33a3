import type { MeasureInfo } from '../measure-info.ts'
import { K08 } from './k08-cart.ts'

const CART = {
  definitionVersion: K08,
  unit: 'rate',
  counts: 'carts',
  attachesTo: ['workspace'],
  who: ['ecommerce', 'crm'],
  cadence: 'day',
} as const

/** What a reader is told about carts, K08. */
export const CART_MEASURES = {
  'cart-abandonment': {
    ...CART,
    name: { en: 'Cart abandonment', es: 'Abandono del carrito' },
    explanation: {
      en: 'Carts with no order of their person within 24 hours, in any channel, shops included ÷ carts. Emptied carts are none; carts still within their time are left out.',
      es: 'Carritos sin ningún pedido de su persona en 24 horas, en cualquier canal, tiendas incluidas ÷ carritos. Un carrito vaciado no cuenta; quedan fuera los que aún están a tiempo.',
    },
    better: 'lower',
  },
  'checkout-abandonment': {
    ...CART,
    name: { en: 'Checkout abandonment', es: 'Abandono del pago' },
    explanation: {
      en: 'Carts taken to the checkout with no order within 24 hours ÷ carts taken to the checkout.',
      es: 'Carritos llevados a la caja sin pedido en 24 horas ÷ carritos llevados a la caja.',
    },
    better: 'lower',
  },
  'cart-recovery': {
    ...CART,
    name: { en: 'Cart recovery', es: 'Recuperación del carrito' },
    explanation: {
      en: 'Abandoned carts of which something was ordered within 7 days, in any channel ÷ abandoned carts whose 7 days are over.',
      es: 'Carritos abandonados de los que se compró algo en 7 días, en cualquier canal ÷ carritos abandonados cuyos 7 días han terminado.',
    },
    better: 'higher',
  },
  'cart-recovery-reminded': {
    ...CART,
    name: { en: 'Recovery after a reminder', es: 'Recuperación tras un aviso' },
    explanation: {
      en: 'Abandoned carts recovered after a reminder had been delivered ÷ abandoned carts, by the channel of the last reminder. Some would have come back without it.',
      es: 'Carritos abandonados recuperados después de entregarse un aviso ÷ carritos abandonados, según el canal del último aviso. Algunos habrían vuelto sin él.',
    },
    better: 'higher',
  },
  'cart-recovery-incremental': {
    ...CART,
    name: { en: 'What reminders add', es: 'Lo que añaden los avisos' },
    explanation: {
      en: 'Recovery of people who are reminded less that of the holdout. Only this tells what reminders cause.',
      es: 'Recuperación de las personas avisadas menos la del grupo de control. Solo esto dice lo que causan los avisos.',
    },
    counts: 'persons',
    better: 'higher',
  },
  'cart-recovered-revenue': {
    ...CART,
    name: { en: 'Recovered revenue', es: 'Ingresos recuperados' },
    explanation: {
      en: 'Net revenue of the orders that recovered abandoned carts.',
      es: 'Ingresos netos de los pedidos que recuperaron carritos abandonados.',
    },
    unit: 'money',
    counts: 'orders',
    better: 'higher',
  },
  'cart-obstacles': {
    ...CART,
    name: { en: 'What stood in the way', es: 'Lo que lo impidió' },
    explanation: {
      en: 'Abandoned carts with a failed or missing payment or a denied coupon ÷ abandoned carts, by obstacle.',
      es: 'Carritos abandonados con un pago fallido o sin completar o un cupón rechazado ÷ carritos abandonados, por obstáculo.',
    },
    better: 'lower',
  },
} as const satisfies Record<string, MeasureInfo>
