import type { CompiledJourney, Interests } from '@periplo/engine'
import { compileJourney, listSegmentCounts } from '@periplo/engine'
import type { JourneyFrame } from '@periplo/kpi'
import { toJourneyFrame } from '@periplo/kpi'
import { invariant } from '@periplo/model'
import type { Clock, Directive, Instant } from '@periplo/model'
import type { JourneyStanding, Store, Workspace } from '@periplo/store'
import {
  listWorkspaces,
  readLiveVersions,
  readMoves,
  readRevision,
  readStandings,
  readVersions,
} from '@periplo/store'
import { MoveBook } from './move-book.ts'
import { SegmentCache } from './segment-cache.ts'

/** A version as the runtime needs it: its machine and what its measures are made of. */
export interface RunnableVersion {
  readonly workspaceId: string
  readonly journey: CompiledJourney
  readonly frame: JourneyFrame
}

/** The machines kept in memory at once; an idle one beyond them is compiled again when it is needed. */
const MAX_VERSIONS = 500
/** Longer than any work goes on with the versions it has asked for. */
const IDLE_AFTER_MS = 3_600_000

/** A directive and its place among those of its journey. */
export interface NumberedDirective {
  readonly no: number
  readonly directive: Directive
}

/** A release waits for the pause to end, and a withdrawal is over when the journey is restored. */
function findInForce({
  archivedAt,
  pausedAt,
  directive,
  directiveNo,
}: JourneyStanding): NumberedDirective | undefined {
  if (!directive) return undefined
  const isInForce = directive.kind === 'withdraw' ? archivedAt !== null : pausedAt === null
  return isInForce ? { no: directiveNo, directive } : undefined
}

interface KeptVersion {
  readonly version: RunnableVersion
  askedAt: Instant
}

/**
 * Compiled versions, and who lets people in now. Everything here can be rebuilt from the database; a change
 * made by another process is seen after the next {@link JourneyCache.refresh}. A version is forgotten only
 * where there are more than `maxVersions`, it lets nobody in, and nobody has asked for it for an hour.
 */
export class JourneyCache {
  readonly #store: Store
  readonly #wall: Clock
  readonly #maxVersions: number
  /** The segments of the workspaces, as new as the versions. */
  readonly segments: SegmentCache
  /** Those asked for latest stand last. */
  readonly #versions = new Map<string, KeptVersion>()
  #live: ReadonlySet<string> = new Set()
  #revision = -1
  #moves = new MoveBook()
  #workspaces = new Map<string, Workspace>()
  #standings = new Map<string, JourneyStanding>()
  #entrances = new Map<string, Map<string, RunnableVersion[]>>()

  constructor(options: { readonly store: Store; readonly wall: Clock; readonly maxVersions?: number }) {
    this.#store = options.store
    this.#wall = options.wall
    this.segments = new SegmentCache(options.store)
    this.#maxVersions = options.maxVersions ?? MAX_VERSIONS
  }

  /** The catalogue's revision that this copy is at least as new as. */
  get revision(): number {
    return this.#revision
  }

  /** The moves of people between versions, as of the last refresh. */
  get moves(): MoveBook {
    return this.#moves
  }

