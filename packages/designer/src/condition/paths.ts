import type { Operand } from '@periplo/model'

/** Paths to offer for each place a value can come from. */
export type OfferedPaths = Readonly<Record<Operand['from'], readonly string[]>>
