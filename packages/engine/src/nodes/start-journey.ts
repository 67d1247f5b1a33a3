import { invariant } from '@periplo/model'
import type { NodeOf } from '@periplo/model'
import type { NodeState } from './surroundings.ts'

/** Ends the run; the other journey hears of it through the log. */
export function compileStartJourney({ id, journeyId }: NodeOf<'start-journey'>): NodeState {
  invariant(journeyId !== undefined, `node ${id} starts no journey`)
  return {
    type: 'final',
    entry: [
      { type: 'startJourney', params: { node: id, journeyId } },
      { type: 'end', params: { reason: 'handed-on' } },
    ],
  }
}
