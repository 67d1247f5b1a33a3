import type { MeasureInfo } from '../measure-info.ts'
import { K02_FUNNEL } from './funnel-shape.ts'

/** What a reader is told about the measures of funnels over events, K02. */
export const FUNNEL_MEASURES = {
  'shopping-funnel': {
    definitionVersion: K02_FUNNEL,
    name: { en: 'Shopping funnel', es: 'Embudo de compra' },
    explanation: {
      en: 'People who ordered within 14 days of looking at a product, adding it and going to the checkout on the way ÷ people who looked. By step: people who got there ÷ people who looked. People whose 14 days are not over are left out.',
      es: 'Personas que compraron en los 14 días tras ver un producto, pasando por el carrito y la caja ÷ personas que lo vieron. Por paso: personas que llegaron ÷ personas que vieron. Quedan fuera las personas cuyos 14 días no han terminado.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['ecommerce', 'marketing'],
    cadence: 'day',
  },
  'shopping-funnel-time': {
    definitionVersion: K02_FUNNEL,
    name: { en: 'Time to buy', es: 'Tiempo hasta la compra' },
    explanation: {
      en: 'Median time from looking at a product to ordering, of people who went all the way within 14 days. By step: from looking to that step.',
      es: 'Mediana del tiempo desde ver un producto hasta comprar, de las personas que hicieron todo el camino en 14 días. Por paso: desde ver hasta ese paso.',
    },
    unit: 'duration',
    counts: 'persons',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['ecommerce', 'marketing'],
    cadence: 'day',
  },
} as const satisfies Record<string, MeasureInfo>
