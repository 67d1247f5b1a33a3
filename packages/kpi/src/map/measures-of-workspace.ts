import { K01 } from '../k01-stage-conversion.ts'
import type { MeasureInfo } from '../measure-info.ts'

/** The funnel of the whole workspace over events, K01. It never stands on a journey's lane. */
export const WORKSPACE_MEASURES = {
  'workspace-conversion': {
    definitionVersion: K01,
    name: { en: 'Stage conversion of everybody', es: 'Conversión de etapa de todos' },
    explanation: {
      en: 'People who did something of the next stage within 30 days ÷ people who did something of this one, by the events that stand for each stage, in any journey or none.',
      es: 'Personas que hicieron algo de la etapa siguiente en 30 días ÷ personas que hicieron algo de esta, según los eventos que representan cada etapa, en cualquier recorrido o en ninguno.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'higher',
    attachesTo: ['workspace'],
    who: ['marketing', 'management'],
    cadence: 'day',
  },
  'workspace-skips': {
    definitionVersion: K01,
    name: { en: 'Came in without the stage before', es: 'Llegadas sin la etapa anterior' },
    explanation: {
      en: 'People seen in a stage who had not been seen in the one before ÷ people seen in it. Much of it is offline stages that nobody recorded.',
      es: 'Personas vistas en una etapa sin haber sido vistas en la anterior ÷ personas vistas en ella. Gran parte son etapas fuera de línea que nadie registró.',
    },
    unit: 'rate',
    counts: 'persons',
    better: 'neither',
    attachesTo: ['workspace'],
    who: ['marketing', 'data'],
    cadence: 'day',
  },
} as const satisfies Record<string, MeasureInfo>
