import type { MeasureInfo } from '../measure-info.ts'
import { K25 } from './k25-sentiment.ts'

/** What a reader is told about sentiment, K25. */
export const SENTIMENT_MEASURES = {
  sentiment: {
    definitionVersion: K25,
    name: { en: 'Sentiment', es: 'Sentimiento' },
    explanation: {
      en: 'How the texts of customers sound, from −1 (negative) to 1 (positive); mean of the texts that could be read. Texts in which fewer than one word in ten is known are left out. Irony is not understood.',
      es: 'Cómo suenan los textos de los clientes, de −1 (negativo) a 1 (positivo); media de los textos que se han podido leer. Quedan fuera los textos en los que se conoce menos de una palabra de cada diez. No se entiende la ironía.',
    },
    unit: 'score',
    counts: 'texts',
    better: 'higher',
    attachesTo: ['workspace', 'channel'],
    who: ['service', 'brand'],
    cadence: 'live',
  },
  'sentiment-negative': {
    definitionVersion: K25,
    name: { en: 'Negative texts', es: 'Textos negativos' },
    explanation: {
      en: 'Texts with a sentiment of −0.05 or less ÷ texts that could be read.',
      es: 'Textos con un sentimiento de −0,05 o menos ÷ textos que se han podido leer.',
    },
    unit: 'rate',
    counts: 'texts',
    better: 'lower',
    attachesTo: ['workspace', 'channel'],
    who: ['service', 'brand'],
    cadence: 'live',
  },
  'sentiment-coverage': {
    definitionVersion: K25,
    name: { en: 'Words understood', es: 'Palabras reconocidas' },
    explanation: {
      en: 'Words the word list knows ÷ words customers wrote. The lower it is, the less sentiment says.',
      es: 'Palabras que la lista conoce ÷ palabras escritas por los clientes. Cuanto más baja, menos dice el sentimiento.',
    },
    unit: 'rate',
    counts: 'texts',
    better: 'higher',
    attachesTo: ['workspace', 'channel'],
    who: ['data'],
    cadence: 'week',
  },
  'sentiment-spikes': {
    definitionVersion: K25,
    name: { en: 'Days of anger', es: 'Días de enfado' },
    explanation: {
      en: 'Days on which far more texts of a channel were negative than is usual for that weekday, among at least 20. Compared with up to 28 earlier days of the same weekday.',
      es: 'Días en los que muchos más textos de un canal de lo habitual para ese día de la semana fueron negativos, con al menos 20 textos. Se compara con hasta 28 días anteriores del mismo día de la semana.',
    },
    unit: 'count',
    counts: 'days',
    better: 'lower',
    attachesTo: ['workspace', 'channel'],
    who: ['service', 'brand'],
    cadence: 'live',
    alarm: {
      when: 'above',
      bound: 0,
      says: {
        en: 'days with far more negative texts than usual',
        es: 'días con muchos más textos negativos de lo habitual',
      },
    },
  },
} as const satisfies Record<string, MeasureInfo>
