import { compareText } from '../log/to-kpi-log.ts'
import { toMeasure, toShareMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { K04_PROCESS } from './process-shape.ts'
import type { Transfers } from './process-shape.ts'
import type { Handovers } from './routes.ts'
import type { Trace } from './trace.ts'

/** Handovers between known resources; `no_data` where none is known. */
export function toTransfers(traces: readonly Trace[], frame: Frame): Transfers {
  const known = traces.flatMap(({ handovers }) => handovers ?? [])
  const part = known.filter(({ pairs }) => pairs.length > 0).length
  const total = known.reduce((sum, { pairs }) => sum + pairs.length, 0)
  const n = known.length
  return {
    perCase: toMeasure(
      {
        definitionVersion: K04_PROCESS,
        unit: 'ratio',
        value: n === 0 ? null : total / n,
        numerator: total,
        denominator: n,
        n,
        interval: null,
      },
      frame,
    ),
    rate: toShareMeasure({ definitionVersion: K04_PROCESS, part, whole: n }, frame),
    pingPongs: known.reduce((sum, { pingPongs }) => sum + pingPongs, 0),
    pairs: countPairs(known),
  }
}

function countPairs(known: readonly Handovers[]): Transfers['pairs'] {
  const groups = Map.groupBy(
    known.flatMap(({ pairs }) => pairs),
    ({ from, to }) => JSON.stringify([from, to]),
  )
  return [...groups]
    .map(([key, pairs]) => ({ key, pair: pairs[0], count: pairs.length }))
    .sort((one, other) => other.count - one.count || compareText(one.key, other.key))
    .flatMap(({ pair, count }) => (pair === undefined ? [] : [{ ...pair, count }]))
}
