import type { CompiledJourney } from '@periplo/engine'
import { compileJourney } from '@periplo/engine'
import type { JourneyFrame } from '@periplo/kpi'
import { toJourneyFrame } from '@periplo/kpi'
import { invariant } from '@periplo/model'
import type { Store, Workspace } from '@periplo/store'
import { listWorkspaces, readLiveVersions, readRevision, readVersions } from '@periplo/store'

/** A version as the runtime needs it: its machine and what its measures are made of. */
export interface RunnableVersion {
  readonly workspaceId: string
  readonly journey: CompiledJourney
  readonly frame: JourneyFrame
}

/** The machines kept in memory at once; a rarely used one is compiled again when it is needed. */
const MAX_VERSIONS = 500

/**
 * Compiled versions, and who lets people in now. Everything here can be rebuilt from the database; a change
 * made by another process is seen after the next {@link JourneyCache.refresh}.
 */
export class JourneyCache {
  readonly #store: Store
  readonly #versions = new Map<string, RunnableVersion>()
  #revision = -1
  #workspaces = new Map<string, Workspace>()
  #entrances = new Map<string, Map<string, RunnableVersion[]>>()

  constructor(store: Store) {
    this.#store = store
  }

  /** The catalogue's revision that this copy is at least as new as. */
  get revision(): number {
    return this.#revision
  }

  /** Reads workspaces and live versions anew. */
  async refresh(): Promise<void> {
    const revision = await readRevision(this.#store)
    const [workspaces, live] = await Promise.all([listWorkspaces(this.#store), readLiveVersions(this.#store)])
    this.#workspaces = new Map(workspaces.map((workspace) => [workspace.workspaceId, workspace]))
    await this.load(live.map((version) => version.versionId))
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

  /** Makes sure these versions are in memory. */
  async load(versionIds: Iterable<string>): Promise<void> {
    const missing = [...new Set(versionIds)].filter((versionId) => !this.#versions.has(versionId))
    if (missing.length === 0) return
    const stored = await readVersions(this.#store, missing)
    for (const { workspaceId, journeyId, versionId, definition } of stored) {
      const zone = this.#workspaces.get(workspaceId)?.zone ?? 'UTC'
      const ids = { journeyId, versionId, definition }
      this.#versions.set(versionId, {
        workspaceId,
        journey: compileJourney(ids),
        frame: toJourneyFrame({ ...ids, zone }),
      })
    }
    this.#forgetOldest()
  }

  /** A loaded version. */
  get(versionId: string): RunnableVersion {
    const version = this.#versions.get(versionId)
    invariant(version, `version ${versionId} was used before it was loaded`)
    return version
  }

  /** Versions that an event of this name may let somebody into. */
  listEntrances(workspaceId: string, eventName: string): readonly RunnableVersion[] {
    return this.#entrances.get(workspaceId)?.get(eventName) ?? []
  }

  /** Whether any version in memory decides by consent, so that it has to be read before stepping. */
  asksConsent(workspaceId: string): boolean {
    return [...this.#versions.values()].some(
      (version) => version.workspaceId === workspaceId && version.journey.interests.consent,
    )
  }

  /** The workspace as of the last refresh. */
  findWorkspace(workspaceId: string): Workspace | undefined {
    return this.#workspaces.get(workspaceId)
  }

  /** Turned workspaces and their present moments. */
  listTurned(): readonly { readonly workspaceId: string; readonly now: number }[] {
    return [...this.#workspaces.values()].flatMap(({ workspaceId, clock, turnedAt }) =>
      clock === 'turned' ? [{ workspaceId, now: turnedAt ?? 0 }] : [],
    )
  }

  #forgetOldest(): void {
    const live = new Set(
      [...this.#entrances.values()].flatMap((names) =>
        [...names.values()].flat().map((v) => v.journey.versionId),
      ),
    )
    for (const versionId of this.#versions.keys()) {
      if (this.#versions.size <= MAX_VERSIONS) return
      if (!live.has(versionId)) this.#versions.delete(versionId)
    }
  }
}
