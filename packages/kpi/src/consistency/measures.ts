import type { MeasureInfo } from '../measure-info.ts'
import { K36 } from './k36-consistency.ts'

const FOR_BRAND = {
  attachesTo: ['workspace'],
  who: ['brand'],
  cadence: 'week',
  definitionVersion: K36,
} as const

/** What a reader is told about the consistency measures, K36. */
export const CONSISTENCY_MEASURES = {
  'offer-consistency': {
    name: { en: 'One price everywhere', es: 'Un mismo precio en todas partes' },
    explanation: {
      en: 'People who saw one price for every product they met in two channels or more within 24 hours ÷ people who met a product so.',
      es: 'Personas que vieron un solo precio de cada producto que encontraron en dos o más canales en 24 horas ÷ personas que encontraron así algún producto.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    ...FOR_BRAND,
  },
  'claim-match': {
    name: { en: 'One claim in every channel', es: 'Un mismo mensaje en todos los canales' },
    explanation: {
      en: 'How alike the words of a campaign are in every two of its channels, from 0 to 100. Other words for the same thing are not recognised.',
      es: 'Cuánto se parecen las palabras de una campaña en cada dos de sus canales, de 0 a 100. No se reconoce lo mismo dicho con otras palabras.',
    },
    unit: 'score',
    counts: 'messages',
    better: 'higher',
    ...FOR_BRAND,
  },
  'tone-fit': {
    name: { en: 'Tone of the brand', es: 'Tono de la marca' },
    explanation: {
      en: 'How close the tone of each channel’s texts is to that of all texts together, from 0 to 100: formality, warmth, tú or usted, length of sentences and exclamation marks.',
      es: 'Cuánto se acerca el tono de los textos de cada canal al de todos los textos juntos, de 0 a 100: formalidad, calidez, tú o usted, longitud de las frases y exclamaciones.',
    },
    unit: 'score',
    counts: 'messages',
    better: 'higher',
    ...FOR_BRAND,
    attachesTo: ['workspace', 'channel'],
  },
  'address-conflict': {
    name: { en: 'Tú and usted mixed', es: 'Mezcla de tú y usted' },
    explanation: {
      en: 'Spanish texts that call the customer tú and usted at once ÷ texts that address the customer.',
      es: 'Textos en español que tratan al cliente de tú y de usted a la vez ÷ textos que se dirigen al cliente.',
    },
    unit: 'rate',
    counts: 'messages',
    better: 'lower',
    ...FOR_BRAND,
    attachesTo: ['workspace', 'channel'],
  },
  'perceived-consistency': {
    name: { en: 'Consistency as customers see it', es: 'Coherencia percibida' },
    explanation: {
      en: 'Mean answer to how consistent the brand is over its channels, from 1 to 7. The latest answer of each person in 90 days.',
      es: 'Respuesta media a cuán coherente es la marca en sus distintos canales, de 1 a 7. Cuenta la última respuesta de cada persona en 90 días.',
    },
    unit: 'score',
    counts: 'answers',
    better: 'higher',
    ...FOR_BRAND,
    attachesTo: ['workspace', 'channel'],
  },
  'cohesive-engagement': {
    name: { en: 'Engagement with cohesive campaigns', es: 'Interacción con campañas cohesionadas' },
    explanation: {
      en: 'People who clicked a campaign that says the same in two channels or more ÷ people who were shown one.',
      es: 'Personas que hicieron clic en una campaña que dice lo mismo en dos o más canales ÷ personas a las que se mostró alguna.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    ...FOR_BRAND,
  },
} as const satisfies Record<string, MeasureInfo>
