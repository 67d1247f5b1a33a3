import { RESEARCH_EVENTS, RESEARCH_WINDOW_MS, isOfflineOrder } from '@periplo/kpi'
import type { Instant, LogInput, TrackedEvent } from '@periplo/model'
import type { DuePerson, Lease, PersonKey, RecentQuery, Send, Store } from '@periplo/store'
import {
  readAllEnrollments,
  readConsent,
  readEntryTallies,
  readJourneyEntries,
  readLiveEnrollments,
  readOrders,
  readPersons,
  readRecent,
  readSends,
  toRunner,
} from '@periplo/store'
import type { JourneyCache } from '../journey-cache.ts'
import type { AdvanceRoom } from './advance-room.ts'
import { listSegmentLooks, loadStandings } from './load-segments.ts'
import { toPersonWork } from './person-work.ts'
import type { PersonWork } from './person-work.ts'

/** What a batch is made of: inputs in log order, people with timers due, and people a directive has to reach. */
export interface BatchSource {
  readonly inputs: readonly LogInput[]
  readonly due: readonly DuePerson[]
  readonly visits: readonly PersonKey[]
  readonly leases: readonly Lease[]
}

/** A loaded batch: everything the steps need, read in two rounds. */
export interface LoadedBatch {
  readonly works: Map<string, PersonWork>
  readonly sends: ReadonlyMap<string, Send>
}

/** Read this much further back, so that somebody whose events come a little out of order is not read anew for each. */
const LATE_MS = 3_600_000

const RESEARCH: ReadonlySet<string> = new Set(RESEARCH_EVENTS)

/** Reads the people of a batch, their runs, and whatever their inputs may ask for. */
export async function loadBatch(
  { store, journeys, people, clock }: Pick<AdvanceRoom, 'store' | 'journeys' | 'people' | 'clock'>,
  source: BatchSource,
): Promise<LoadedBatch> {
  const works = new Map<string, PersonWork>()
  const since = new Map<string, Instant>()
  const visits = source.visits.map((key) => ({ ...key, dueAt: Number.MAX_SAFE_INTEGER }))
  for (const { workspaceId, partitionId, personId, ...rest } of [
    ...source.inputs,
    ...source.due,
    ...visits,
  ]) {
    if (!works.has(personId)) works.set(personId, toPersonWork({ workspaceId, partitionId, personId }))
    const at = 'receivedAt' in rest ? toSince(rest) : rest.dueAt
    since.set(personId, Math.min(at, since.get(personId) ?? at))
  }
  const leases = new Map(source.leases.map((lease) => [lease.partitionId, lease]))
  const strangers = [...works.values()].filter((work) => {
    work.since = since.get(work.key.personId) ?? 0
    return !people.recall(work, leases.get(work.key.partitionId), work.since)
  })
  await loadPeople(store, strangers)
  await loadStandings(store, journeys, works)
  await journeys.load([...works.values()].flatMap((work) => listVersionIds(journeys, work)))
  const asked = listQuestions(source.inputs, works)
  const [sends] = await Promise.all([
    readSends(toRunner(store), asked.sends),
    loadEntries(store, asked.entrants(journeys), works),
    loadRecent(store, listRecentQueries(source, { works, journeys, now: clock.now().getTime() }), works),
    loadConsent(store, journeys, works),
    loadOrders(store, asked.buyers, works),
  ])
  await journeys.load([...sends.values()].map((send) => send.versionId)) // a receipt may outlive its run
  return { works, sends }
}

/** Goals are judged by event time, which may lie before the arrival. */
function toSince(input: Pick<LogInput, 'receivedAt' | 'body'>): Instant {
  return input.body.kind === 'event' ? input.body.event.occurredAt : input.receivedAt
}

/** The versions of a person's runs, and those that moves may take them to. */
function listVersionIds({ moves }: JourneyCache, { runs }: PersonWork): readonly string[] {
  return [...runs.values()].flatMap(({ enrollment }) => [
    enrollment.versionId,
    ...moves.lookAhead(enrollment).versionIds,
  ])
}

