import type { Clock } from '@periplo/model'

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() }
