import { isAsked } from '@periplo/engine'
import type { Enrollment, Instant, VersionId } from '@periplo/model'
import type { StoredMove } from '@periplo/store'

/** What lies ahead of a run that moves have still to ask. */
export interface Ahead {
  /** Versions it may come to. */
  readonly versionIds: ReadonlySet<VersionId>
  /** When the moves were made. */
  readonly at: readonly Instant[]
}

const NOTHING: Ahead = { versionIds: new Set(), at: [] }

/** The moves of all journeys, each journey's in order. A copy of what the database holds. */
export class MoveBook {
  readonly #moves: Map<string, readonly StoredMove[]>

  constructor(moves: readonly StoredMove[] = []) {
    this.#moves = Map.groupBy(moves, (move) => move.journeyId)
  }

  /** The moves of a journey, the first one first. */
  list(journeyId: string): readonly StoredMove[] {
    return this.#moves.get(journeyId) ?? []
  }

  /** Moves that have not asked everybody yet. */
  listUnasked(): readonly StoredMove[] {
    return [...this.#moves.values()].flat().filter(({ visited }) => visited.includes('0'))
  }

  /** Notes what the database has been told: nobody in these partitions is left to be asked. */
  noteAsked({ journeyId, no }: StoredMove, partitions: readonly number[]): void {
    const told = new Set(partitions)
    const mark = (move: StoredMove): StoredMove => {
      if (move.no !== no) return move
      return {
        ...move,
        visited: move.visited.replaceAll(/./g, (bit, at: number) => (told.has(at) ? '1' : bit)),
      }
    }
    this.#moves.set(journeyId, this.list(journeyId).map(mark))
  }

  /** Where moves that have not asked a run may take it, one after the other. */
  lookAhead(enrollment: Enrollment): Ahead {
    const moves = this.list(enrollment.journeyId)
    if (moves.length === 0 || enrollment.status === 'ended') return NOTHING
    const { versionId, envelope } = enrollment
    const reached = new Set([versionId])
    const at: Instant[] = []
    for (const move of moves) {
      const isNext = isAsked(move, enrollment) || at.length > 0
      if (!isNext || !move.plan.from.some((from) => reached.has(from))) continue
      at.push(move.at)
      if (move.plan.kind !== 'back') reached.add(move.plan.toVersionId)
      else if (envelope.moved?.origin) reached.add(envelope.moved.origin.versionId)
    }
    reached.delete(versionId)
    return { versionIds: reached, at }
  }
}
