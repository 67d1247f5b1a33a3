import { K01 } from '../k01-stage-conversion.ts'
import type { MeasureInfo } from '../measure-info.ts'

/** K01 where a later stage implies the earlier ones. On files alone: counters do not know who was where before. */
export const OPEN_FUNNEL_MEASURES = {
  'stage-conversion-open': {
    definitionVersion: K01,
    name: { en: 'Stage conversion, open funnel', es: 'Conversión de etapa, embudo abierto' },
    explanation: {
      en: 'People who entered the next stage or a later one within 30 days ÷ people who entered this one or a later one. Whoever is seen in a stage is taken to have been in those before it, at the latest then; where that is inferred of anybody, the figure is an estimate. First runs only; people whose 30 days are not over are left out.',
      es: 'Personas que entraron en la etapa siguiente o en una posterior en 30 días ÷ personas que entraron en esta o en una posterior. Quien aparece en una etapa se da por visto en las anteriores, a más tardar entonces; si eso se supone de alguien, la cifra es una estimación. Solo el primer recorrido; quedan fuera las personas cuyos 30 días no han terminado.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['stage'],
    who: ['designer', 'marketing'],
    cadence: 'day',
    reentry: 'first',
  },
  'workspace-conversion-open': {
    definitionVersion: K01,
    name: {
      en: 'Stage conversion of everybody, open funnel',
      es: 'Conversión de etapa de todos, embudo abierto',
    },
    explanation: {
      en: 'People who did something of the next stage or a later one within 30 days ÷ people who did something of this one or a later one. Whoever is seen in a stage is taken to have been in those before it; where that is inferred of anybody, the figure is an estimate. Much of what happens offline is never seen.',
      es: 'Personas que hicieron algo de la etapa siguiente o de una posterior en 30 días ÷ personas que hicieron algo de esta o de una posterior. Quien aparece en una etapa se da por visto en las anteriores; si eso se supone de alguien, la cifra es una estimación. Mucho de lo que pasa fuera de línea nunca se ve.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['marketing', 'management'],
    cadence: 'day',
  },
} as const satisfies Record<string, MeasureInfo>
