import type { MeasureInfo } from '../measure-info.ts'
import { FOUNDATION_MEASURES } from './foundation-measures.ts'
import { K45 } from './k45-personalisation.ts'
import { FOUR_FIFTHS, K46 } from './k46-bias-audit.ts'
import { K48 } from './k48-anomaly.ts'

/** What a reader is told about the measures of trust and data, K45 to K48. */
export const TRUST_MEASURES = {
  'personalisation-adoption': {
    definitionVersion: K45,
    name: { en: 'Personalisation adoption', es: 'Adopción de la personalización' },
    explanation: {
      en: 'People who took something recommended to them within 7 days ÷ people who saw a recommendation, by surface. It does not say that they would not have bought anyway.',
      es: 'Personas que aceptaron algo recomendado en 7 días ÷ personas que vieron una recomendación, por superficie. No dice que no lo habrían comprado igualmente.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['crm', 'ecommerce'],
    cadence: 'week',
  },
  'recommendation-precision': {
    definitionVersion: K45,
    name: { en: 'Recommendations taken, of ten', es: 'Acierto de las diez primeras' },
    explanation: {
      en: 'Mean share of the first ten places of a list of recommendations that were taken, from 0 to 1.',
      es: 'Proporción media de los diez primeros puestos de una lista de recomendaciones que se aceptaron, de 0 a 1.',
    },
    unit: 'score',
    counts: 'decisions',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['crm', 'data'],
    cadence: 'week',
  },
  'recommendation-ndcg': {
    definitionVersion: K45,
    name: { en: 'Order of recommendations (nDCG)', es: 'Orden de las recomendaciones (nDCG)' },
    explanation: {
      en: 'How near the top of the list what was taken stood, from 0 to 1; lists of which nothing was taken are left out.',
      es: 'Cuán arriba en la lista estaba lo que se aceptó, de 0 a 1; quedan fuera las listas de las que no se aceptó nada.',
    },
    unit: 'score',
    counts: 'decisions',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['crm', 'data'],
    cadence: 'week',
  },
  'recommendation-coverage': {
    definitionVersion: K45,
    name: { en: 'Catalogue recommended', es: 'Catálogo recomendado' },
    explanation: {
      en: 'Different products recommended ÷ different products people came across in the period.',
      es: 'Productos distintos recomendados ÷ productos distintos con los que se encontraron las personas en el periodo.',
    },
    unit: 'rate',
    counts: 'products',
    better: 'neither',
    attachesTo: ['workspace'],
    who: ['ecommerce', 'data'],
    cadence: 'week',
  },
  'personalisation-opt-out': {
    definitionVersion: K45,
    name: { en: 'Personalisation refused', es: 'Rechazo de la personalización' },
    explanation: {
      en: 'People who refused personalisation after seeing it ÷ people who saw it.',
      es: 'Personas que rechazaron la personalización después de verla ÷ personas que la vieron.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['crm', 'privacy'],
    cadence: 'week',
  },
  'personalisation-complaints': {
    definitionVersion: K45,
    name: { en: 'Complaints of intrusion', es: 'Quejas por intrusión' },
    explanation: {
      en: 'People who complained of privacy, intrusion or recommendations after seeing something personalised ÷ people who saw it.',
      es: 'Personas que se quejaron de la privacidad, de intrusión o de las recomendaciones tras ver algo personalizado ÷ personas que lo vieron.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['crm', 'privacy'],
    cadence: 'week',
  },
  'recommendation-revenue': {
    definitionVersion: K45,
    name: { en: 'Revenue recommendations add', es: 'Ingresos que aportan las recomendaciones' },
    explanation: {
      en: 'Revenue per person given recommendations less that of the holdout, in experiments about recommendations. Only this tells what they cause.',
      es: 'Ingresos por persona con recomendaciones menos los del grupo de control, en los experimentos sobre recomendaciones. Solo esto dice lo que causan.',
    },
    unit: 'money',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['crm', 'ecommerce'],
    cadence: 'week',
  },
  'disparate-impact': {
    definitionVersion: K46,
    name: { en: 'Disparate impact', es: 'Impacto dispar' },
    explanation: {
      en: 'How often a group is chosen ÷ how often the most chosen group is; the lowest of the groups first. Under 0.8 a person should look into it. Groups of fewer than ten are not shown.',
      es: 'Con qué frecuencia se elige a un grupo ÷ con qué frecuencia se elige al más elegido; primero el más bajo. Por debajo de 0,8 debe revisarlo una persona. No se muestran grupos de menos de diez.',
    },
    unit: 'ratio',
    counts: 'decisions',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['privacy', 'data'],
    cadence: 'month',
    alarm: {
      when: 'below',
      bound: FOUR_FIFTHS,
      says: {
        en: `a group is selected less than ${FOUR_FIFTHS} times as often as the reference`,
        es: 'se elige a un grupo menos de cuatro quintos de las veces que a la referencia',
      },
    },
  },
  ...FOUNDATION_MEASURES,
  anomalies: {
    definitionVersion: K48,
    name: { en: 'Unusual days', es: 'Días inusuales' },
    explanation: {
      en: 'Days of the period on which a count was far from what is usual for that weekday, compared with up to 28 earlier ones. A reason to look, not a verdict: holidays and campaigns are unusual too.',
      es: 'Días del periodo en los que un recuento se alejó mucho de lo habitual para ese día de la semana, comparado con hasta 28 anteriores. Un motivo para mirar, no un veredicto: los festivos y las campañas también son inusuales.',
    },
    unit: 'count',
    counts: 'days',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['data'],
    cadence: 'live',
    alarm: {
      when: 'above',
      bound: 0,
      says: { en: 'days far from what is usual', es: 'días muy lejos de lo habitual' },
    },
  },
} as const satisfies Record<string, MeasureInfo>
