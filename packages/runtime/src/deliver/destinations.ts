import type { Clock } from '@periplo/model'

/** Room at one destination. */
export interface Capacity {
  /** Sends under way at once. */
  readonly atOnce: number
  /** Sends that may wait for room where it is not known how long they would. */
  readonly waiting: number
  /** Where it is known: how long a send may have to wait, in milliseconds. */
  readonly patienceMs: number
}

/**
 * Room at every destination, so that a slow one holds no more than its share of the sends under way, and a
 * quick one as many as it can take. Held in memory, for one process.
 */
export interface Destinations {
  /** Runs the send as soon as there is room at its destination; `full` if it would have to wait too long there. */
  run<T>(destination: string, capacity: Capacity, send: () => Promise<T>): Promise<T | 'full'>
}

interface Place {
  underWay: number
  readonly waiting: (() => void)[]
  /** How long sends take, the latest weighing most; null until one has ended. */
  meanMs: number | null
}

/** Beyond these, destinations at which nothing is under way are forgotten. */
const MAX_PLACES = 10_000
/** What the latest send weighs in the mean. */
const LATEST = 0.2

/** Destinations at which nothing is under way; how long sends take is read off the machine's clock. */
export function createDestinations(wall: Clock): Destinations {
  const nowMs = (): number => wall.now().getTime()
  const places = new Map<string, Place>()

  const find = (destination: string): Place => {
    const place = places.get(destination) ?? { underWay: 0, waiting: [], meanMs: null }
    if (places.size >= MAX_PLACES)
      for (const [name, { underWay }] of places) if (underWay === 0) places.delete(name)
    places.set(destination, place)
    return place
  }

  return {
    async run(destination, capacity, send) {
      const place = find(destination)
      if (place.underWay >= capacity.atOnce) {
        if (isFull(place, capacity)) return 'full'
        await new Promise<void>((resolve) => place.waiting.push(resolve))
      } else place.underWay += 1
      const startedAt = nowMs()
      try {
        return await send()
      } finally {
        const tookMs = nowMs() - startedAt
        place.meanMs = place.meanMs === null ? tookMs : place.meanMs + LATEST * (tookMs - place.meanMs)
        const next = place.waiting.shift()
        if (next) next()
        else place.underWay -= 1
      }
    },
  }
}

function isFull({ waiting, meanMs }: Place, capacity: Capacity): boolean {
  if (meanMs === null) return waiting.length >= capacity.waiting
  return (meanMs * (waiting.length + 1)) / capacity.atOnce > capacity.patienceMs
}
