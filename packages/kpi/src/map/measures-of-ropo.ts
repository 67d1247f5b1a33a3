import { K05 } from '../k05-ropo.ts'
import type { MeasureInfo } from '../measure-info.ts'

/** What the map tells of research online and purchase offline: K05 over rollups. */
export const ROPO_MEASURES = {
  'ropo-orders': {
    definitionVersion: K05,
    name: { en: 'ROPO orders', es: 'Pedidos ROPO' },
    short: { en: 'ROPO', es: 'ROPO' },
    explanation: {
      en: 'Research online, purchase offline: store orders of known people who had looked online before ÷ store orders of known people, 30 days after the sale. The range says what it could be over all store orders. A link, not a cause.',
      es: 'Búsqueda en línea, compra en tienda: pedidos en tienda de personas conocidas que antes habían mirado en línea ÷ pedidos en tienda de personas conocidas, 30 días después de la venta. El rango indica cuánto podría ser sobre todos los pedidos en tienda. Una relación, no una causa.',
    },
    parts: {
      any: { en: 'anything', es: 'lo que sea' },
      category: { en: 'category', es: 'categoría' },
      sku: { en: 'product', es: 'producto' },
      journey: { en: 'this journey', es: 'este recorrido' },
      workspace: { en: 'whole workspace', es: 'todo el espacio' },
    },
    unit: 'rate',
    counts: 'orders',
    better: 'neither',
    attachesTo: ['workspace', 'journey'],
    who: ['store', 'marketing'],
    cadence: 'week',
  },
  'ropo-revenue': {
    definitionVersion: K05,
    name: { en: 'ROPO revenue', es: 'Ingresos ROPO' },
    explanation: {
      en: 'The same share over net revenue, after refunds, in the currency most orders are in. Orders in other currencies are left out.',
      es: 'La misma proporción sobre los ingresos netos, descontados los reembolsos, en la moneda de la mayoría de los pedidos. Quedan fuera los pedidos en otras monedas.',
    },
    unit: 'rate',
    counts: 'orders',
    better: 'neither',
    attachesTo: ['workspace', 'journey'],
    who: ['store', 'marketing'],
    cadence: 'week',
  },
  'ropo-coverage': {
    definitionVersion: K05,
    name: { en: 'Coverage', es: 'Cobertura' },
    explanation: {
      en: 'Store orders of known people ÷ all store orders. Under 30 % the ROPO figures are only estimates.',
      es: 'Pedidos en tienda de personas conocidas ÷ todos los pedidos en tienda. Por debajo del 30 % las cifras ROPO son solo estimaciones.',
    },
    unit: 'rate',
    counts: 'orders',
    better: 'higher',
    attachesTo: ['workspace', 'journey'],
    who: ['store', 'data'],
    cadence: 'week',
  },
} as const satisfies Record<string, MeasureInfo>
