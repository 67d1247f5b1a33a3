import type { MeasureInfo } from '../measure-info.ts'
import { K01 } from '../k01-stage-conversion.ts'
import { K03 } from '../k03-drop-off.ts'
import { K04 } from '../k04-dwell.ts'

const OF_RUNS = { better: 'lower', who: ['designer'], reentry: 'all', cadence: 'day' } as const

/** What exported runs tell beside what the map shows: going back (K01), what a loss may cost (K03), coming round again (K04). */
export const RUN_MEASURES = {
  'stage-regress': {
    ...OF_RUNS,
    definitionVersion: K01,
    name: { en: 'Moves back to an earlier stage', es: 'Retrocesos a una etapa anterior' },
    explanation: {
      en: 'Times an entry went from a stage back to an earlier one, by the stage it left. Never part of a conversion.',
      es: 'Veces que una entrada volvió de una etapa a otra anterior, según la etapa de la que salió. Nunca forman parte de una conversión.',
    },
    unit: 'count',
    counts: 'entries',
    attachesTo: ['journey', 'stage'],
  },
  'value-at-risk': {
    ...OF_RUNS,
    definitionVersion: K03,
    name: { en: 'Value at risk', es: 'Valor en riesgo' },
    explanation: {
      en: 'Entries lost at a step × the mean net revenue, in the 30 days after, of those that went on. What the losses would be worth if those lost were like those who went on, which nobody knows.',
      es: 'Entradas perdidas en un paso × los ingresos netos medios, en los 30 días siguientes, de las que siguieron. Lo que valdrían las pérdidas si quienes se pierden fueran como quienes siguen, cosa que nadie sabe.',
    },
    unit: 'money',
    counts: 'entries',
    attachesTo: ['journey', 'node'],
    who: ['designer', 'finance'],
  },
  'step-rework': {
    ...OF_RUNS,
    definitionVersion: K04,
    name: { en: 'Steps gone through again', es: 'Pasos repetidos' },
    explanation: {
      en: 'Entries into the journey that came to a step twice or more ÷ entries that came to it; the whole is over any step.',
      es: 'Entradas en el recorrido que llegaron a un paso dos o más veces ÷ entradas que llegaron a él; el total vale para cualquier paso.',
    },
    unit: 'rate',
    counts: 'entries',
    attachesTo: ['journey', 'node'],
  },
} as const satisfies Record<string, MeasureInfo>
