import type { MeasureInfo } from '../measure-info.ts'
import { K28 } from './k28-first-contact-resolution.ts'
import { K29 } from './k29-time-to-resolve.ts'
import { K30 } from './k30-waiting.ts'

const ON_CHANNELS = { attachesTo: ['workspace', 'channel'], who: ['service'], cadence: 'day' } as const

/** What a reader is told about resolving cases and waiting for it, K28 to K30. */
export const RESOLUTION_MEASURES = {
  'first-contact-resolution': {
    definitionVersion: K28,
    name: { en: 'First contact resolution', es: 'Resolución en el primer contacto (FCR)' },
    explanation: {
      en: 'Cases closed after one contact, without a handover and without the person coming back on the topic in any channel for 7 days ÷ cases, by channel of first contact. Cases whose 7 days are not over are left out.',
      es: 'Casos cerrados con un solo contacto, sin traspasos y sin que la persona volviera por el mismo tema en ningún canal en 7 días ÷ casos, por canal del primer contacto. Quedan fuera los casos cuyos 7 días no han terminado.',
    },
    unit: 'rate',
    counts: 'cases',
    better: 'higher',
    ...ON_CHANNELS,
  },
  'first-contact-resolution-gross': {
    definitionVersion: K28,
    name: { en: 'First contact resolution, as agents say', es: 'FCR según los agentes' },
    explanation: {
      en: 'Cases whose agent marked them as solved by the first contact ÷ cases. Nobody checks whether the customer came back: read it beside the measured rate.',
      es: 'Casos que el agente marcó como resueltos en el primer contacto ÷ casos. No se comprueba si el cliente volvió: conviene leerla junto a la tasa medida.',
    },
    unit: 'rate',
    counts: 'cases',
    better: 'higher',
    ...ON_CHANNELS,
  },
  'first-contact-resolution-survey': {
    definitionVersion: K28,
    name: { en: 'First contact resolution, as customers say', es: 'FCR según los clientes' },
    explanation: {
      en: 'Answers that say the first contact was enough ÷ answers to that question.',
      es: 'Respuestas que dicen que bastó con el primer contacto ÷ respuestas a esa pregunta.',
    },
    unit: 'rate',
    counts: 'answers',
    better: 'higher',
    ...ON_CHANNELS,
  },
  'time-to-resolve': {
    definitionVersion: K29,
    name: { en: 'Time to resolve', es: 'Tiempo de resolución' },
    explanation: {
      en: 'Within this time from the first contact half of the cases are closed for good. A case reopened within 7 days goes on; open cases count as lasting at least as long as they have.',
      es: 'En este tiempo desde el primer contacto se cierra definitivamente la mitad de los casos. Un caso reabierto en 7 días continúa; los casos abiertos cuentan como que duran al menos lo que llevan.',
    },
    unit: 'duration',
    counts: 'cases',
    better: 'lower',
    ...ON_CHANNELS,
  },
  'time-to-resolve-p90': {
    definitionVersion: K29,
    name: { en: 'Time to resolve, slowest tenth', es: 'Tiempo de resolución, el diez por ciento más lento' },
    explanation: {
      en: 'Within this time nine in ten cases are closed for good; counted as the time to resolve.',
      es: 'En este tiempo se cierran definitivamente nueve de cada diez casos; se cuenta igual que el tiempo de resolución.',
    },
    unit: 'duration',
    counts: 'cases',
    better: 'lower',
    ...ON_CHANNELS,
  },
  'time-to-resolve-working': {
    definitionVersion: K29,
    name: { en: 'Time to resolve, our part', es: 'Tiempo de resolución, nuestra parte' },
    explanation: {
      en: 'The time to resolve without the time in which we waited for the customer.',
      es: 'El tiempo de resolución sin el tiempo en que se esperaba al cliente.',
    },
    unit: 'duration',
    counts: 'cases',
    better: 'lower',
    ...ON_CHANNELS,
  },
  'first-response': {
    definitionVersion: K30,
    name: { en: 'First response', es: 'Primera respuesta' },
    explanation: {
      en: 'Within this time from the first contact half of the cases get their first answer. Cases without an answer count as still waiting.',
      es: 'En este tiempo desde el primer contacto recibe su primera respuesta la mitad de los casos. Los casos sin respuesta cuentan como que siguen esperando.',
    },
    unit: 'duration',
    counts: 'cases',
    better: 'lower',
    ...ON_CHANNELS,
  },
  'queue-wait': {
    definitionVersion: K30,
    name: { en: 'Wait in the queue', es: 'Espera en cola' },
    explanation: {
      en: 'Half of the answered calls waited no longer than this. Calls given up are told by the share of abandoned calls.',
      es: 'La mitad de las llamadas atendidas no esperó más que esto. Las llamadas abandonadas se cuentan en su propia tasa.',
    },
    unit: 'duration',
    counts: 'calls',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['service'],
    cadence: 'live',
  },
  'queue-abandonment': {
    definitionVersion: K30,
    name: { en: 'Abandoned calls', es: 'Llamadas abandonadas' },
    explanation: {
      en: 'Calls given up while waiting ÷ calls that were answered or given up.',
      es: 'Llamadas abandonadas durante la espera ÷ llamadas atendidas o abandonadas.',
    },
    unit: 'rate',
    counts: 'calls',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['service'],
    cadence: 'live',
  },
} as const satisfies Record<string, MeasureInfo>
