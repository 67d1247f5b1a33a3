import { isJsonObject } from '@periplo/model'
import type { Instant } from '@periplo/model'
import { findNumber } from '../log/items.ts'
import type { KpiEvent, KpiLog } from '../log/kpi-log.ts'
import { findText } from '../products.ts'

/** One stay of a run in a node. */
export interface Visit {
  readonly node: string
  readonly stage: string | null
  readonly enteredAt: Instant
  /** Null while the run is still inside. */
  readonly leftAt: Instant | null
  /** The way it went on by; null where it ended here, or is inside. */
  readonly port: string | null
  /** Why it ended here: `goal`, `exit`, `refused`, `error` …; null where it went on. */
  readonly reason: string | null
  /** How long the node may rightly hold somebody. */
  readonly waitMs: number
  /** How long at most it was promised to take; 0 where nothing was. */
  readonly promisedMs: number
}

/** One person's run through a journey, as an export of facts tells it. */
export interface JourneyRun {
  readonly journeyId: string
  readonly enrollmentId: string
  readonly personId: string
  readonly enteredAt: Instant
  /** Whether it is the person's first run through the journey. */
  readonly isFirst: boolean
  /** Whether it is the latest of theirs the log knows of. */
  readonly isLast: boolean
  readonly goalAt: Instant | null
  /** In the order in which they began. */
  readonly visits: readonly Visit[]
}

const NAMES: ReadonlySet<string> = new Set([
  'Journey Entered',
  'Journey Exited',
  'Node Entered',
  'Node Exited',
  'Goal Reached',
])

/**
 * The runs a log tells: exported facts as events `Journey Entered`, `Node Entered` (`stage`, `wait_ms`?,
 * `sla_ms`?), `Node Exited` (`port` where it went on, `reason` where it ended), `Goal Reached`, `Journey Exited` (`reason`), each with
 * `journey_id`, `enrollment_id` and `node_id` in its properties or as ours in `context.periplo`. In live workspaces
 * these are facts and never in the log.
 */
export function listRuns(log: KpiLog): readonly JourneyRun[] {
  return [...log.byPerson].flatMap(([personId, events]) => {
    const told = events.filter(({ event }) => NAMES.has(event))
    const runs = [...Map.groupBy(told, toRunName).values()]
    const journeys = runs.map(([event]) => keyOf(event, 'journey_id', 'journeyId'))
    const places = journeys.map((journeyId, place) => [journeyId, place] as const)
    const [last, first] = [new Map(places), new Map(places.toReversed())]
    return runs.map((own, place) => {
      const journeyId = journeys[place] ?? ''
      const [isFirst, isLast] = [first.get(journeyId) === place, last.get(journeyId) === place]
      return toRun({ personId, journeyId, isFirst, isLast }, own)
    })
  })
}

/** A message of a node, as an export of facts tells it. */
export interface ToldSend {
  readonly node: string
  readonly at: Instant
  readonly outcome: 'sent' | 'refused' | 'failed'
}

const SENDS: ReadonlyMap<string, ToldSend['outcome']> = new Map([
  ['Message Sent', 'sent'],
  ['Message Refused', 'refused'],
  ['Message Failed', 'failed'],
])

/** What became of the messages of nodes: `Message Sent`, `Message Refused` and `Message Failed` with a `node_id`. */
export function listSends(log: KpiLog): readonly ToldSend[] {
  return log.events.flatMap((event) => {
    const outcome = SENDS.get(event.event)
    const node = keyOf(event, 'node_id', 'nodeId')
    return outcome === undefined || node === '' ? [] : [{ node, at: event.timestamp, outcome }]
  })
}

/** The journey an event is about, from its property `journey_id` or as ours in `context.periplo`; null for none. */
export function findJourneyId(event: KpiEvent): string | null {
  return keyOf(event, 'journey_id', 'journeyId') || null
}

function toRunName(event: KpiEvent): string {
  return `${keyOf(event, 'journey_id', 'journeyId')}\n${keyOf(event, 'enrollment_id', 'enrollmentId')}`
}

function keyOf(event: KpiEvent | undefined, name: string, ours: string): string {
  const periplo = event?.context['periplo']
  const own = isJsonObject(periplo) ? periplo[ours] : undefined
  return findText(event?.properties[name]) ?? findText(own) ?? ''
}

function toRun(
  who: Pick<JourneyRun, 'personId' | 'journeyId' | 'isFirst' | 'isLast'>,
  events: readonly KpiEvent[],
): JourneyRun {
  const isGoal = (event: KpiEvent): boolean =>
    event.event === 'Goal Reached' || findText(event.properties['reason']) === 'goal'
  return {
    ...who,
    enrollmentId: keyOf(events[0], 'enrollment_id', 'enrollmentId'),
    enteredAt: events[0]?.timestamp ?? 0,
    goalAt: events.find(isGoal)?.timestamp ?? null,
    visits: foldVisits(events),
  }
}

function foldVisits(events: readonly KpiEvent[]): readonly Visit[] {
  const visits: Visit[] = []
  for (const event of events) {
    const node = keyOf(event, 'node_id', 'nodeId')
    if (event.event === 'Node Entered') visits.push(toVisit(event, node))
    const isEnd = event.event === 'Journey Exited'
    if (event.event !== 'Node Exited' && !isEnd) continue
    const at = visits.findIndex((visit) => visit.leftAt === null && (isEnd || visit.node === node))
    const open = visits[at]
    if (open) visits[at] = leave(open, event)
  }
  return visits
}

function toVisit(event: KpiEvent, node: string): Visit {
  return {
    node,
    stage: keyOf(event, 'stage', 'stage') || null,
    enteredAt: event.timestamp,
    leftAt: null,
    port: null,
    reason: null,
    waitMs: Math.max(0, findNumber(event.properties['wait_ms']) ?? 0),
    promisedMs: Math.max(0, findNumber(event.properties['sla_ms']) ?? 0),
  }
}

function leave(visit: Visit, { event, timestamp, properties }: KpiEvent): Visit {
  const reason = findText(properties['reason'])
  const isEnd = reason !== null || event === 'Journey Exited'
  const port = isEnd ? null : (findText(properties['port']) ?? 'next')
  return { ...visit, leftAt: timestamp, port, reason: isEnd ? (reason ?? 'exit') : null }
}
