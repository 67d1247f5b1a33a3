/** Room at one destination. */
export interface Capacity {
  /** Sends under way at once. */
  readonly atOnce: number
  /** Sends that may wait for room. */
  readonly waiting: number
}

/**
 * Room at every destination, so that a slow one holds no more than its share of the sends under way. Held in
 * memory, for one process.
 */
export interface Destinations {
  /** Runs the send as soon as there is room at its destination; `full` if too many wait there already. */
  run<T>(destination: string, capacity: Capacity, send: () => Promise<T>): Promise<T | 'full'>
}

interface Place {
  underWay: number
  readonly waiting: (() => void)[]
}

/** Destinations at which nothing is under way. */
export function createDestinations(): Destinations {
  const places = new Map<string, Place>()
  return {
    async run(destination, { atOnce, waiting }, send) {
      const place = places.get(destination) ?? { underWay: 0, waiting: [] }
      places.set(destination, place)
      if (place.underWay >= atOnce) {
        if (place.waiting.length >= waiting) return 'full'
        await new Promise<void>((resolve) => place.waiting.push(resolve))
      } else place.underWay += 1
      try {
        return await send()
      } finally {
        const next = place.waiting.shift()
        if (next) next()
        else place.underWay -= 1
        if (place.underWay === 0) places.delete(destination)
      }
    },
  }
}
