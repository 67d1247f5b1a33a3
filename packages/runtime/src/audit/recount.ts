import { recountRollups } from '@periplo/kpi'
import type { RecountEntry } from '@periplo/kpi'
import type { Rollup } from '@periplo/model'
import type { Violation } from '@periplo/store'

/** Rollups counted anew, workspace by workspace. Memory grows with the rollups, not with what is counted. */
export interface Recount {
  /** Counts entries of one workspace; entries may come in any order and in any number of portions. */
  add(workspaceId: string, entries: readonly RecountEntry[]): void
  /** Takes what is stored away from what was counted. */
  compare(workspaceId: string, stored: Rollup): void
  /** Workspaces in which something is left over. */
  listDifferences(): readonly Violation[]
}

/** A recount of nothing yet. */
export function createRecount(): Recount {
  const books = new Map<string, Map<string, number>>()
  const add = (workspaceId: string, rollup: Rollup, sign: 1 | -1): void => {
    const book = books.get(workspaceId) ?? new Map<string, number>()
    books.set(workspaceId, book)
    const key = toKey(rollup)
    const total = (book.get(key) ?? 0) + sign * rollup.total
    if (total === 0) book.delete(key)
    else book.set(key, total)
  }
  return {
    add(workspaceId, entries) {
      for (const rollup of recountRollups(entries)) add(workspaceId, rollup, 1)
    },
    compare: (workspaceId, stored) => add(workspaceId, stored, -1),
    listDifferences: () =>
      [...books].flatMap(([workspaceId, book]) => {
        const [first] = book
        if (!first) return []
        const example = `${first[0]}: ${Math.abs(first[1])} too ${first[1] > 0 ? 'few' : 'many'}`
        return [{ workspaceId, count: book.size, example }]
      }),
  }
}

function toKey({ journeyId, versionId, subject, counter, day, bin }: Rollup): string {
  return `${counter} of ${subject} on ${day}, bin ${bin}, version ${versionId || '-'}, journey ${journeyId || '-'}`
}
