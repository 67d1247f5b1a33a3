import { compileSegments } from '@periplo/engine'
import type { CompiledSegments } from '@periplo/engine'
import { listConditions } from '@periplo/model'
import { readSegments } from '@periplo/store'
import type { Store, StoredSegment } from '@periplo/store'

/** The segments of one workspace, as workers need them. */
export interface SegmentShelf {
  readonly workspaceId: string
  readonly compiled: CompiledSegments
  /** Every segment, archived ones included. */
  readonly stored: ReadonlyMap<string, StoredSegment>
  /** The latest edition: whoever has been judged up to it is up to date. */
  readonly edition: number
  /** Whether any of the rules asks for consent. */
  readonly asksConsent: boolean
}

/**
 * The segments of every workspace that has any. Rebuilt from the database with the catalogue; what another process
 * changes is seen after the next {@link SegmentCache.refresh}.
 */
export class SegmentCache {
  readonly #store: Store
  #shelves: ReadonlyMap<string, SegmentShelf> = new Map()
  /** How far each partition has been gone through for an edition; begins anew where it is not known. */
  readonly #places = new Map<string, string>()
  /** By workspace: a character per partition, `1` where everybody is up to date. */
  readonly #filled = new Map<string, { readonly edition: number; readonly bits: string }>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Reads every segment anew. */
  async refresh(): Promise<void> {
    const byWorkspace = Map.groupBy(await readSegments(this.#store), (segment) => segment.workspaceId)
    this.#shelves = new Map([...byWorkspace].map(([id, list]) => [id, toShelf(id, list)]))
    this.#places.clear()
    for (const [workspaceId, shelf] of this.#shelves)
      this.#filled.set(workspaceId, { edition: shelf.edition, bits: toFilled([...shelf.stored.values()]) })
  }

  /** A workspace's segments; undefined where it never had any. */
  find(workspaceId: string): SegmentShelf | undefined {
    return this.#shelves.get(workspaceId)
  }

  /** Workspaces in which somebody has yet to be judged by the latest rules, and in which of these partitions. */
  listUnfilled(
    partitions: readonly number[],
  ): readonly { readonly shelf: SegmentShelf; readonly partitions: readonly number[] }[] {
    return [...this.#shelves.values()].flatMap((shelf) => {
      const bits = this.#filled.get(shelf.workspaceId)?.bits ?? ''
      const left = partitions.filter((partition) => bits[partition] === '0')
      return left.length === 0 ? [] : [{ shelf, partitions: left }]
    })
  }

  /** After whom a partition is to be gone on with for an edition; undefined for the beginning. */
  findPlace(place: FillingPlace): string | undefined {
    return this.#places.get(toPlaceName(place))
  }

  /** Notes after whom a partition is to be gone on with; undefined for the beginning. */
  notePlace(place: FillingPlace, personId: string | undefined): void {
    if (personId === undefined) this.#places.delete(toPlaceName(place))
    else this.#places.set(toPlaceName(place), personId)
  }

  /** Notes what the database has been told: everybody in these partitions is up to date with this edition. */
  noteFilled(workspaceId: string, edition: number, partitions: readonly number[]): void {
    const filled = this.#filled.get(workspaceId)
    if (filled?.edition !== edition) return
    const done = new Set(partitions)
    const bits = filled.bits.replaceAll(/./g, (bit, at: number) => (done.has(at) ? '1' : bit))
    this.#filled.set(workspaceId, { edition, bits })
  }
}

/** One partition of a workspace, and the edition its people are judged by. */
export interface FillingPlace {
  readonly workspaceId: string
  readonly edition: number
  readonly partitionId: number
}

function toPlaceName({ workspaceId, edition, partitionId }: FillingPlace): string {
  return `${workspaceId}/${edition}/${partitionId}`
}

function toShelf(workspaceId: string, segments: readonly StoredSegment[]): SegmentShelf {
  const compiled = compileSegments(
    segments.map(({ segmentId, rule, archivedAt }) => ({ segmentId, rule, isKept: archivedAt === null })),
  )
  return {
    workspaceId,
    compiled,
    stored: new Map(segments.map((segment) => [segment.segmentId, segment])),
    edition: Math.max(...segments.map((segment) => segment.edition)),
    asksConsent: segments.some(({ rule }) => listConditions(rule).some(({ op }) => op === 'consent')),
  }
}

/** Partitions in which every segment is filled. */
function toFilled(segments: readonly StoredSegment[]): string {
  const [first = '', ...others] = segments.map(({ filled }) => filled)
  return others.reduce(
    (all, filled) => all.replaceAll(/./g, (bit, at: number) => (filled[at] === '1' ? bit : '0')),
    first,
  )
}
