import type { Instant } from '@periplo/model'

interface Entry {
  readonly at: Instant
  readonly order: number
  readonly act: () => void
}

/** What is going to happen, in time order; what was planned first goes first where instants are equal. */
export interface Agenda {
  plan(at: Instant, act: () => void): void
  /** Takes the next act before `until` out; undefined when there is none. */
  takeNext(until: Instant): { readonly at: Instant; readonly act: () => void } | undefined
}

/** An empty agenda: a binary heap, so that planning and taking cost the logarithm of what is planned. */
export function createAgenda(): Agenda {
  const heap: Entry[] = []
  let planned = 0
  return {
    plan(at, act) {
      planned += 1
      heap.push({ at, order: planned, act })
      rise(heap)
    },
    takeNext(until) {
      const [first] = heap
      if (!first || first.at >= until) return undefined
      const last = heap.pop()
      if (last && last !== first) {
        heap[0] = last
        sink(heap)
      }
      return first
    },
  }
}

function isBefore(a: Entry | undefined, b: Entry | undefined): boolean {
  if (!a || !b) return a !== undefined
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}

function swap(heap: Entry[], one: number, other: number): void {
  const [a, b] = [heap[one], heap[other]]
  if (!a || !b) return
  heap[one] = b
  heap[other] = a
}

function rise(heap: Entry[]): void {
  let at = heap.length - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!isBefore(heap[at], heap[parent])) return
    swap(heap, at, parent)
    at = parent
  }
}

function sink(heap: Entry[]): void {
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const child = isBefore(heap[left + 1], heap[left]) ? left + 1 : left
    if (!isBefore(heap[child], heap[at])) return
    swap(heap, at, child)
    at = child
  }
}
