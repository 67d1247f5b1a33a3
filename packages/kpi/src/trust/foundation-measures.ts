import type { MeasureInfo } from '../measure-info.ts'
import { K47 } from './k47-data-foundations.ts'

const OF_DATA = {
  definitionVersion: K47,
  attachesTo: ['workspace'],
  who: ['data', 'privacy'],
  cadence: 'live',
} as const

/** What a reader is told about data foundations, K47. */
export const FOUNDATION_MEASURES = {
  'identity-match': {
    name: { en: 'Known people', es: 'Personas identificadas' },
    explanation: {
      en: 'People of the period known by more than an anonymous id ÷ people of the period. The lower it is, the more figures over several channels fall short.',
      es: 'Personas del periodo conocidas por algo más que un identificador anónimo ÷ personas del periodo. Cuanto más baja, más se quedan cortas las cifras entre canales.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    ...OF_DATA,
  },
  'duplicate-profiles': {
    name: { en: 'Duplicate profiles', es: 'Perfiles duplicados' },
    explanation: {
      en: 'User ids that turned out to be somebody already known by another ÷ user ids of the period.',
      es: 'Identificadores de usuario que resultaron ser de alguien ya conocido por otro ÷ identificadores de usuario del periodo.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'lower',
    ...OF_DATA,
  },
  'consent-opt-in': {
    name: { en: 'Consent given', es: 'Consentimiento dado' },
    explanation: {
      en: 'Choices that are a yes ÷ choices that are a yes or a no, the last of each person, by purpose and channel. Silence is neither.',
      es: 'Decisiones afirmativas ÷ decisiones afirmativas o negativas, la última de cada persona, por finalidad y canal. El silencio no es ni una cosa ni la otra.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    ...OF_DATA,
  },
  'preference-changes': {
    name: { en: 'Changed their preferences', es: 'Cambiaron sus preferencias' },
    explanation: {
      en: 'People who changed a choice or a preference ÷ people of the period.',
      es: 'Personas que cambiaron una decisión o una preferencia ÷ personas del periodo.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'neither',
    ...OF_DATA,
  },
  'request-time': {
    name: { en: 'Time to answer requests', es: 'Plazo de respuesta a solicitudes' },
    explanation: {
      en: 'Half of the requests to see, move or correct personal data were closed within this time. The law allows one month. Erasures leave no trace here.',
      es: 'La mitad de las solicitudes de acceso, portabilidad o rectificación de datos personales se cerró en este tiempo. La ley permite un mes. Las supresiones no dejan rastro aquí.',
    },
    unit: 'duration',
    counts: 'requests',
    better: 'lower',
    ...OF_DATA,
  },
  'requests-in-time': {
    name: { en: 'Requests answered in time', es: 'Solicitudes atendidas a tiempo' },
    explanation: {
      en: 'Requests closed in time ÷ requests closed or overdue. Requests that still have time are left out.',
      es: 'Solicitudes cerradas a tiempo ÷ solicitudes cerradas o vencidas. Quedan fuera las que aún están en plazo.',
    },
    unit: 'rate',
    counts: 'requests',
    better: 'higher',
    ...OF_DATA,
  },
  'erasure-complete': {
    name: { en: 'Erased without a trace', es: 'Supresiones completas' },
    explanation: {
      en: 'People erased of whom no earlier event was left ÷ people erased. Records of choices and requests may stay.',
      es: 'Personas suprimidas de las que no quedaba ningún evento anterior ÷ personas suprimidas. Pueden quedar los registros de decisiones y solicitudes.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    ...OF_DATA,
  },
  'suppression-accuracy': {
    name: { en: 'Refusals respected', es: 'Negativas respetadas' },
    explanation: {
      en: 'Messages sent to people who had not refused the channel ÷ messages sent to people.',
      es: 'Mensajes enviados a personas que no habían rechazado el canal ÷ mensajes enviados a personas.',
    },
    unit: 'rate',
    counts: 'messages',
    better: 'higher',
    ...OF_DATA,
  },
  freshness: {
    name: { en: 'Freshness of data', es: 'Frescura de los datos' },
    explanation: {
      en: 'Nineteen in twenty events arrived within this time of happening.',
      es: 'Diecinueve de cada veinte eventos llegaron en este tiempo desde que ocurrieron.',
    },
    unit: 'duration',
    counts: 'events',
    better: 'lower',
    ...OF_DATA,
  },
  'closed-loop': {
    name: { en: 'Actions whose outcome came back', es: 'Acciones con resultado conocido' },
    explanation: {
      en: 'Decisions and messages about which anything was heard within 7 days ÷ decisions and messages. Those whose 7 days are not over are left out.',
      es: 'Decisiones y mensajes de los que se supo algo en 7 días ÷ decisiones y mensajes. Quedan fuera aquellos cuyos 7 días no han terminado.',
    },
    unit: 'rate',
    counts: 'decisions',
    better: 'higher',
    ...OF_DATA,
  },
} as const satisfies Record<string, MeasureInfo>