async function loadPeople(store: Store, strangers: readonly PersonWork[]): Promise<void> {
  if (strangers.length === 0) return
  const works = new Map(strangers.map((work) => [work.key.personId, work]))
  const run = toRunner(store)
  for (const work of strangers) work.since -= LATE_MS
  const keys = strangers.map(({ key, since }) => ({ ...key, since }))
  const [profiles, enrollments] = await Promise.all([readPersons(run, keys), readLiveEnrollments(run, keys)])
  for (const [personId, profile] of profiles) {
    const work = works.get(personId)
    if (!work) continue
    work.profile = profile
    work.stored = profile
  }
  for (const { enrollment } of enrollments)
    works.get(enrollment.personId)?.runs.set(enrollment.enrollmentId, { enrollment, changed: false })
}

interface Questions {
  readonly sends: (PersonKey & { readonly sendKey: string })[]
  /** People with an offline order, or inputs that may change one. */
  readonly buyers: PersonKey[]
  entrants(journeys: JourneyCache): PersonKey[]
}

function listQuestions(inputs: readonly LogInput[], works: ReadonlyMap<string, PersonWork>): Questions {
  const events = inputs.flatMap((input) =>
    input.body.kind === 'event' ? [{ input, event: input.body.event, mode: input.body.mode }] : [],
  )
  return {
    sends: events.flatMap(({ input, event: { touch } }) =>
      touch ? listSelves(input, works).map((self) => ({ ...self, sendKey: touch.sendKey })) : [],
    ),
    buyers: uniqueKeys(
      events
        .filter(({ input, event }) => mayTouchOrders(event, works.get(input.personId)))
        .map(({ input }) => input),
    ),
    entrants: (journeys) =>
      uniqueKeys(
        events
          .filter(
            ({ input, event, mode }) =>
              mode === 'live' && journeys.listEntrances(input.workspaceId, event.name).length > 0,
          )
          .map(({ input }) => input),
      ),
  }
}

/** Whom a message to this person may have been made for: themselves, or somebody merged into them. */
function listSelves(
  { workspaceId, partitionId, personId }: PersonKey,
  works: ReadonlyMap<string, PersonWork>,
): readonly PersonKey[] {
  const origins = works.get(personId)?.profile?.mergedFrom ?? []
  return [{ partitionId, personId }, ...origins].map((self) => ({ workspaceId, ...self }))
}

/** Whether the event may create or rewrite an offline order of the person. */
function mayTouchOrders(event: TrackedEvent, work: PersonWork | undefined): boolean {
  if (isOfflineOrder(event)) return true
  const lastOrderAt = work?.profile?.lastOrderAt ?? null
  if (lastOrderAt === null) return false
  const isLateResearch = RESEARCH.has(event.name) && event.occurredAt < lastOrderAt
  return isLateResearch || event.name === 'Order Refunded' || work?.profile?.identified === false
}

function uniqueKeys(keys: readonly PersonKey[]): PersonKey[] {
  return [...new Map(keys.map((key) => [key.personId, key])).values()]
}

async function loadEntries(
  store: Store,
  entrants: readonly PersonKey[],
  works: ReadonlyMap<string, PersonWork>,
): Promise<void> {
  const asking = entrants.filter(({ personId }) => !works.get(personId)?.tallies)
  if (asking.length === 0) return
  const tallies = Map.groupBy(await readEntryTallies(toRunner(store), asking), (tally) => tally.personId)
  for (const { personId } of asking) {
    const work = works.get(personId)
    if (work) work.tallies = tallies.get(personId) ?? []
  }
}

async function loadRecent(
  store: Store,
  queries: readonly (RecentQuery & { readonly forPerson: string })[],
  works: ReadonlyMap<string, PersonWork>,
): Promise<void> {
  const found = await readRecent(toRunner(store), queries)
  for (const [at, query] of queries.entries()) {
    const work = works.get(query.forPerson)
    if (work) work.recent = [...work.recent, ...(found[at] ?? [])]
  }
}

