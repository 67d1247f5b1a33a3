import { LOYALTY_VARIABLES, RUN_VARIABLES } from '@periplo/model'
import type { Operand } from '@periplo/model'

/**
 * Paths to offer for each place a value can come from, but the enrollment, whose variables are known. Answers
 * are offered by the steps that wait for them; what an answer holds is for the writer to know.
 */
export type OfferedPaths = Readonly<Record<'trait' | 'event' | 'entry', readonly string[]>> & {
  readonly answer?: readonly string[]
}

/** The paths to offer for one place. */
export function listOffered(paths: OfferedPaths, from: Operand['from']): readonly string[] {
  if (from === 'loyalty') return LOYALTY_VARIABLES
  return from === 'run' ? RUN_VARIABLES : (paths[from] ?? [])
}
