/** One entry of the queue. */
export interface Waiting {
  readonly state: number
  readonly cost: number
  readonly estimate: number
}

/** A binary heap of states to look at, the most promising first; equal ones in the order they came in. */
export class WayQueue {
  readonly #heap: (Waiting & { readonly order: number })[] = []
  #added = 0

  /** Adds a state. The same state may wait more than once; the caller skips what it has outdone. */
  add(state: number, cost: number, estimate: number): void {
    this.#heap.push({ state, cost, estimate, order: this.#added++ })
    let child = this.#heap.length - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (!this.#isBefore(child, parent)) return
      this.#swap(child, parent)
      child = parent
    }
  }

  /** Takes the most promising state out; undefined when none waits. */
  take(): Waiting | undefined {
    const first = this.#heap[0]
    const last = this.#heap.pop()
    if (!first || !last || first === last) return first
    this.#heap[0] = last
    this.#sink()
    return first
  }

  #sink(): void {
    let parent = 0
    for (;;) {
      const left = 2 * parent + 1
      const right = left + 1
      let least = parent
      if (this.#isBefore(left, least)) least = left
      if (this.#isBefore(right, least)) least = right
      if (least === parent) return
      this.#swap(parent, least)
      parent = least
    }
  }

  #isBefore(a: number, b: number): boolean {
    const one = this.#heap[a]
    const other = this.#heap[b]
    if (!one || !other) return false
    return one.estimate === other.estimate ? one.order < other.order : one.estimate < other.estimate
  }

  #swap(a: number, b: number): void {
    const one = this.#heap[a]
    const other = this.#heap[b]
    if (!one || !other) return
    this.#heap[a] = other
    this.#heap[b] = one
  }
}
