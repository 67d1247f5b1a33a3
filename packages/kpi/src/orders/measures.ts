import type { MeasureInfo } from '../measure-info.ts'
import { K06 } from './k06-store-contacts.ts'
import { K07 } from './k07-omnichannel.ts'
import { K37 } from './k37-order-value.ts'

const SHOP = {
  definitionVersion: K06,
  unit: 'rate',
  counts: 'orders',
  better: 'neither',
  attachesTo: ['workspace'],
  who: ['store', 'marketing'],
  cadence: 'week',
} as const
const OMNI = {
  definitionVersion: K07,
  unit: 'rate',
  counts: 'persons',
  attachesTo: ['workspace', 'channel'],
  who: ['management', 'marketing'],
  cadence: 'week',
} as const
const VALUE = {
  definitionVersion: K37,
  unit: 'money',
  counts: 'orders',
  better: 'higher',
  attachesTo: ['workspace', 'channel'],
  who: ['ecommerce', 'management'],
  cadence: 'day',
} as const

/** What a reader is told about orders: K06, K07 and K37. */
export const ORDER_MEASURES = {
  'reverse-ropo-orders': {
    ...SHOP,
    name: { en: 'Reverse ROPO orders', es: 'Pedidos ROPO inverso' },
    explanation: {
      en: 'Online orders of known people who had been in a shop before ÷ online orders of known people, 30 days after the sale. The range says what it could be over all online orders. A link, not a cause.',
      es: 'Pedidos en línea de personas conocidas que antes habían estado en una tienda ÷ pedidos en línea de personas conocidas, 30 días después de la venta. El rango indica cuánto podría ser sobre todos los pedidos en línea. Una relación, no una causa.',
    },
  },
  'reverse-ropo-revenue': {
    ...SHOP,
    name: { en: 'Reverse ROPO revenue', es: 'Ingresos ROPO inverso' },
    explanation: {
      en: 'The same share over revenue after returns, in the reporting currency.',
      es: 'La misma proporción sobre los ingresos tras las devoluciones, en la moneda de referencia.',
    },
  },
  'click-and-collect': {
    ...SHOP,
    name: { en: 'Click & collect', es: 'Recogida en tienda' },
    explanation: {
      en: 'Online orders fetched in a shop ÷ online orders.',
      es: 'Pedidos en línea recogidos en una tienda ÷ pedidos en línea.',
    },
  },
  'ship-from-store': {
    ...SHOP,
    name: { en: 'Shipped from a shop', es: 'Envío desde tienda' },
    explanation: {
      en: 'Online orders sent from the stock of a shop ÷ online orders.',
      es: 'Pedidos en línea enviados con existencias de una tienda ÷ pedidos en línea.',
    },
  },
  'cross-channel-returns': {
    ...SHOP,
    counts: 'returns',
    name: { en: 'Cross-channel returns', es: 'Devoluciones en otro canal' },
    explanation: {
      en: 'Returns brought back elsewhere than the order was bought ÷ returns. Cancelled orders are no returns.',
      es: 'Devoluciones hechas en un canal distinto del de compra ÷ devoluciones. Los pedidos cancelados no son devoluciones.',
    },
  },
  'stock-outs': {
    ...SHOP,
    counts: 'events',
    better: 'lower',
    name: { en: 'Stock-outs met', es: 'Consultas sin existencias' },
    explanation: {
      en: 'Stock checks that found nothing ÷ stock checks with an answer.',
      es: 'Consultas de existencias sin producto ÷ consultas de existencias con respuesta.',
    },
  },
  'omnichannel-conversion': {
    ...OMNI,
    better: 'higher',
    name: { en: 'Omnichannel conversion', es: 'Conversión omnicanal' },
    explanation: {
      en: 'People with an order ÷ people who did anything in any channel. By the channels they used, and by how many.',
      es: 'Personas con algún pedido ÷ personas que hicieron algo en cualquier canal. Según los canales que usaron y cuántos.',
    },
  },
  'omnichannel-lift': {
    ...OMNI,
    better: 'neither',
    name: { en: 'Several channels against one', es: 'Varios canales frente a uno' },
    explanation: {
      en: 'Conversion of people with several channels less that of people with one. Who does more uses more channels, so this is no effect of channels.',
      es: 'Conversión de las personas con varios canales menos la de las personas con uno. Quien hace más usa más canales, así que esto no es un efecto de los canales.',
    },
  },
  'omnichannel-lift-matched': {
    ...OMNI,
    better: 'neither',
    name: { en: 'The same at like activity', es: 'Lo mismo a igual actividad' },
    explanation: {
      en: 'The difference between several channels and one among people who did about as much. Still no experiment.',
      es: 'La diferencia entre varios canales y uno entre personas que hicieron más o menos lo mismo. Tampoco es un experimento.',
    },
  },
  'average-order-value': {
    ...VALUE,
    name: { en: 'Average order value', es: 'Valor medio del pedido' },
    explanation: {
      en: 'Net revenue ÷ orders. Orders given back in full are no orders any more; orders whose money cannot be told are left out. Also gross and settled.',
      es: 'Ingresos netos ÷ pedidos. Los pedidos devueltos por completo dejan de contar; quedan fuera los pedidos cuyo importe no se conoce. También bruto y liquidado.',
    },
  },
  'median-order-value': {
    ...VALUE,
    name: { en: 'Median order value', es: 'Mediana del valor del pedido' },
    explanation: {
      en: 'Half of the orders are worth no more, net.',
      es: 'La mitad de los pedidos no vale más, en neto.',
    },
  },
  'capped-order-value': {
    ...VALUE,
    name: { en: 'Average order value, capped', es: 'Valor medio del pedido, acotado' },
    explanation: {
      en: 'The average with the dearest thousandth cut to the rest, for comparisons that one order should not decide.',
      es: 'La media con la milésima más cara recortada al resto, para comparaciones que un solo pedido no debe decidir.',
    },
  },
  'unpriced-orders': {
    ...VALUE,
    unit: 'rate',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['data'],
    name: { en: 'Orders without known money', es: 'Pedidos sin importe conocido' },
    explanation: {
      en: 'Orders without an amount, a currency or an exchange rate of their day ÷ orders. They are in no figure of revenue.',
      es: 'Pedidos sin importe, moneda o tipo de cambio de su día ÷ pedidos. No están en ninguna cifra de ingresos.',
    },
  },
} as const satisfies Record<string, MeasureInfo>
