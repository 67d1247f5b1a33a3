import { StudioError } from '@periplo/model'
import type { Instant, TrackedEvent } from '@periplo/model'
import { getWorkspace, readBacklog, updateWorkspaceProgress } from '@periplo/store'
import type { Backlog } from '@periplo/store'
import type { Runtime } from '../open-runtime.ts'

/** The source that imported events come from. */
export const IMPORT_SOURCE = '00000000-0000-4000-8000-000000000001'

const LOOK_EVERY_MS = 100
/** Without any progress for this long nobody seems to be working. */
const PATIENCE_MS = 120_000

/** A way into one workspace for events of the past. */
export interface Importer {
  /** Writes events in the order given and resolves once they are committed; those written before are passed over. */
  take(
    events: readonly TrackedEvent[],
    progress: { readonly done: number; readonly total: number },
  ): Promise<void>
  /** Lets time pass in a turned workspace, so that timers fire. */
  turnTo(at: Instant): Promise<void>
  /**
   * Waits until the log is worked and, in a turned workspace, everything is done at its present. `stalled`: nothing has
   * moved for two minutes.
   */
  waitUntilDone(
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'done' } | { readonly kind: 'stalled'; readonly left: Backlog }>
}

/**
 * Opens a workspace for an import. In a live workspace the events are history: they fill profiles and enrol
 * nobody. With `turned` they are lived through: each arrives when it happened, and the workspace's clock goes
 * along; they must then come in the order of time. Fails with `workspace/not-found`, or with
 * `import/unreadable` where the workspace's clock is not of that kind.
 */
export async function openImporter(
  { ingest, resources }: Pick<Runtime, 'ingest' | 'resources'>,
  { workspaceId, turned }: { readonly workspaceId: string; readonly turned: boolean },
): Promise<Importer> {
  const { store, wall, pace } = resources
  const { clock, turnedAt, name } = await getWorkspace(store, workspaceId)
  if (turned !== (clock === 'turned')) throw toWrongClock(name, turned)
  let present = turnedAt ?? 0
  const turnTo = async (at: Instant, history?: { done: number; total: number } | null): Promise<void> => {
    present = Math.max(present, at)
    await updateWorkspaceProgress(store, workspaceId, {
      turnedAt: present,
      ...(history === undefined ? {} : { history }),
    })
  }
  return {
    async take(events, { done, total }) {
      const mode = turned ? 'live' : 'history'
      const now = wall.now().getTime()
      await ingest.take(
        events.map((event) => ({
          workspaceId,
          sourceId: IMPORT_SOURCE,
          event,
          receivedAt: turned ? event.occurredAt : now,
          mode,
        })),
      )
      const last = events.at(-1)
      if (turned && last) await turnTo(last.occurredAt, { done, total })
    },
    turnTo: (at) => turnTo(at, null),
    async waitUntilDone(signal) {
      let before = ''
      for (let idleMs = 0; idleMs < PATIENCE_MS; idleMs += LOOK_EVERY_MS) {
        const left = await readBacklog(store, workspaceId, turned ? present : wall.now().getTime())
        const due = turned ? left.timers + left.messages : 0 // a live one's are its server's
        if (left.inputs + due === 0) return { kind: 'done' }
        const seen = JSON.stringify(left)
        if (seen !== before) idleMs = 0
        before = seen
        await pace(LOOK_EVERY_MS, signal)
      }
      return { kind: 'stalled', left: await readBacklog(store, workspaceId, present) }
    },
  }
}

function toWrongClock(name: string, turned: boolean): StudioError {
  return new StudioError(
    'import/unreadable',
    turned
      ? `The workspace ${name} lives in the present; history can be lived through only in one whose clock is turned. Make one with --create, or leave --turned-clock out.`
      : `The clock of the workspace ${name} is turned: say --turned-clock to let its people live through the events.`,
  )
}
