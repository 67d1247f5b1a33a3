import { hkdfSync } from 'node:crypto'
import {
  createCircuits,
  createEgress,
  createEmailChannel,
  createLinkSigner,
  createRenderer,
  createSealer,
  createWebhookChannel,
} from '@periplo/channels'
import type { EgressAllowance, Sealer } from '@periplo/channels'
import { NO_SEND_RULES, StudioError } from '@periplo/model'
import type { Clock, Ids, TrackedEvent } from '@periplo/model'
import { PARTITION_COUNT, findSourceByKey, insertWorkspace } from '@periplo/store'
import type { Store, Workspace } from '@periplo/store'
import type { Logger } from 'pino'
import { systemClock } from './clock.ts'
import { createPeopleMemory } from './advance/people-memory.ts'
import { askEnrollment } from './ingest/ask-enrollment.ts'
import { createDestinations } from './deliver/destinations.ts'
import { createLedgerWriter } from './deliver/ledger-writer.ts'
import { createStandingReader } from './deliver/load-claims.ts'
import { createIngest, toArrival } from './ingest/ingest.ts'
import type { Ingest, Refusal, SourceRef } from './ingest/ingest.ts'
import { createLinks } from './ingest/links.ts'
import type { Links } from './ingest/links.ts'
import { JourneyCache } from './journey-cache.ts'
import { createBell, createSignals } from './loop.ts'
import { drawBytes, drawFraction } from './luck.ts'
import type { Resources } from './resources.ts'
import type { StudioVerbs } from './verbs.ts'
import { toEventVerbs } from './verbs/event-verbs.ts'
import { toJourneyVerbs } from './verbs/journey-verbs.ts'
import { toMeasureVerbs } from './verbs/measure-verbs.ts'
import { toMessageVerbs } from './verbs/message-verbs.ts'
import { toPeopleVerbs } from './verbs/people-verbs.ts'
import { toWriteKeyHash } from './verbs/source-verbs.ts'
import { toSegmentVerbs } from './verbs/segment-verbs.ts'
import { toWorkspaceVerbs } from './verbs/workspace-verbs.ts'
import { startWorker } from './worker.ts'
import type { Worker } from './worker.ts'

/** How long a write key's owner is remembered: a revoked key is refused after this at the latest. */
const SOURCE_MEMORY_MS = 4_000

/** The most webhook secrets kept open. */
const MAX_SECRETS = 1_000

/** How a runtime is set up. */
export interface RuntimeOptions {
  readonly store: Store
  readonly clock: Clock
  /** The machine's own clock where `clock` is turned; the system's unless given. */
  readonly wall?: Clock
  readonly ids: Ids
  readonly log: Logger
  /** Null SMTP: e-mail stays in the Inbox. */
  readonly mail: { readonly smtpUrl: string | null; readonly from: string }
  readonly egressAllow: readonly EgressAllowance[]
  /** Where links in messages lead, without a slash at the end. */
  readonly publicUrl: string
  /** 32 bytes. Seals secrets and signs links; losing it makes both unreadable. */
  readonly secretKey: Buffer
  /** The most partitions this process may lease; all unless given. */
  readonly partitions?: number
  readonly failpoint?: (name: 'before-commit' | 'after-commit') => void
}

/** What a new workspace is. */
export interface NewWorkspace extends Pick<Workspace, 'name' | 'zone' | 'currency' | 'clock' | 'demo'> {
  readonly workspaceId?: string
  readonly turnedAt?: number
}

/** The running backend of one process: the verbs, the way into the log, and the loops. */
export interface Runtime {
  readonly verbs: StudioVerbs
  readonly links: Links
  readonly ingest: Ingest
  /** The source that owns a write key; undefined if there is none in use. Remembered for 4 seconds. */
  findSource(writeKey: string): Promise<SourceRef | undefined>
  /** Takes accepted events of a source; see {@link Ingest}. */
  takeEvents(source: SourceRef, events: readonly TrackedEvent[], mode?: 'live' | 'history'): Promise<void>
  /** Asks that whoever an accepted event is about be let into a journey; see {@link askEnrollment}. */
  askEnrollment(source: SourceRef, event: TrackedEvent, journeyId: string): Promise<void>
  reportRejected(source: SourceRef, refusals: readonly Refusal[]): Promise<void>
  createWorkspace(workspace: NewWorkspace): Promise<string>
  /**
   * Runs the loops until the signal aborts. Call once. With `serves`, only the timers of these workspaces fire and
   * only their messages leave; what stands in the log before their inputs is still worked.
   */
  startLoops(signal: AbortSignal, serves?: readonly string[]): Worker
  /** Whether the database answers. */
  health(): Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }>
  /** For benches, tests and the demo: what the verbs share. */
  readonly resources: Resources
  /** Ends workers and connections; the store stays open. */
  close(): Promise<void>
}