/** Looks back only for people whose journeys count events or whose orders ask for research. */
function listRecentQueries(
  { inputs, due }: Pick<BatchSource, 'inputs' | 'due'>,
  { works, journeys, now }: { works: ReadonlyMap<string, PersonWork>; journeys: JourneyCache; now: Instant },
): readonly (RecentQuery & { readonly forPerson: string })[] {
  const byPerson = Map.groupBy(inputs, (input) => input.personId)
  return [...works.values()].flatMap((work) => {
    const own = byPerson.get(work.key.personId) ?? []
    const events = own.flatMap(({ body }) => (body.kind === 'event' ? [body.event] : []))
    const present = journeys.findPresent(work.key.workspaceId) ?? now
    const judged = listSegmentLooks(work, { inputs: own, journeys, present })
    const counts = [...listCounts(work, own, journeys), ...judged]
    work.knowsPast = judged.length > 0
    const buys = events.some((event) => mayTouchOrders(event, work))
    if (counts.length === 0 && !buys) return []
    const names = [
      ...new Set([
        ...counts.map((count) => count.event),
        ...(buys ? [...RESEARCH_EVENTS, 'Order Refunded'] : []),
      ]),
    ]
    const moved = [...work.runs.values()].flatMap(({ enrollment }) => journeys.moves.lookAhead(enrollment).at)
    const times = [
      ...events.map((event) => event.occurredAt),
      ...dueTimes(due, work),
      ...moved,
      ...(judged.length > 0 ? [...own.map((input) => input.receivedAt), present] : []),
    ]
    if (times.length === 0) return [] // a directive asks for nothing they did
    const orders = [work.profile?.lastOrderAt ?? []].flat()
    const reach = Math.max(buys ? 2 * RESEARCH_WINDOW_MS : 0, ...counts.map((count) => count.withinMs))
    const from = Math.min(...times, ...orders) - reach
    const until = Math.max(...times, ...orders, ...(buys ? own.map((input) => input.receivedAt) : []))
    const origins = [work.key, ...(work.profile?.mergedFrom ?? [])]
    return origins.map((origin) => ({
      workspaceId: work.key.workspaceId,
      partitionId: origin.partitionId,
      personId: origin.personId,
      from,
      until,
      names,
      forPerson: work.key.personId,
    }))
  })
}

function dueTimes(due: readonly DuePerson[], work: PersonWork): readonly Instant[] {
  return due.filter((person) => person.personId === work.key.personId).map((person) => person.dueAt)
}

function listCounts(
  work: PersonWork,
  inputs: readonly LogInput[],
  journeys: JourneyCache,
): readonly { event: string; withinMs: number }[] {
  const inside = listVersionIds(journeys, work).map((versionId) => journeys.get(versionId))
  const entering = inputs.flatMap(({ workspaceId, body }) =>
    body.kind === 'event' ? journeys.listEntrances(workspaceId, body.event.name) : [],
  )
  return [...inside, ...entering].flatMap((version) =>
    journeys.listCounts(version.workspaceId, version.journey.interests),
  )
}

async function loadConsent(
  store: Store,
  journeys: JourneyCache,
  works: ReadonlyMap<string, PersonWork>,
): Promise<void> {
  const asking = [...works.values()].filter((work) => journeys.asksConsent(work.key.workspaceId))
  const held = await readConsent(
    toRunner(store),
    asking.map(({ key }) => ({ ...key, at: Number.MAX_SAFE_INTEGER })),
  )
  for (const work of asking) work.consent = held.get(work.key.personId) ?? []
}

async function loadOrders(
  store: Store,
  buyers: readonly PersonKey[],
  works: ReadonlyMap<string, PersonWork>,
): Promise<void> {
  if (buyers.length === 0) return
  const run = toRunner(store)
  const [orders, entries] = await Promise.all([readOrders(run, buyers), readJourneyEntries(run, buyers)])
  for (const key of buyers) {
    const work = works.get(key.personId)
    if (!work) continue
    for (const order of orders.get(key.personId) ?? [])
      work.orders.set(order.orderId, { order, changed: false })
    work.entries = entries.get(key.personId) ?? []
  }
}

/** Reads everything a merge moves: all runs, past ones too, and all orders of one person. */
export async function loadWholePerson(store: Store, work: PersonWork): Promise<void> {
  const run = toRunner(store)
  work.isWhole = true
  const [enrollments, orders] = await Promise.all([
    readAllEnrollments(run, work.key),
    readOrders(run, [work.key]),
  ])
  for (const { enrollment } of enrollments)
    work.runs.set(enrollment.enrollmentId, { enrollment, changed: false })
  for (const order of orders.get(work.key.personId) ?? [])
    work.orders.set(order.orderId, { order, changed: false })
}
