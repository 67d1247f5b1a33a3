import type { Instant, JsonObject } from '@periplo/model'
import { StudioError } from '@periplo/model'
import { getWorkspace, inWorkspace, listSources, updateWorkspaceProgress } from '@periplo/store'
import type { Workspace } from '@periplo/store'
import type { Runtime } from '../open-runtime.ts'
import { DEMO_DAYS, DEMO_WORKSPACE_ID, HISTORY_SOURCES, ensureDemoWorkspace, renewLiveKey } from './demo-workspace.ts'
import { fillHistory, listSentMessages } from './fill-history.ts'
import type { HistoryProgress } from './fill-history.ts'
import { toSegmentCall } from './segment-call.ts'
import { openShop } from './shop/shop-simulator.ts'
import type { Shop } from './shop/shop-simulator.ts'

/** How the demo runs. */
export interface DemoOptions {
  /** Equal seeds and equal beginnings give equal people, events and numbers. */
  readonly seed: string
  readonly signal: AbortSignal
  /** The machine's clock; asked again for every second of the live shop. */
  readonly now: () => Instant
  /** Told after every chunk of history. */
  readonly onProgress?: (progress: HistoryProgress) => void
  /** Posts calls of the Segment Spec to the public tracking API, as a batch under this write key. */
  readonly postEvents: (batch: { readonly writeKey: string; readonly calls: readonly JsonObject[] }) => Promise<void>
  /** People who come in the days of history; 5,000 unless given. */
  readonly people?: number
  /** Civil days of history; {@link DEMO_DAYS} unless given. */
  readonly days?: number
}

/** A demo whose workspace is there. */
export interface Demo {
  readonly workspaceId: string
  /** Fulfilled when the history is complete and the clock live; true at once where it was so before. False: stopped. */
  readonly filled: Promise<boolean>
  /** Fulfilled when the signal has ended the demo. Rejects with what kept it from going on. */
  readonly ended: Promise<void>
}

/** The most events one post of the live shop holds. */
const POST_LIMIT = 100
const TICK_MS = 1_000
/** How often the live shop looks at what was sent, in ticks. */
const LOOK_EVERY = 5

/**
 * Makes the demo's workspace unless it is there, and goes on with it in the background: first its history,
 * by the worker loops of this or another process, under a turned clock; then, for as long as the signal lets
 * it, a live shop that posts a few events a second. May be called at every start: it goes on where it stopped.
 */
export async function ensureDemo(runtime: Runtime, options: DemoOptions): Promise<Demo> {
  const { seed, now, days = DEMO_DAYS } = options
  const workspace = await ensureDemoWorkspace(runtime, { seed, now: now(), days })
  const filled = fill(runtime, workspace, options)
  const ended = filled.then(async (complete) => {
    if (complete) await goLive(runtime, options, await openAgain(runtime, options))
  })
  // Whoever waits for `filled` alone must not find `ended` unheard, and the other way round.
  filled.catch(() => undefined)
  ended.catch(() => undefined)
  return { workspaceId: workspace.workspaceId, filled, ended }
}
