import { WEEKDAYS } from '@periplo/model'
import type { JourneyTemplate } from './template.ts'
import { email, HELLO } from './template.ts'

const SAME_CART = { property: 'cart_id', entryProperty: 'cart_id' } as const

/** What is left in the cart comes back to mind in the evening; the purchase may be made in any channel. */
export const CART_RECOVERY: JourneyTemplate = {
  id: 'cart-recovery',
  name: { en: 'Cart recovery across channels', es: 'Recuperación del carrito en todos los canales' },
  about: {
    en: 'Who leaves things in the cart is reminded the same evening, with a code or without one; a control group is left alone, so that you see what the code really causes. A purchase counts wherever it is made, the store included.',
    es: 'A quien deja cosas en el carrito se le recuerda esa misma tarde, con un código o sin él; a un grupo de control no se le escribe, para ver qué causa de verdad el código. La compra cuenta se haga donde se haga, también en la tienda.',
  },
  adapt: {
    en: 'The code and the links; events carry the same cart_id from the cart to the order.',
    es: 'El código y los enlaces; los eventos llevan el mismo cart_id del carrito al pedido.',
  },
  steps: [
    {
      id: 'fills',
      kind: 'event-entry',
      stage: 'consideration',
      title: { en: 'Fills the cart', es: 'Llena el carrito' },
      event: 'Product Added',
    },
    {
      id: 'soon',
      kind: 'wait-for-event',
      stage: 'consideration',
      title: { en: 'Orders at once?', es: '¿Pide enseguida?' },
      event: 'Order Completed',
      correlation: SAME_CART,
      timeout: { amount: 2, unit: 'hours' },
    },
    {
      id: 'evening',
      kind: 'wait-until',
      stage: 'consideration',
      title: { en: 'Until the evening', es: 'Hasta la tarde' },
      until: { by: 'window', window: { weekdays: [...WEEKDAYS], fromMinute: 1_080, untilMinute: 1_260 } },
    },
    {
      id: 'arms',
      kind: 'experiment',
      stage: 'consideration',
      title: { en: 'Code, reminder or nothing', es: 'Código, recordatorio o nada' },
      variants: [
        { id: 'code', title: { en: 'Code', es: 'Código' }, weight: 40 },
        { id: 'plain', title: { en: 'Reminder', es: 'Recordatorio' }, weight: 40 },
      ],
      controlWeight: 20,
    },
    email({
      id: 'mail-code',
      stage: 'decision',
      title: { en: 'Code for the items', es: 'Código para lo elegido' },
      purpose: 'marketing',
      subject: { en: '10 % off what you picked', es: '10 % menos en lo que elegiste' },
      body: {
        en: `${HELLO.en}

what you picked is still there. With the code **CART10** it costs ten per cent less until Sunday, online or at the till: just show this e-mail.

[Back to my cart](https://www.example.com/cart?code=CART10)`,
        es: `${HELLO.es}

Lo que elegiste sigue ahí. Con el código **CART10** cuesta un diez por ciento menos hasta el domingo, en la web o en caja: basta con enseñar este correo.

[Volver a mi carrito](https://www.example.com/cart?code=CART10)`,
      },
    }),
    email({
      id: 'mail-plain',
      stage: 'decision',
      title: { en: 'Reminder, no code', es: 'Recordatorio sin código' },
      purpose: 'marketing',
      subject: { en: 'Still thinking it over?', es: '¿Aún te lo estás pensando?' },
      body: {
        en: `${HELLO.en}

your cart is as you left it. Would you rather see it first? The store has it, too.

[Back to my cart](https://www.example.com/cart)`,
        es: `${HELLO.es}

Tu carrito está como lo dejaste. ¿Prefieres verlo antes? También está en la tienda.

[Volver a mi carrito](https://www.example.com/cart)`,
      },
    }),
    {
      id: 'buys',
      kind: 'wait-for-event',
      stage: 'decision',
      title: { en: 'Buys in any channel?', es: '¿Compra en algún canal?' },
      event: 'Order Completed',
      correlation: SAME_CART,
      timeout: { amount: 7, unit: 'days' },
    },
    {
      id: 'lost',
      kind: 'exit',
      stage: 'decision',
      title: { en: 'No purchase', es: 'Sin compra' },
    },
    {
      id: 'bought',
      kind: 'goal',
      stage: 'service',
      title: { en: 'Bought', es: 'Ha comprado' },
    },
  ],
  ways: [
    'fills > soon',
    'soon:arrived > bought',
    'soon:timed-out > evening',
    'evening > arms',
    'arms:code > mail-code',
    'arms:plain > mail-plain',
    'arms:control > buys',
    'mail-code > buys',
    'mail-plain > buys',
    'buys:arrived > bought',
    'buys:timed-out > lost',
  ],
  settings: { correlationKey: 'cart_id' },
}