  /** Reads workspaces and live versions anew. */
  async refresh(): Promise<void> {
    const revision = await readRevision(this.#store)
    const [workspaces, live, standings, moves] = await Promise.all([
      listWorkspaces(this.#store),
      readLiveVersions(this.#store),
      readStandings(this.#store),
      readMoves(this.#store),
      this.segments.refresh(),
    ])
    this.#moves = new MoveBook(moves)
    this.#standings = new Map(standings.map((standing) => [standing.journeyId, standing]))
    this.#workspaces = new Map(workspaces.map((workspace) => [workspace.workspaceId, workspace]))
    const versionIds = live.map((version) => version.versionId)
    await this.load(versionIds)
    this.#live = new Set(versionIds)
    const entrances = new Map<string, Map<string, RunnableVersion[]>>()
    for (const { workspaceId, versionId } of live) {
      const version = this.get(versionId)
      const byName = entrances.get(workspaceId) ?? new Map<string, RunnableVersion[]>()
      entrances.set(workspaceId, byName)
      for (const name of version.journey.interests.entries)
        byName.set(name, [...(byName.get(name) ?? []), version])
    }
    this.#entrances = entrances
    this.#revision = revision
  }

  /** Reads everything anew where another process, or another thread, has changed the catalogue since. */
  async catchUp(): Promise<void> {
    if ((await readRevision(this.#store)) !== this.#revision) await this.refresh()
  }

  /** Makes sure these versions are in memory, for an hour at least. */
  async load(versionIds: Iterable<string>): Promise<void> {
    const asked = new Set(versionIds)
    for (const versionId of asked) this.#touch(versionId)
    const missing = [...asked].filter((versionId) => !this.#versions.has(versionId))
    if (missing.length === 0) return
    const stored = await readVersions(this.#store, missing)
    for (const { workspaceId, journeyId, versionId, definition } of stored) {
      const zone = this.#workspaces.get(workspaceId)?.zone ?? 'UTC'
      const ids = { journeyId, versionId, definition }
      const journey = compileJourney(ids)
      const version = { workspaceId, journey, frame: toJourneyFrame({ ...ids, zone }) }
      this.#versions.set(versionId, { version, askedAt: this.#wall.now().getTime() })
    }
    this.#forgetIdle()
  }

  /** A loaded version. */
  get(versionId: string): RunnableVersion {
    const kept = this.#versions.get(versionId)
    invariant(kept, `version ${versionId} was used before it was loaded`)
    return kept.version
  }

  /** Versions that an event of this name may let somebody into. */
  listEntrances(workspaceId: string, eventName: string): readonly RunnableVersion[] {
    return this.#entrances.get(workspaceId)?.get(eventName) ?? []
  }

  /** What conditions of a journey look back at, by themselves or by way of segments they name. */
  listCounts(workspaceId: string, { counts, segments }: Interests): Interests['counts'] {
    const shelf = segments.length === 0 ? undefined : this.segments.find(workspaceId)
    return shelf ? [...counts, ...listSegmentCounts(shelf.compiled.rules, segments)] : counts
  }

  /** Whether a journey is paused: nobody enters, nobody moves on, nothing is sent. */
  isPaused(journeyId: string): boolean {
    return (this.#standings.get(journeyId)?.pausedAt ?? null) !== null
  }

  /** What is in force for everybody inside a journey, with its number; undefined where nothing is. */
  findDirective(journeyId: string): NumberedDirective | undefined {
    const standing = this.#standings.get(journeyId)
    return standing && findInForce(standing)
  }

  /** Journeys whose directive has not reached everybody yet. */
  listUnvisited(): readonly JourneyStanding[] {
    return [...this.#standings.values()].filter(
      (standing) => standing.visited.includes('0') && findInForce(standing) !== undefined,
    )
  }

  /** Notes what the database has been told: nobody in these partitions is left to be told of the directive. */
  noteVisited(journeyId: string, directiveNo: number, partitions: readonly number[]): void {
    const standing = this.#standings.get(journeyId)
    if (standing?.directiveNo !== directiveNo) return
    const told = new Set(partitions)
    const visited = standing.visited.replaceAll(/./g, (bit, at: number) => (told.has(at) ? '1' : bit))
    this.#standings.set(journeyId, { ...standing, visited })
  }

  /** Whether any version in memory decides by consent, so that it has to be read before stepping. */
  asksConsent(workspaceId: string): boolean {
    if (this.segments.find(workspaceId)?.asksConsent) return true
    return [...this.#versions.values()].some(
      ({ version }) => version.workspaceId === workspaceId && version.journey.interests.consent,
    )
  }

  /** The workspace as of the last refresh. */
  findWorkspace(workspaceId: string): Workspace | undefined {
    return this.#workspaces.get(workspaceId)
  }

  /** The present of a turned workspace; undefined for a live one. */
  findPresent(workspaceId: string): Instant | undefined {
    const workspace = this.#workspaces.get(workspaceId)
    return workspace?.clock === 'turned' ? (workspace.turnedAt ?? 0) : undefined
  }

  /** Turned workspaces and their present moments. */
  listTurned(): readonly { readonly workspaceId: string; readonly now: number }[] {
    return [...this.#workspaces.values()].flatMap(({ workspaceId, clock, turnedAt }) =>
      clock === 'turned' ? [{ workspaceId, now: turnedAt ?? 0 }] : [],
    )
  }

  #touch(versionId: string): void {
    const kept = this.#versions.get(versionId)
    if (!kept) return
    this.#versions.delete(versionId)
    this.#versions.set(versionId, kept)
    kept.askedAt = this.#wall.now().getTime()
  }

  #forgetIdle(): void {
    const idleSince = this.#wall.now().getTime() - IDLE_AFTER_MS
    for (const [versionId, { askedAt }] of this.#versions) {
      if (this.#versions.size <= this.#maxVersions || askedAt > idleSince) return
      if (!this.#live.has(versionId)) this.#versions.delete(versionId)
    }
  }
}
