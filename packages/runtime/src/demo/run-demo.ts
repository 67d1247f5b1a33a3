import { addDays, dayOf, startOfDay } from '@periplo/kpi'
import type { Instant } from '@periplo/model'
import { StudioError } from '@periplo/model'
import { inWorkspace, listSources, updateWorkspaceProgress } from '@periplo/store'
import type { Store, Workspace } from '@periplo/store'
import type { Runtime } from '../open-runtime.ts'
import { HISTORY_SOURCES, ensureDemoWorkspace } from './demo-workspace.ts'
import { fillHistory } from './fill-history.ts'
import type { History, HistoryProgress } from './fill-history.ts'
import { keepShopOpen } from './live-shop.ts'
import type { LiveShop } from './live-shop.ts'
import { openShop } from './shop/shop-simulator.ts'
import type { Shop } from './shop/shop-simulator.ts'
import { untilAvailable } from './until-available.ts'

/** Civil days of history a demo begins with, and people who come in them. */
const DEMO_DAYS = 60
const DEMO_PEOPLE = 5_000

/** How the demo runs. */
export interface DemoOptions extends Pick<LiveShop, 'signal' | 'now' | 'postEvents'> {
  /** Equal seeds and equal beginnings give equal people, events and numbers. */
  readonly seed: string
  /** Told after every chunk of history. */
  readonly onProgress?: (progress: HistoryProgress) => void
  /** People who come in the days of history; 5,000 unless given. */
  readonly people?: number
  /** Civil days of history; 60 unless given. */
  readonly days?: number
}

/** A demo whose workspace and journeys are there. */
export interface Demo {
  readonly workspaceId: string
  /** True once the history is complete and the clock live; false if it was stopped before. Rejects with what kept it. */
  readonly filled: Promise<boolean>
  /** Fulfilled when the signal has ended the demo. Rejects with what kept it from going on. */
  readonly ended: Promise<void>
}

/**
 * Makes the demo's workspace unless it is there, and goes on with it in the background: first its history,
 * moved by the worker loops of this process, under a turned clock; then, for as long as the signal lets it, a
 * live shop that posts a few events a second. May be called at every start and goes on where it stopped; one
 * process at a time.
 */
export async function ensureDemo(runtime: Runtime, options: DemoOptions): Promise<Demo> {
  const { seed, now, days = DEMO_DAYS } = options
  const startAt = toStart({ endAt: now(), days })
  const find = () => ensureDemoWorkspace(runtime, { seed, startAt })
  const { workspaceId } = await find()
  return { workspaceId, ...live(runtime, { workspaceId, find }, options) }
}

interface Found {
  readonly workspaceId: string
  /** The workspace as it stands. */
  readonly find: () => Promise<Workspace>
}

function live(
  runtime: Runtime,
  { workspaceId, find }: Found,
  options: DemoOptions,
): Pick<Demo, 'filled' | 'ended'> {
  const { signal } = options
  const opening = untilAvailable(runtime.resources, signal, async () =>
    openFilled(runtime, await find(), options),
  )
  const filled = opening.then((shop) => shop !== undefined)
  const ended = opening.then((shop) => shop && keepShopOpen(runtime, { ...options, shop, workspaceId }))
  for (const promise of [filled, ended]) promise.catch(() => undefined) // a caller may care for one of them alone
  return { filled, ended }
}

/** The shop at the end of its history; undefined if it was stopped before. */
async function openFilled(
  { resources }: Runtime,
  workspace: Workspace,
  { seed, signal, onProgress = () => undefined, people = DEMO_PEOPLE, days = DEMO_DAYS }: DemoOptions,
): Promise<Shop | undefined> {
  const { workspaceId, clock, createdAt: endAt, turnedAt, history } = workspace
  const startAt = toStart({ endAt, days })
  const shop = openShop({ seed, startAt, days, people })
  const reachedAt = clock === 'live' ? Infinity : history === null ? startAt : (turnedAt ?? startAt)
  const sourceIds = await findHistorySources(resources.store, workspaceId)
  const lived: History = {
    shop,
    workspaceId,
    seed,
    startAt,
    endAt,
    reachedAt,
    sourceIds,
    signal,
    onProgress,
  }
  if (!(await fillHistory(resources, lived))) return undefined
  if (clock === 'turned') {
    const opened = { clock: 'live', turnedAt: null, history: null } as const
    await updateWorkspaceProgress(resources.store, workspaceId, opened)
    // from here on what arrives has arrived now
    await resources.journeys.catchUp()
  }
  return shop
}

/** Civil midnight in the shop's zone, that many days before the history ends. */
function toStart({ endAt, days }: { readonly endAt: Instant; readonly days: number }): Instant {
  const zone = 'Europe/Madrid'
  return startOfDay(addDays(dayOf(endAt, zone), -days), zone)
}

async function findHistorySources(store: Store, workspaceId: string): Promise<History['sourceIds']> {
  const sources = await inWorkspace(store, workspaceId, listSources)
  const [web, desk] = HISTORY_SOURCES.map((name) => sources.find((source) => source.name === name))
  if (!web || !desk) throw new StudioError('source/not-found', 'The demo workspace has lost its sources.')
  return { web: web.sourceId, desk: desk.sourceId }
}
