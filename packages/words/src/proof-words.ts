import type { ProofCode, ProofData, ProofFinding } from '@periplo/model'
import type { Locale } from './locale.ts'
import type { ProblemPlace } from './problem-words.ts'

/** What a sentence about a finding can name. */
interface FindingPlace extends ProblemPlace, ProofData {}

type Say = (place: FindingPlace) => string

const PATH_EN = 'because of what happens before it'
const PATH_ES = 'por lo que ocurre antes'

const EN: Readonly<Record<ProofCode, Say>> = {
  'nobody-enters': () => 'Nobody can ever come in: the rules of the start contradict themselves.',
  'goal-unreachable': () => 'Nobody can ever reach the goal of this journey.',
  'no-way-out': ({ title }) =>
    `Whoever gets to “${title}” goes round for ever. Add a way out, or a rule that ends the run.`,
  'loop-in-one-instant': ({ title }) => `“${title}” can be gone round without any time passing. Add a delay.`,
  'journeys-without-end': ({ title, journey }) =>
    `“${title}” sets off “${journey ?? ''}”, and that leads back here at once, round and round. Break the circle.`,
  'journeys-in-a-circle': ({ title, journey }) =>
    `“${title}” sets off “${journey ?? ''}”, and in time that leads back here, for ever.`,
  'entry-never': ({ title }) => `“${title}” lets nobody in: its rule contradicts itself.`,
  'entry-shadowed': ({ title, event }) =>
    `“${title}” lets nobody in: an earlier start takes everybody who does “${event ?? ''}”.`,
  'never-reached': ({ title }) => `Nobody ever gets to “${title}”: the ways there are never taken.`,
  'always-yes': ({ title, because }) =>
    `“${title}” always answers yes${because === 'path' ? `, ${PATH_EN}` : ''}.`,
  'always-no': ({ title, because }) =>
    `“${title}” always answers no${because === 'path' ? `, ${PATH_EN}` : ''}.`,
  'always-unknown': ({ title }) =>
    `“${title}” can never be answered, so everybody goes the way of no: it compares what cannot be compared.`,
  'way-never-taken': ({ title, port }) => `Nobody leaves “${title}” by “${port}”.`,
  'wait-never-woken': ({ title, event }) =>
    `No “${event ?? ''}” ever ends “${title}”: everybody waits until the time is over.`,
  'message-never-sent': ({ title }) => `“${title}” is never sent: what it asks of people can never be so.`,
  'wait-without-timeout': ({ title }) =>
    `“${title}” waits without a limit. Whoever does not react stays there.`,
  'rule-never': ({ event }) => `The exit rule for “${event ?? ''}” never acts: it contradicts itself.`,
  'messages-at-once': ({ title }) =>
    `“${title}” is sent right after another message. Put a pause between them.`,
  'heavy-week': ({ count, limit }) =>
    `One person can get ${sayCount('en', count)} in a week; more than ${limit ?? 0} is a lot.`,
  'heavy-week-together': ({ count, limit, journey }) =>
    `Together with “${journey ?? ''}” one person can get ${sayCount('en', count)} in a week; more than ${limit ?? 0} is a lot.`,
  'channel-not-connected': ({ title }) =>
    `“${title}” cannot be sent: the channel is not connected, so messages stay in the Inbox.`,
  'sends-without-consent': ({ title }) =>
    `“${title}” is sent to everybody who has not said no. Use this for what people asked for.`,
  'shares-not-100': ({ title, count }) =>
    `The shares of “${title}” add up to ${count ?? 0}, not 100: each is taken as its part of the sum.`,
}

const ES: Readonly<Record<ProofCode, Say>> = {
  'nobody-enters': () => 'Nunca puede entrar nadie: las reglas del inicio se contradicen.',
  'goal-unreachable': () => 'Nadie puede alcanzar nunca el objetivo de este recorrido.',
  'no-way-out': ({ title }) =>
    `Quien llega a «${title}» da vueltas sin fin. Añade una salida o una regla que termine el recorrido.`,
  'loop-in-one-instant': ({ title }) =>
    `Se puede dar la vuelta por «${title}» sin que pase el tiempo. Añade una espera.`,
  'journeys-without-end': ({ title, journey }) =>
    `«${title}» pone en marcha «${journey ?? ''}», y eso vuelve aquí al instante, una y otra vez. Rompe el círculo.`,
  'journeys-in-a-circle': ({ title, journey }) =>
    `«${title}» pone en marcha «${journey ?? ''}», y con el tiempo eso vuelve aquí, sin fin.`,
  'entry-never': ({ title }) => `«${title}» no deja entrar a nadie: su regla se contradice.`,
  'entry-shadowed': ({ title, event }) =>
    `«${title}» no deja entrar a nadie: un inicio anterior recibe a todos los que hacen «${event ?? ''}».`,
  'never-reached': ({ title }) => `Nadie llega nunca a «${title}»: nadie toma las vías que llevan allí.`,
  'always-yes': ({ title, because }) =>
    `«${title}» siempre responde sí${because === 'path' ? `, ${PATH_ES}` : ''}.`,
  'always-no': ({ title, because }) =>
    `«${title}» siempre responde no${because === 'path' ? `, ${PATH_ES}` : ''}.`,
  'always-unknown': ({ title }) =>
    `«${title}» nunca tiene respuesta y todos van por la vía del no: compara lo que no se puede comparar.`,
  'way-never-taken': ({ title, port }) => `Nadie sale de «${title}» por «${port}».`,
  'wait-never-woken': ({ title, event }) =>
    `Ningún «${event ?? ''}» termina «${title}»: todos esperan hasta que se acaba el tiempo.`,
  'message-never-sent': ({ title }) =>
    `«${title}» no se envía nunca: lo que pide de la gente no se puede cumplir.`,
  'wait-without-timeout': ({ title }) => `«${title}» espera sin límite. Quien no reacciona se queda ahí.`,
  'rule-never': ({ event }) => `La regla de salida para «${event ?? ''}» nunca actúa: se contradice.`,
  'messages-at-once': ({ title }) =>
    `«${title}» se envía justo después de otro mensaje. Pon una pausa entre los dos.`,
  'heavy-week': ({ count, limit }) =>
    `Una persona puede recibir ${sayCount('es', count)} en una semana; más de ${limit ?? 0} es mucho.`,
  'heavy-week-together': ({ count, limit, journey }) =>
    `Junto con «${journey ?? ''}», una persona puede recibir ${sayCount('es', count)} en una semana; más de ${limit ?? 0} es mucho.`,
  'channel-not-connected': ({ title }) =>
    `«${title}» no se puede enviar: el canal no está conectado y los mensajes se quedan en la bandeja.`,
  'sends-without-consent': ({ title }) =>
    `«${title}» se envía a todos los que no han dicho que no. Úsalo para lo que la gente ha pedido.`,
  'shares-not-100': ({ title, count }) =>
    `Las partes de «${title}» suman ${count ?? 0}, no 100: cada una cuenta según su parte de la suma.`,
}

function sayCount(locale: Locale, count = 0): string {
  const text = new Intl.NumberFormat(locale).format(count)
  const one = { en: 'message', es: 'mensaje' }[locale]
  return `${text} ${one}${count === 1 ? '' : 's'}`
}

/** A finding of the proof as a sentence that a marketer understands. */
export function sayFinding(locale: Locale, { code, data }: ProofFinding, place: ProblemPlace): string {
  return (locale === 'es' ? ES : EN)[code]({ ...data, ...place })
}
