/** A clock that stands still until a test turns it. Fits the `Clock` seam of `@periplo/model`. */
export interface TurnedClock {
  now(): Date
  /** Moves forward by that many milliseconds; never backward. */
  advance(ms: number): void
  /** Sets any instant, earlier ones included. */
  set(instant: Date | string): void
}

/** A clock standing at an ISO 8601 instant. */
export function turnedClock(startIso: string): TurnedClock {
  let atMs = toInstantMs(startIso)
  return {
    now: () => new Date(atMs),
    advance: (ms) => {
      if (!(ms >= 0)) throw new RangeError(`A clock advances by 0 ms or more, not by ${ms}`)
      atMs += ms
    },
    set: (instant) => {
      atMs = toInstantMs(instant)
    },
  }
}

function toInstantMs(instant: Date | string): number {
  const ms = new Date(instant).getTime()
  if (Number.isNaN(ms)) throw new RangeError(`Not an instant: ${String(instant)}`)
  return ms
}
