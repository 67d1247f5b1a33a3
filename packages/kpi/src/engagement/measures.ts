import type { MeasureInfo } from '../measure-info.ts'
import { K17 } from './k17-recency.ts'
import { K18 } from './k18-frequency.ts'
import { K19 } from './k19-breadth.ts'
import { K20 } from './k20-imc.ts'
import { K20_SIGNAL } from './k20-weak-signals.ts'

const ON_PERSONS = {
  counts: 'persons',
  attachesTo: ['workspace', 'person'],
  who: ['crm'],
  cadence: 'day',
} as const

const ON_PAIRS = {
  counts: 'persons',
  attachesTo: ['workspace'],
  who: ['crm', 'data'],
  cadence: 'week',
} as const

/** What a reader is told about the engagement measures, K17 to K20. */
export const ENGAGEMENT_MEASURES = {
  recency: {
    definitionVersion: K17,
    name: { en: 'Recency', es: 'Recencia' },
    explanation: {
      en: 'How long ago people last did something of their own will in any channel; half of them no longer ago than this. What is sent to them and what they are merely shown does not count.',
      es: 'Hace cuánto las personas hicieron algo por última vez, por voluntad propia y en cualquier canal; la mitad, hace no más de esto. No cuenta lo que se les envía ni lo que solo se les muestra.',
    },
    unit: 'duration',
    better: 'lower',
    ...ON_PERSONS,
  },
  frequency: {
    definitionVersion: K18,
    name: { en: 'Frequency', es: 'Frecuencia' },
    explanation: {
      en: 'Interactions of the last 28 days ÷ people known. One per channel and half hour counts; an opened message counts half.',
      es: 'Interacciones de los últimos 28 días ÷ personas conocidas. Cuenta una por canal y media hora; un mensaje abierto cuenta la mitad.',
    },
    unit: 'ratio',
    better: 'higher',
    ...ON_PERSONS,
  },
  breadth: {
    definitionVersion: K19,
    name: { en: 'Breadth', es: 'Amplitud' },
    explanation: {
      en: 'How many different channels active people used in the last 28 days, on average.',
      es: 'Cuántos canales distintos usaron de media las personas activas en los últimos 28 días.',
    },
    unit: 'ratio',
    better: 'higher',
    ...ON_PERSONS,
  },
  'channel-entropy': {
    definitionVersion: K19,
    name: { en: 'Evenness over channels', es: 'Equilibrio entre canales' },
    explanation: {
      en: 'How evenly active people spread over their channels in the last 28 days, as entropy: 0 for a single channel, higher the more channels are used alike.',
      es: 'Con qué equilibrio usan sus canales las personas activas en los últimos 28 días, como entropía: 0 con un solo canal, más alta cuantos más canales se usan por igual.',
    },
    unit: 'score',
    better: 'neither',
    ...ON_PERSONS,
  },
  imc: {
    definitionVersion: K20,
    name: { en: 'Omnichannel engagement index', es: 'Índice de compromiso multicanal (IMC)' },
    explanation: {
      en: 'How often, in how many of their channels and how recently people are active, from 0 to 100; mean over everybody known. The reference is how often the most active people came in the 28 days before.',
      es: 'Con qué frecuencia, en cuántos de sus canales y hace cuánto participan las personas, de 0 a 100; media de todas las conocidas. La referencia es la frecuencia de las más activas en los 28 días anteriores.',
    },
    unit: 'score',
    better: 'higher',
    ...ON_PERSONS,
  },
  superfans: {
    definitionVersion: K20,
    name: { en: 'Superfans', es: 'Incondicionales' },
    explanation: {
      en: 'People whose index is among the highest twentieth of active people ÷ people known.',
      es: 'Personas cuyo índice está entre el cinco por ciento más alto de las activas ÷ personas conocidas.',
    },
    unit: 'rate',
    better: 'higher',
    ...ON_PERSONS,
  },
  dormant: {
    definitionVersion: K20,
    name: { en: 'Dormant people', es: 'Personas dormidas' },
    explanation: {
      en: 'People last active more than 60 and up to 180 days ago who were as engaged as the median before ÷ people known.',
      es: 'Personas activas por última vez hace más de 60 y hasta 180 días que antes estaban al menos tan comprometidas como la mediana ÷ personas conocidas.',
    },
    unit: 'rate',
    better: 'lower',
    ...ON_PERSONS,
  },
  'weak-signals': {
    definitionVersion: K20_SIGNAL,
    name: { en: 'Weak signals', es: 'Señales débiles' },
    explanation: {
      en: 'Pairs of things people do, one after the other, where those who did the first did the second at least twice as often as people in general, and chance does not explain it: of those found, about one in twenty at most is chance. Things fewer than ten people did are left out. It shows what goes together, not what leads to what.',
      es: 'Pares de cosas que hacen las personas, una después de otra, en los que quienes hicieron la primera hicieron la segunda al menos el doble de veces que las personas en general, sin que lo explique el azar: de las halladas, como mucho una de cada veinte es azar. Queda fuera lo que hicieron menos de diez personas. Muestra qué va junto, no qué lleva a qué.',
    },
    unit: 'count',
    better: 'neither',
    ...ON_PAIRS,
  },
  'weak-signal-lift': {
    definitionVersion: K20_SIGNAL,
    name: { en: 'Lift of weak signals', es: 'Elevación de las señales débiles' },
    explanation: {
      en: 'Of the people who did the first thing, the share that did the second afterwards ÷ the share of all active people who did the second. The whole is the strongest signal; pairs that are no signal are not told.',
      es: 'De las personas que hicieron la primera cosa, la parte que hizo la segunda después ÷ la parte de todas las personas activas que hizo la segunda. El total es la señal más fuerte; no se indican los pares que no son señal.',
    },
    unit: 'ratio',
    better: 'neither',
    ...ON_PAIRS,
  },
} as const satisfies Record<string, MeasureInfo>
