import type { Fact } from '@periplo/model'

/** The fact of one kind. */
export type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>