/** Opens the runtime over an open store. Reads the catalogue; starts no loop yet. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { store, mail, secretKey } = options
  const egress = createEgress({ allow: options.egressAllow })
  const smtp = mail.smtpUrl === null ? null : createEmailChannel({ smtpUrl: mail.smtpUrl })
  const sealer = createSealer({ key: toKey(secretKey, 'seal'), keyId: 'k1' })
  const wall = options.wall ?? systemClock
  const journeys = new JourneyCache({ store, wall })
  const resources: Resources = {
    store,
    clock: options.clock,
    wall,
    ids: options.ids,
    log: options.log,
    journeys,
    people: createPeopleMemory(),
    renderer: createRenderer({ workers: 1 }),
    signer: createLinkSigner({ secret: toKey(secretKey, 'links') }),
    sealer,
    signals: createSignals(),
    onAppend: new Set(),
    workerId: drawBytes(16).toString('hex'),
    partitions: options.partitions ?? PARTITION_COUNT,
    publicUrl: options.publicUrl,
    email: smtp && { channel: smtp, from: mail.from },
    webhook: createWebhookChannel({ egress }),
    circuits: createCircuits(),
    destinations: createDestinations(wall),
    readStanding: createStandingReader({ store, journeys, clock: options.clock }),
    writeLedger: createLedgerWriter(store),
    random: drawFraction,
    openSecret: createSecretOpener(sealer),
    takeAnswer: (arrival) => ingest.take([arrival]),
    pace: (ms, signal) => createBell().wait(ms, signal),
    ...(options.failpoint ? { failpoint: options.failpoint } : {}),
  }
  await resources.journeys.refresh()
  const ingest = createIngest(resources)
  return {
    resources,
    verbs: toVerbs(resources, ingest),
    links: createLinks(resources, ingest),
    ingest,
    findSource: createSourceMemory(resources),
    takeEvents: (source, events, mode = 'live') =>
      ingest.take(events.map((event) => toArrival(resources, source, { event, mode }))),
    askEnrollment: (source, event, journeyId) =>
      askEnrollment({ store, ingest }, toArrival(resources, source, { event, mode: 'live' }), journeyId),
    reportRejected: (source, refusals) => ingest.reportRejected(source, refusals),
    createWorkspace: (workspace) => createWorkspace(resources, workspace),
    startLoops: (signal, serves) => startWorker({ ...resources, ...(serves && { serves }) }, signal),
    health: () => checkHealth(store),
    async close() {
      smtp?.close()
      await Promise.all([resources.renderer.close(), egress.close()])
    },
  }
}

function toVerbs(resources: Resources, ingest: Ingest): StudioVerbs {
  return {
    journeys: toJourneyVerbs(resources),
    segments: toSegmentVerbs(resources),
    measures: toMeasureVerbs(resources),
    people: toPeopleVerbs(resources, ingest),
    events: toEventVerbs(resources),
    messages: toMessageVerbs(resources),
    workspace: toWorkspaceVerbs(resources),
  }
}

/** A key of its own for each use (HKDF, RFC 5869), so that no key serves two. */
function toKey(secretKey: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', `periplo/${use}`, 32))
}

/** Opens a workspace's webhook secret, once for all its calls: opening costs more than the rest of a call. */
function createSecretOpener(sealer: Sealer): Resources['openSecret'] {
  const opened = new Map<string, string>()
  return ({ sealedSecret, workspaceId }) => {
    const known = opened.get(sealedSecret)
    if (known !== undefined) return known
    const secret = sealer.open(sealedSecret, `webhook-secret:${workspaceId}`)
    if (opened.size >= MAX_SECRETS) opened.clear()
    opened.set(sealedSecret, secret)
    return secret
  }
}

function createSourceMemory({ store, wall }: Resources): Runtime['findSource'] {
  const known = new Map<string, { source: SourceRef | undefined; until: number }>()
  return async (writeKey) => {
    const now = wall.now().getTime()
    const keyHash = toWriteKeyHash(writeKey)
    const found = known.get(keyHash)
    if (found && found.until > now) return found.source
    const stored = await findSourceByKey(store, { keyHash, now })
    const source = stored && {
      sourceId: stored.sourceId,
      workspaceId: stored.workspaceId,
      kind: stored.kind,
      name: stored.name,
    }
    if (known.size > 10_000) known.clear()
    known.set(keyHash, { source, until: now + SOURCE_MEMORY_MS })
    return source
  }
}

async function createWorkspace(resources: Resources, workspace: NewWorkspace): Promise<string> {
  const workspaceId = workspace.workspaceId ?? resources.ids.uuid()
  if (!isZone(workspace.zone))
    throw new StudioError('input/invalid', `There is no time zone called ${workspace.zone}.`)
  const secret = `whsec_${drawBytes(24).toString('base64')}`
  await insertWorkspace(resources.store, {
    ...workspace,
    workspaceId,
    sealedSecret: resources.sealer.seal(secret, `webhook-secret:${workspaceId}`),
    createdAt: resources.wall.now().getTime(),
    turnedAt: workspace.turnedAt ?? null,
    history: null,
    sendRules: NO_SEND_RULES,
  })
  await resources.journeys.refresh()
  return workspaceId
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

async function checkHealth(store: Store): Promise<{ ready: boolean; reasons: readonly string[] }> {
  try {
    await store.enginePool.query('select 1')
    return { ready: true, reasons: [] }
  } catch (error) {
    return {
      ready: false,
      reasons: [`PostgreSQL does not answer: ${error instanceof Error ? error.message : ''}`],
    }
  }
}
