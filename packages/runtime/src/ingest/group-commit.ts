import { StudioError } from '@periplo/model'

/** A caller's items, waiting to be written together with others'. */
interface Waiting<T> {
  readonly items: readonly T[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

interface Failure {
  readonly error: unknown
}

/**
 * Turns many small writes into few large ones: whatever arrives while a write is under way is written by the
 * next, up to `limit` items (a single caller's items are never split). An idle writer starts at once, so that
 * waiting is never longer than one write. Each caller's promise settles with its own write. A group that
 * fails for no reason anybody knows is written again caller by caller, so that one of them cannot take the
 * others along: a failed write must have written nothing. `breathe` is begun with each write, told how many
 * items it has, and the next write waits for it: a steady trickle then makes fewer and larger writes.
 */
export function createGroupCommit<T>(
  write: (items: readonly T[]) => Promise<void>,
  limit: number,
  breathe: (count: number) => Promise<void> = () => Promise.resolve(),
): (items: readonly T[]) => Promise<void> {
  const queue: Waiting<T>[] = []
  let writing = false
  let breath = Promise.resolve()

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      await breath // whoever calls in the same turn is written by the same write
      const group = takeGroup(queue, limit)
      breath = breathe(group.reduce((sum, { items }) => sum + items.length, 0))
      const failure = await writeGroup(group)
      if (failure === undefined) continue
      const mayBeOne = group.length > 1 && !(failure.error instanceof StudioError)
      if (mayBeOne) for (const waiting of group) reject([waiting], await writeGroup([waiting]))
      else reject(group, failure)
    }
    writing = false
  }

  async function writeGroup(group: readonly Waiting<T>[]): Promise<Failure | undefined> {
    try {
      await write(group.flatMap((waiting) => waiting.items))
    } catch (error) {
      return { error }
    }
    for (const waiting of group) waiting.resolve()
    return undefined
  }

  function reject(group: readonly Waiting<T>[], failure: Failure | undefined): void {
    if (failure) for (const waiting of group) waiting.reject(failure.error)
  }

  return (items) =>
    new Promise((resolve, reject) => {
      queue.push({ items, resolve, reject })
      if (writing) return
      writing = true
      void drain()
    })
}

function takeGroup<T>(queue: Waiting<T>[], limit: number): readonly Waiting<T>[] {
  const group: Waiting<T>[] = []
  let count = 0
  for (let next = queue[0]; next && (count === 0 || count + next.items.length <= limit); next = queue[0]) {
    queue.shift()
    group.push(next)
    count += next.items.length
  }
  return group
}
