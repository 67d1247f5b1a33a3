import type { Arms, Tally } from '../statistics/proportions.ts'
import type { ArmName } from './k41-uplift.ts'

/** One person's result, in the order in which results came in. */
export interface ArmResult {
  readonly arm: ArmName
  readonly converted: boolean
}

/** No result yet. */
export const NO_TALLIES: Arms<Tally> = {
  control: { successes: 0, n: 0 },
  treatment: { successes: 0, n: 0 },
}

/** The tallies after each result: every state at which somebody could have looked. */
export function listLooks(results: Iterable<ArmResult>): readonly Arms<Tally>[] {
  const looks: Arms<Tally>[] = []
  let state = NO_TALLIES
  for (const { arm, converted } of results) {
    const { successes, n } = state[arm]
    state = { ...state, [arm]: { successes: successes + (converted ? 1 : 0), n: n + 1 } }
    looks.push(state)
  }
  return looks
}
