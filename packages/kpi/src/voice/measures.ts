import type { MeasureInfo } from '../measure-info.ts'
import { ADVOCACY_MEASURES } from './advocacy-measures.ts'
import { K21 } from './k21-nps.ts'
import { K22 } from './k22-csat.ts'
import { K23 } from './k23-ces.ts'
import { K24 } from './k24-resolution-routes.ts'
import { SENTIMENT_MEASURES } from './sentiment-measures.ts'

/** What a reader is told about the measures of the customer's voice, K21 to K27. */
export const VOICE_MEASURES = {
  nps: {
    definitionVersion: K21,
    name: { en: 'Net Promoter Score', es: 'Net Promoter Score (NPS)' },
    explanation: {
      en: 'Share of people who answer 9 or 10 less the share who answer 0 to 6, times 100: from −100 to 100. The latest answer of each person in 90 days, under the channel the question was about.',
      es: 'Proporción de personas que responden 9 o 10 menos la de quienes responden de 0 a 6, por 100: de −100 a 100. Cuenta la última respuesta de cada persona en 90 días, en el canal por el que se preguntó.',
    },
    unit: 'score',
    counts: 'answers',
    better: 'higher',
    attachesTo: ['workspace', 'journey', 'channel'],
    who: ['service', 'management'],
    cadence: 'week',
  },
  'nps-response-rate': {
    definitionVersion: K21,
    name: { en: 'NPS response rate', es: 'Tasa de respuesta del NPS' },
    explanation: {
      en: 'NPS surveys answered within 14 days ÷ NPS surveys sent. Surveys that can still be answered are left out. Those who did not answer may think otherwise.',
      es: 'Encuestas de NPS respondidas en 14 días ÷ encuestas de NPS enviadas. Quedan fuera las que aún pueden responderse. Quien no respondió quizá piense otra cosa.',
    },
    unit: 'rate',
    counts: 'messages',
    better: 'higher',
    attachesTo: ['workspace', 'channel'],
    who: ['service'],
    cadence: 'week',
  },
  csat: {
    definitionVersion: K22,
    name: { en: 'Customer satisfaction', es: 'Satisfacción del cliente (CSAT)' },
    explanation: {
      en: 'Answers in the two best boxes of the scale (4 and 5 of 5) ÷ answers. The latest answer of each person in 90 days.',
      es: 'Respuestas en las dos mejores casillas de la escala (4 y 5 de 5) ÷ respuestas. Cuenta la última respuesta de cada persona en 90 días.',
    },
    unit: 'rate',
    counts: 'answers',
    better: 'higher',
    attachesTo: ['workspace', 'journey', 'channel'],
    who: ['service'],
    cadence: 'week',
  },
  'csat-mean': {
    definitionVersion: K22,
    name: { en: 'Mean satisfaction', es: 'Satisfacción media' },
    explanation: {
      en: 'Mean of the satisfaction answers on a scale from 1 to 5, whatever scale was asked. Look at the share of satisfied answers first.',
      es: 'Media de las respuestas de satisfacción en una escala de 1 a 5, sea cual sea la escala de la pregunta. Conviene mirar antes la proporción de respuestas satisfechas.',
    },
    unit: 'score',
    counts: 'answers',
    better: 'higher',
    attachesTo: ['workspace', 'channel'],
    who: ['service'],
    cadence: 'week',
  },
  ces: {
    definitionVersion: K23,
    name: { en: 'Customer effort', es: 'Esfuerzo del cliente (CES)' },
    explanation: {
      en: 'How much effort customers say it took, from 0 (none) to 100 (most). Scales on which high means easy are turned round first, so low is always good.',
      es: 'Cuánto esfuerzo dicen los clientes que les costó, de 0 (ninguno) a 100 (máximo). Las escalas en las que un valor alto significa fácil se invierten antes: menos siempre es mejor.',
    },
    unit: 'score',
    counts: 'answers',
    better: 'lower',
    attachesTo: ['workspace', 'journey', 'channel'],
    who: ['service'],
    cadence: 'week',
  },
  'ces-easy': {
    definitionVersion: K23,
    name: { en: 'Found it easy', es: 'Les resultó fácil' },
    explanation: {
      en: 'Answers that found it easy (5 to 7 of 7 where 7 is easiest) ÷ answers about effort.',
      es: 'Respuestas a las que les resultó fácil (de 5 a 7 sobre 7, siendo 7 lo más fácil) ÷ respuestas sobre el esfuerzo.',
    },
    unit: 'rate',
    counts: 'answers',
    better: 'higher',
    attachesTo: ['workspace', 'channel'],
    who: ['service'],
    cadence: 'week',
  },
  'route-effort': {
    definitionVersion: K24,
    name: { en: 'Effort by route', es: 'Esfuerzo por ruta' },
    explanation: {
      en: 'How much effort customers say a case took, from 0 (none) to 100 (most): the mean of answers about cases, and by resolution route where 30 people or more answered.',
      es: 'Cuánto esfuerzo dicen los clientes que les costó un caso, de 0 (ninguno) a 100 (máximo): media de las respuestas sobre casos, y por ruta de resolución donde respondieron 30 personas o más.',
    },
    unit: 'score',
    counts: 'answers',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['service'],
    cadence: 'week',
  },
  'effort-link': {
    definitionVersion: K24,
    name: { en: 'Effort felt and counted', es: 'Esfuerzo sentido y contado' },
    explanation: {
      en: 'Whether the effort we count is the effort customers tell: rank correlation from -1 to 1 over the cases that have both. Near 0 the count says nothing of what they feel.',
      es: 'Si el esfuerzo que contamos es el que dicen los clientes: correlación de rangos de -1 a 1 entre los casos que tienen ambos. Cerca de 0, la cuenta no dice nada de lo que sienten.',
    },
    unit: 'ratio',
    counts: 'cases',
    better: 'neither',
    attachesTo: ['workspace'],
    who: ['service', 'data'],
    cadence: 'month',
  },
  'structural-effort': {
    definitionVersion: K24,
    name: { en: 'Structural effort', es: 'Esfuerzo estructural' },
    explanation: {
      en: 'What a case asks of the customer, counted: contacts, handovers, changes of channel and times they had to repeat themselves; mean per case, by resolution route. Estimated: nobody was asked.',
      es: 'Lo que un caso exige al cliente, contado: contactos, traspasos, cambios de canal y veces que tuvo que repetirse; media por caso y por ruta de resolución. Es una estimación: no se ha preguntado a nadie.',
    },
    unit: 'ratio',
    counts: 'cases',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['service'],
    cadence: 'week',
  },
  ...SENTIMENT_MEASURES,
  ...ADVOCACY_MEASURES,
} as const satisfies Record<string, MeasureInfo>
