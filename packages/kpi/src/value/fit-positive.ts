import { exp, ln } from '../statistics/elementary.ts'
import { minimise } from './nelder-mead.ts'
import type { Minimum } from './nelder-mead.ts'

/** Parameters are looked for within a factor of e^±9 (8,000) of the middle of the starts. */
const REACH = 9
/** This near the edge of that, the data do not tell the parameter. */
const EDGE = 0.5

/** A model fitted by maximum likelihood, or why it cannot be. */
export type Fit<Parameters, Reason extends string> =
  | {
      readonly kind: 'fitted'
      readonly parameters: Parameters
      readonly logLikelihood: number
      /** How many it was fitted to. */
      readonly n: number
      /** False where the search gave up or ran off: the data do not tell the parameters. */
      readonly converged: boolean
    }
  | { readonly kind: 'not-fitted'; readonly reason: Reason }

/**
 * The positive parameters for which a cost is least, searched for over their logarithms from every start.
 * Where the cost keeps falling as a parameter runs off, the search stops at the edge and `converged` is
 * false: what the parameters say together may still be right, each by itself says nothing.
 */
export function fitPositive(
  cost: (parameters: readonly number[]) => number,
  starts: readonly (readonly number[])[],
): Minimum {
  const logs = starts.map((start) => start.map(ln))
  const middle = (logs[0] ?? []).map(
    (_, axis) => logs.reduce((sum, at) => sum + (at[axis] ?? 0), 0) / logs.length,
  )
  const farthest = (at: readonly number[]): number =>
    Math.max(...at.map((log, axis) => Math.abs(log - (middle[axis] ?? 0))))
  const found = minimise((at) => (farthest(at) > REACH ? Infinity : cost(at.map(exp))), logs)
  const settled = found.converged && farthest(found.at) < REACH - EDGE
  return { at: found.at.map(exp), value: found.value, converged: settled }
}
