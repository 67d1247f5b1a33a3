import type { Measure } from '@periplo/model'
import { toShareMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import type { Trace } from './trace.ts'

/** The edition of the formula below. */
export const K28_PROCESS = 'K28-log.1'

/**
 * K28 in a process log: closed cases with one contact and no handover ÷ closed cases with a contact. Where
 * contacts are not named, one contact means that nothing was done twice. Where no resource is known, handovers
 * cannot be seen, and the value is `estimated`. New cases of the same person are not looked at: that is K28 on
 * an event log. Source: kpi specification K28.
 */
export function toFirstContactResolution(traces: readonly Trace[], frame: Frame): Measure {
  const isFirst = ({ contacts, repeats, handovers }: Trace): boolean =>
    (handovers?.pairs.length ?? 0) === 0 && (contacts === null ? repeats.repeats === 0 : contacts === 1)
  const contacted = traces.filter(({ contacts }) => contacts === null || contacts > 0)
  const closed = contacted.filter(({ isClosed }) => isClosed)
  return toShareMeasure(
    {
      definitionVersion: K28_PROCESS,
      part: closed.filter(isFirst).length,
      whole: closed.length,
      open: contacted.length - closed.length,
      estimated: closed.length > 0 && closed.every(({ handovers }) => handovers === undefined),
    },
    frame,
  )
}
