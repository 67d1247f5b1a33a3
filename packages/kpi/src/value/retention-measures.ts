import type { MeasureInfo } from '../measure-info.ts'
import { K42 } from './k42-cohorts.ts'

/** What a reader is told about retention, K42. */
export const RETENTION_MEASURES = {
  retention: {
    definitionVersion: K42,
    name: { en: 'Retention', es: 'Retención' },
    explanation: {
      en: 'Customers who bought again in that month ÷ customers whose first order fell in the cohort’s month. The whole is the month after the first. Months that are not over are immature.',
      es: 'Clientes que volvieron a comprar en ese mes ÷ clientes cuyo primer pedido cayó en el mes de la cohorte. El total es el mes siguiente al primero. Los meses sin terminar son inmaduros.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['crm', 'ecommerce', 'management'],
    cadence: 'month',
  },
  'rolling-retention': {
    definitionVersion: K42,
    name: { en: 'Rolling retention', es: 'Retención móvil' },
    explanation: {
      en: 'The same, where buying in that month or one of the two after it counts: for things that nobody buys every month.',
      es: 'Lo mismo, pero cuenta comprar en ese mes o en uno de los dos siguientes: para lo que nadie compra todos los meses.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['crm', 'ecommerce'],
    cadence: 'month',
  },
  'retention-lift': {
    definitionVersion: K42,
    name: {
      en: 'Retention with several channels against one',
      es: 'Retención con varios canales frente a uno',
    },
    explanation: {
      en: 'Of customers who used several channels in the month of their first order, the share that bought again in the month after it, less that of customers who used one. Who does more uses more channels, so this is no effect of channels.',
      es: 'De los clientes que usaron varios canales en el mes de su primer pedido, la parte que volvió a comprar al mes siguiente, menos la de los clientes que usaron uno. Quien hace más usa más canales, así que esto no es un efecto de los canales.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'neither',
    attachesTo: ['workspace'],
    who: ['crm', 'management'],
    cadence: 'month',
  },
  'retention-lift-matched': {
    definitionVersion: K42,
    name: { en: 'The same retention at like activity', es: 'La misma retención a igual actividad' },
    explanation: {
      en: 'The difference in retention between several channels and one among customers who did about as much in that month. Still no experiment.',
      es: 'La diferencia de retención entre varios canales y uno entre clientes que hicieron más o menos lo mismo en ese mes. Tampoco es un experimento.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'neither',
    attachesTo: ['workspace'],
    who: ['crm', 'management'],
    cadence: 'month',
  },
} as const satisfies Record<string, MeasureInfo>
