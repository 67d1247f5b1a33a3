import type { Problem, ProblemCode } from '@periplo/model'
import type { Locale } from './locale.ts'

/** What a sentence about a problem can name. */
export interface ProblemPlace {
  /** Title of the node's card. */
  readonly title: string
  /** Name of the way out. */
  readonly port: string
}

type Say = (place: ProblemPlace) => string

const EN: Readonly<Record<ProblemCode, Say>> = {
  'no-entry': () => 'Nobody can come in. Add a start, such as “An event”.',
  'no-end': () => 'The journey has no end. Add a goal or an exit.',
  'duplicate-node': ({ title }) =>
    `Two steps share the internal name of “${title}”. Delete one and draw it anew.`,
  'unknown-stage': ({ title }) => `“${title}” stands in no lane. Drag it into one.`,
  'edge-from-nowhere': () => 'A line begins at a step that is gone. Delete the line.',
  'edge-to-nowhere': ({ title, port }) =>
    `The way “${port}” out of “${title}” leads nowhere. Connect it again.`,
  'edge-into-entry': ({ title }) =>
    `A line leads into a start from “${title}”. People enter there by an event only.`,
  'two-edges-from-port': ({ title, port }) => `Two lines leave “${title}” by “${port}”. Keep one.`,
  'open-port': ({ title, port }) => `“${title}”: say what comes after “${port}”.`,
  unreachable: ({ title }) => `Nobody can get to “${title}”. Connect something to it.`,
  'loop-without-wait': ({ title }) =>
    `“${title}” is on a circle without a wait: people would run round it for ever. Add a delay.`,
  'missing-title': () => 'A step has no title.',
  'missing-event': ({ title }) => `“${title}”: choose the event it listens to.`,
  'missing-condition': ({ title }) => `“${title}”: say what decides between yes and no.`,
  'incomplete-condition': ({ title }) => `${title ? `“${title}”` : 'The journey'}: a rule is not finished.`,
  'missing-correlation': ({ title }) => `“${title}”: name both properties that must match.`,
  'missing-weekday': ({ title }) => `“${title}”: choose at least one day of the week.`,
  'missing-date': ({ title }) => `“${title}”: say which date it waits for.`,
  'missing-subject': ({ title }) => `“${title}”: the message has no subject.`,
  'missing-body': ({ title }) => `“${title}”: the message has no text.`,
  'missing-url': ({ title }) => `“${title}”: give the full web address to call.`,
  'missing-change': ({ title }) => `“${title}”: say what changes in the profile.`,
  'missing-property': ({ title }) => `“${title}”: a property of the event is not finished.`,
  'missing-audience': ({ title }) => `“${title}”: name the audience.`,
  'missing-reason': ({ title }) => `“${title}”: say what the points are for.`,
  'missing-journey': ({ title }) => `“${title}”: choose the journey it starts.`,
  'missing-segment': ({ title }) => `“${title}”: choose the segment people enter by.`,
  'no-weight': ({ title }) => `“${title}”: all shares are zero, so nobody would go on.`,
  'duplicate-branch': ({ title }) =>
    `“${title}”: two branches share an internal name. Delete one and add it anew.`,
  'goal-without-event': () => 'The goal of the journey names no event.',
  'exit-without-event': () => 'An exit rule of the journey names no event.',
}

const ES: Readonly<Record<ProblemCode, Say>> = {
  'no-entry': () => 'Nadie puede entrar. Añade un inicio, como «Un evento».',
  'no-end': () => 'El recorrido no tiene final. Añade un objetivo o una salida.',
  'duplicate-node': ({ title }) =>
    `Dos pasos comparten el nombre interno de «${title}». Borra uno y dibújalo de nuevo.`,
  'unknown-stage': ({ title }) => `«${title}» no está en ninguna etapa. Arrástralo a una.`,
  'edge-from-nowhere': () => 'Una línea sale de un paso que ya no existe. Bórrala.',
  'edge-to-nowhere': ({ title, port }) =>
    `La vía «${port}» de «${title}» no lleva a ninguna parte. Conéctala de nuevo.`,
  'edge-into-entry': ({ title }) =>
    `Una línea lleva a un inicio desde «${title}». Allí solo se entra por un evento.`,
  'two-edges-from-port': ({ title, port }) => `Dos líneas salen de «${title}» por «${port}». Deja una.`,
  'open-port': ({ title, port }) => `«${title}»: di qué viene después de «${port}».`,
  unreachable: ({ title }) => `Nadie puede llegar a «${title}». Conecta algo con este paso.`,
  'loop-without-wait': ({ title }) =>
    `«${title}» está en un círculo sin espera: se daría vueltas sin fin. Añade una espera.`,
  'missing-title': () => 'Un paso no tiene título.',
  'missing-event': ({ title }) => `«${title}»: elige el evento que escucha.`,
  'missing-condition': ({ title }) => `«${title}»: di qué decide entre sí y no.`,
  'incomplete-condition': ({ title }) =>
    `${title ? `«${title}»` : 'El recorrido'}: hay una regla sin terminar.`,
  'missing-correlation': ({ title }) => `«${title}»: nombra las dos propiedades que deben coincidir.`,
  'missing-weekday': ({ title }) => `«${title}»: elige al menos un día de la semana.`,
  'missing-date': ({ title }) => `«${title}»: di qué fecha espera.`,
  'missing-subject': ({ title }) => `«${title}»: el mensaje no tiene asunto.`,
  'missing-body': ({ title }) => `«${title}»: el mensaje no tiene texto.`,
  'missing-url': ({ title }) => `«${title}»: indica la dirección web completa.`,
  'missing-change': ({ title }) => `«${title}»: di qué cambia en el perfil.`,
  'missing-property': ({ title }) => `«${title}»: hay una propiedad del evento sin terminar.`,
  'missing-audience': ({ title }) => `«${title}»: nombra la audiencia.`,
  'missing-reason': ({ title }) => `«${title}»: di por qué son los puntos.`,
  'missing-journey': ({ title }) => `«${title}»: elige el recorrido que inicia.`,
  'missing-segment': ({ title }) => `«${title}»: elige el segmento por el que se entra.`,
  'no-weight': ({ title }) => `«${title}»: todas las partes son cero y nadie seguiría.`,
  'duplicate-branch': ({ title }) =>
    `«${title}»: dos ramas comparten nombre interno. Borra una y añádela de nuevo.`,
  'goal-without-event': () => 'El objetivo del recorrido no nombra ningún evento.',
  'exit-without-event': () => 'Una regla de salida del recorrido no nombra ningún evento.',
}

/** A problem as a sentence that says what to do. */
export function sayProblem(locale: Locale, problem: Problem, place: ProblemPlace): string {
  return (locale === 'es' ? ES : EN)[problem.code](place)
}
