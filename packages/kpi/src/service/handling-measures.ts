import type { MeasureInfo } from '../measure-info.ts'
import { K31 } from './k31-transfers.ts'
import { K32 } from './k32-repeat-moments.ts'
import { K33 } from './k33-containment.ts'
import { K34 } from './k34-cost-to-serve.ts'

const ON_CHANNELS = { attachesTo: ['workspace', 'channel'], who: ['service'], cadence: 'day' } as const

/** What a reader is told about how cases are handled and what that costs, K31 to K34. */
export const HANDLING_MEASURES = {
  'transfers-per-case': {
    definitionVersion: K31,
    name: { en: 'Handovers per case', es: 'Traspasos por caso' },
    explanation: {
      en: 'Handovers between agents, teams or channels ÷ cases.',
      es: 'Traspasos entre agentes, equipos o canales ÷ casos.',
    },
    unit: 'ratio',
    counts: 'cases',
    better: 'lower',
    ...ON_CHANNELS,
  },
  'ping-pong': {
    definitionVersion: K31,
    name: { en: 'Sent back and forth', es: 'De un lado a otro' },
    explanation: {
      en: 'Cases handed back to somebody who had held them before ÷ cases with a handover.',
      es: 'Casos devueltos a quien ya los había tenido ÷ casos con algún traspaso.',
    },
    unit: 'rate',
    counts: 'cases',
    better: 'lower',
    ...ON_CHANNELS,
  },
  'repeat-rate': {
    definitionVersion: K32,
    name: { en: 'Had to repeat themselves', es: 'Tuvieron que repetirse' },
    explanation: {
      en: 'Cases in which the customer had to say again what we knew ÷ cases with two contacts or more. Asked for again, not handed on, or told again in much the same words. The target is 0.',
      es: 'Casos en los que el cliente tuvo que volver a decir lo que ya se sabía ÷ casos con dos contactos o más. Porque se le pidió de nuevo, porque no se pasó la información o porque lo contó otra vez casi con las mismas palabras. El objetivo es 0.',
    },
    unit: 'rate',
    counts: 'cases',
    better: 'lower',
    ...ON_CHANNELS,
  },
  'repeats-per-case': {
    definitionVersion: K32,
    name: { en: 'Repetitions per case', es: 'Repeticiones por caso' },
    explanation: {
      en: 'Times a customer had to say again what we knew ÷ cases.',
      es: 'Veces que un cliente tuvo que volver a decir lo que ya se sabía ÷ casos.',
    },
    unit: 'ratio',
    counts: 'cases',
    better: 'lower',
    ...ON_CHANNELS,
  },
  'bot-containment': {
    definitionVersion: K33,
    name: { en: 'Handled by the chatbot alone', es: 'Atendidos solo por el chatbot' },
    explanation: {
      en: 'Cases begun with the chatbot in which no person was contacted in the following 24 hours ÷ cases begun with it. It does not say that the problem was solved.',
      es: 'Casos iniciados con el chatbot en los que no se contactó con ninguna persona en las 24 horas siguientes ÷ casos iniciados con él. No dice que el problema se resolviera.',
    },
    unit: 'rate',
    counts: 'cases',
    better: 'neither',
    attachesTo: ['workspace'],
    who: ['service'],
    cadence: 'day',
  },
  'chat-to-phone': {
    definitionVersion: K33,
    name: { en: 'From chat to telephone', es: 'Del chat al teléfono' },
    explanation: {
      en: 'Cases with a chat that were followed by a call within 24 hours ÷ cases with a chat.',
      es: 'Casos con chat a los que siguió una llamada en 24 horas ÷ casos con chat.',
    },
    unit: 'rate',
    counts: 'cases',
    better: 'lower',
    attachesTo: ['workspace'],
    who: ['service'],
    cadence: 'day',
  },
  'cost-to-serve': {
    definitionVersion: K34,
    name: { en: 'Cost per resolved case', es: 'Coste por caso resuelto' },
    explanation: {
      en: 'What the cases that began in a channel cost in every channel they went through ÷ how many of them were closed. Agents’ time by minutes, fees by contact, fixed costs by case.',
      es: 'Lo que costaron los casos que empezaron en un canal, en todos los canales por los que pasaron ÷ cuántos se cerraron. El tiempo de los agentes se reparte por minutos, las tarifas por contacto y los costes fijos por caso.',
    },
    unit: 'money',
    counts: 'cases',
    better: 'lower',
    attachesTo: ['workspace', 'channel'],
    who: ['service', 'finance'],
    cadence: 'month',
  },
  'cost-to-serve-first-channel': {
    definitionVersion: K34,
    name: {
      en: 'Cost per resolved case, first channel alone',
      es: 'Coste por caso resuelto, solo el primer canal',
    },
    explanation: {
      en: 'The same, counting only what the channel of first contact cost. It flatters channels whose cases end elsewhere: read it beside the cost over the whole route.',
      es: 'Lo mismo, contando solo el coste del canal del primer contacto. Favorece a los canales cuyos casos acaban en otro: conviene leerlo junto al coste de toda la ruta.',
    },
    unit: 'money',
    counts: 'cases',
    better: 'lower',
    attachesTo: ['workspace', 'channel'],
    who: ['service', 'finance'],
    cadence: 'month',
  },
} as const satisfies Record<string, MeasureInfo>
