import type { ChannelPath } from './channel-path.ts'

/**
 * A rule that looks at one path at a time: how much of a conversion each touch of it gets, in the order of
 * the path; 0 or more each, together 1. `touches` is never empty.
 */
export type TouchRule = (touches: Touches) => readonly number[]

/** The touches of one path. */
export type Touches = Pick<ChannelPath, 'path' | 'agesMs'>

/** All the credit to the touch at `index`. */
export function toSoleCredit(length: number, index: number): readonly number[] {
  return Array.from({ length }, (_, at) => (at === index ? 1 : 0))
}
