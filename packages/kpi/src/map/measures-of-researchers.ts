import type { MeasureInfo } from '../measure-info.ts'
import { K05 } from '../k05-ropo.ts'

const OF_RESEARCHERS = {
  definitionVersion: K05,
  unit: 'rate',
  counts: 'persons',
  better: 'neither',
  attachesTo: ['workspace'],
  who: ['store', 'marketing'],
  cadence: 'week',
} as const

/** Research online, purchase offline, by persons: from the purchase back and from the research on, K05. */
export const RESEARCHER_MEASURES = {
  'ropo-persons': {
    ...OF_RESEARCHERS,
    name: { en: 'ROPO people', es: 'Personas ROPO' },
    explanation: {
      en: 'Known people who bought in a shop after looking online for the same category in the 30 days before ÷ known people who bought in a shop, 30 days after the sale. Also by match and by days.',
      es: 'Personas conocidas que compraron en una tienda tras buscar en línea la misma categoría en los 30 días anteriores ÷ personas conocidas que compraron en una tienda, 30 días después de la venta. También por coincidencia y por días.',
    },
  },
  'ropo-forward': {
    ...OF_RESEARCHERS,
    name: { en: 'From looking online to a shop', es: 'De buscar en línea a la tienda' },
    explanation: {
      en: 'People who bought in a shop within 30 days of first looking online ÷ people who looked online. By what they looked with: credit last is the last thing before the sale, credit any everything before it. People whose 30 days are not over are left out.',
      es: 'Personas que compraron en una tienda en los 30 días desde que buscaron en línea por primera vez ÷ personas que buscaron en línea. Según cómo buscaron: last es lo último antes de la venta, any todo lo anterior. Quedan fuera las personas cuyos 30 días no han terminado.',
    },
  },
} as const satisfies Record<string, MeasureInfo>
