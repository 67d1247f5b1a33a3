import { compileJourney, openBacktest, toSendKey } from '@periplo/engine'
import type { BacktestInput } from '@periplo/engine'
import { StudioError, toBlankDefinition } from '@periplo/model'
import type { Fact, JourneyDefinition, LogInput, TrackedEvent } from '@periplo/model'
import type { ExplainedPerson } from '@periplo/runtime'
import { inWorkspace, readStreamBatch, STREAM_START } from '@periplo/store'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { drawJourney, toDice } from '../oracle/draw-random.ts'
import { Avalanche, Oracle } from '../oracle/oracle.ts'
import { drawStory, NOON, PEOPLE } from '../oracle/story.ts'
import type { Arrival, Told } from '../oracle/story.ts'
import { advance, findNextMoment } from './drain.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'

// Whole journeys over a real database; a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

const SEED = 991_122
const CASES = 16
/** Goes on as long as something has not happened yet. */
const MOST_CASES = 60
const DAY = 86_400_000
const ACTOR = { memberId: 'test', name: 'Test' }

/** What must have happened, or the comparison says nothing of it. */
const HAPPENED = [
  'end:goal',
  'end:exit',
  'end:handed-on',
  'goal:late',
  'event-entry:entered',
  'event-entry:entered by a journey',
  'api-entry:entered',
  'api-entry:entered by a journey',
  'emitted:first',
  'emitted:by-another',
  'webhook:told',
  'webhook:timed out',
]

let house: House
beforeAll(async () => {
  house = await openHouse(new Date(NOON).toISOString())
})
afterAll(() => house.close())

const generator = xoroshiro128plus(SEED)
const dice = toDice(() => generator.next())

/** Goes to an instant, stopping wherever something is due, and moves people without sending anything. */
async function goTo(at: number): Promise<void> {
  const { resources } = house.runtime
  for (;;) {
    await advance(resources)
    const next = await findNextMoment(resources)
    if (next === undefined || next > at) break
    house.clock.set(new Date(next))
  }
  house.clock.set(new Date(at))
  await advance(resources)
}

/** A workspace with one or two journeys, and the people of a story. */
interface Room {
  readonly workspaceId: string
  readonly journeys: ReadonlyMap<string, JourneyDefinition>
  /** Ids by the names of the story. */
  readonly people: ReadonlyMap<string, string>
}

/** Days by which the dates of a story and its journeys are put off, so that they lie ahead of the present. */
let putOffDays = 0

function putOff<T>(drawn: T): T {
  const later = (day: string): string =>
    new Date(Date.parse(day) + putOffDays * DAY).toISOString().slice(0, 10)
  return JSON.parse(JSON.stringify(drawn).replaceAll(/2026-03-\d\d/g, later))
}

async function openRoom(): Promise<Room> {
  const { runtime } = house
  const facts = { name: 'Shop', zone: 'UTC', currency: 'EUR', clock: 'live', demo: false } as const
  const workspaceId = await runtime.createWorkspace(facts)
  const blank = { name: 'Random', definition: toBlankDefinition('Random'), actor: ACTOR }
  const ids: string[] = []
  for (let left = 1 + dice.roll(2); left > 0; left -= 1)
    ids.push((await runtime.verbs.journeys.create({ workspaceId, ...blank })).journeyId)
  const journeys = new Map<string, JourneyDefinition>()
  for (const journeyId of ids.toSorted())
    journeys.set(journeyId, await publishDrawn(workspaceId, journeyId, ids))
  return { workspaceId, journeys, people: await meetPeople(workspaceId) }
}

/** Draws until a journey is let through: without errors in its drawing or its proof. */
async function publishDrawn(
  workspaceId: string,
  journeyId: string,
  ids: readonly string[],
): Promise<JourneyDefinition> {
  const { journeys } = house.runtime.verbs
  const at = { workspaceId, journeyId, actor: ACTOR }
  for (;;) {
    const definition = putOff(drawJourney(dice, [journeyId, ...ids]))
    if (goesRoundOften(definition)) continue
    const { revision } = await journeys.getDraft({ workspaceId, journeyId })
    const saved = await journeys.saveDraft({ ...at, revision, definition })
    try {
      await journeys.publish({ ...at, revision: saved.revision })
      return definition
    } catch (error) {
      if (!(error instanceof StudioError)) throw error
    }
  }
}

/** Whoever goes round several times a day for weeks takes minutes of a real database, and shows nothing new. */
function goesRoundOften({ nodes, edges }: JourneyDefinition): boolean {
  const places = new Map(nodes.map((node, place) => [node.id, place]))
  return nodes.some((node, place) => {
    const wait =
      node.kind === 'delay' ? node.duration : node.kind === 'wait-for-event' ? node.timeout : undefined
    const leadsBack = edges.some(({ from, to }) => from === node.id && (places.get(to) ?? 0) <= place)
    return wait !== undefined && wait.unit !== 'days' && leadsBack
  })
}

async function meetPeople(workspaceId: string): Promise<ReadonlyMap<string, string>> {
  for (const name of PEOPLE) await send(workspaceId, toGreeting(name))
  await advance(house.runtime.resources)
  const found = PEOPLE.map(async (name) => {
    const listed = await house.runtime.verbs.people.list({
      workspaceId,
      search: name,
      cursor: null,
      limit: 2,
    })
    return [name, listed.items[0]?.personId ?? ''] as const
  })
  return new Map(await Promise.all(found))
}

function toGreeting(name: string): TrackedEvent {
  const occurredAt = house.clock.now().getTime()
  const says = { type: 'track', name: 'Came', occurredAt, channel: 'web', properties: {}, flags: [] } as const
  return { ...says, eventId: `came-${name}`, identifiers: [{ kind: 'user', value: name }] }
}

function send(workspaceId: string, event: TrackedEvent, mode?: 'live' | 'history'): Promise<void> {
  const source = { sourceId: workspaceId, workspaceId, kind: 'server', name: 'Shop' } as const
  return house.runtime.takeEvents(source, [event], mode)
}

/** The same arrival after a time, by somebody of this workspace. */
function toRoom(arrival: Arrival, { people }: Room, shiftMs: number): Arrival {
  const { personId, receivedAt, event } = arrival
  return {
    ...arrival,
    personId: people.get(personId) ?? '',
    receivedAt: receivedAt + shiftMs,
    event: {
      ...putOff(event),
      occurredAt: event.occurredAt + shiftMs,
      identifiers: [{ kind: 'user', value: personId }],
    },
  }
}

/** Lets one arrival happen. An answer to a call that was never made does not. */
async function take(room: Room, oracle: Oracle, arrival: Arrival): Promise<void> {
  const { workspaceId } = room
  const { event, receivedAt } = arrival
  const call = arrival.kind === 'answer' ? oracle.findCall(arrival) : undefined
  if (arrival.kind === 'answer' && !call) return
  await goTo(receivedAt)
  if (arrival.kind === 'event') await send(workspaceId, event, arrival.mode)
  else if (call) {
    const { run, node: nodeId, visit = 0 } = call
    const enrollmentId = await getEnrollmentId(room, { ...arrival, ...run, journeyId: run.drawing.id })
    const sendKey = toSendKey({ enrollmentId, nodeId, visit, channel: 'webhook' })
    const { failed, body } = arrival
    await send(workspaceId, { ...event, answer: { sendKey, failed, body } })
  }
  await advance(house.runtime.resources)
  oracle.take(arrival)
}

interface RunOf {
  readonly personId: string
  readonly journeyId: string
  readonly entryNumber: number
}

async function getEnrollmentId(
  { workspaceId }: Room,
  { personId, journeyId, entryNumber }: RunOf,
): Promise<string> {
  const { runs } = await house.runtime.verbs.people.explain({ workspaceId, personId, journeyId })
  const run = runs.find(({ steps }) => findNumber(steps) === entryNumber)
  if (!run) throw new Error(`the runtime has no run ${entryNumber}, and the oracle has`)
  return run.enrollmentId
}

/** What a person really did in a journey; every step of it can be explained. */
async function readLived(room: Room, personId: string, journeyId: string): Promise<readonly Fact[]> {
  const { workspaceId } = room
  const { runs } = await house.runtime.verbs.people.explain({ workspaceId, personId, journeyId })
  const steps = runs.flatMap((run) => run.steps)
  expect(steps.filter(({ isFaithful }) => !isFaithful)).toEqual([])
  return steps.flatMap(({ facts }) => facts)
}

async function readLog({ workspaceId }: Room, until: number): Promise<readonly LogInput[]> {
  const page = { after: STREAM_START, until: until + 1 }
  return inWorkspace(house.store, workspaceId, (tx) => readStreamBatch(tx, page, 5_000))
}

/** As text, without what became of messages: nothing was sent here. */
function toTexts(facts: readonly Fact[]): readonly string[] {
  return facts
    .filter(({ kind }) => kind !== 'message')
    .map((fact) => JSON.stringify(Object.entries(fact).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .toSorted()
}

/** The enrollments of a room by person and number. */
async function readNames({ workspaceId, people }: Room, journeyId: string): Promise<Map<string, string>> {
  const explained = await Promise.all(
    [...people.values()].map((personId) =>
      house.runtime.verbs.people.explain({ workspaceId, personId, journeyId }),
    ),
  )
  return new Map(
    explained.flatMap(({ personId, runs }) =>
      runs.map(({ enrollmentId, steps }) => [`${personId} ${findNumber(steps)}`, enrollmentId] as const),
    ),
  )
}

function findNumber([first]: ExplainedPerson['runs'][number]['steps']): number | undefined {
  return first?.facts.find((fact) => fact.kind === 'enrollment-entered')?.entryNumber
}

async function backtest(room: Room, log: readonly LogInput[], until: number) {
  const [[journeyId, definition] = ['', toBlankDefinition('')]] = room.journeys
  const told = new Map<string, Fact[]>()
  const names = await readNames(room, journeyId)
  const begun = new Map<string, number>()
  const opened = openBacktest({
    journey: compileJourney({ journeyId, versionId: 'draft', definition }),
    zone: 'UTC',
    // by its real name, so that an answer to the run's call is one to this run's
    nameRun: ({ personId }) => {
      const entryNumber = 1 + (begun.get(personId) ?? 0)
      begun.set(personId, entryNumber)
      return names.get(`${personId} ${entryNumber}`) ?? `${personId} ${entryNumber}`
    },
    watcher: { tell: (person, facts) => void told.set(person, [...(told.get(person) ?? []), ...facts]) },
  })
  const events = log.flatMap(({ personId, receivedAt, body }): readonly BacktestInput[] =>
    body.kind === 'event' ? [{ personId, receivedAt, event: body.event, mode: body.mode }] : [],
  )
  for (const input of events) opened.take(input)
  opened.finish(until)
  return told
}

/** What journeys put into the log. */
function toTold(log: readonly LogInput[], personId: string): readonly Told[] {
  return log.flatMap((input) => {
    if (input.personId !== personId || input.body.kind !== 'event') return []
    const { name, occurredAt, properties, origin, enrol, answer } = input.body.event
    if (!origin || answer) return []
    return [{ personId, name, occurredAt, properties, depth: origin.depth, asks: enrol?.journeyId }]
  })
}

/** Lives one story under drawn journeys, and holds the runtime to the oracle; undefined where it sets off an avalanche. */
async function compare(name: string): Promise<Oracle | undefined> {
  const begunAt = Math.ceil(house.clock.now().getTime() / DAY) * DAY + (NOON % DAY)
  putOffDays = (begunAt - NOON) / DAY
  await goTo(begunAt)
  const room = await openRoom()
  const oracle = new Oracle(room.journeys)
  try {
    const [first = '', ...others] = room.journeys.keys()
    const story = drawStory(dice, [first, ...others])
    for (const arrival of story) await take(room, oracle, toRoom(arrival, room, begunAt - NOON))
    const until = house.clock.now().getTime() + dice.roll(10) * DAY
    await goTo(until)
    oracle.finish(until)
    await expectSame({ room, oracle, until, name })
    return oracle
  } catch (error) {
    if (error instanceof Avalanche) return undefined
    throw error
  } finally {
    await close(room)
  }
}

/** Those who go round in it would go on through all the stories that follow. */
async function close({ workspaceId, journeys }: Room): Promise<void> {
  for (const journeyId of journeys.keys())
    await house.runtime.verbs.journeys.archive({ workspaceId, journeyId, inside: 'leave', actor: ACTOR })
}

async function expectSame(lived: { room: Room; oracle: Oracle; until: number; name: string }): Promise<void> {
  const { room, oracle, until, name } = lived
  const log = await readLog(room, until)
  const tried = room.journeys.size === 1 ? await backtest(room, log, until) : undefined
  for (const personId of room.people.values()) {
    expect(toTold(log, personId), name).toEqual(oracle.told.filter((told) => told.personId === personId))
    for (const journeyId of room.journeys.keys()) {
      const facts = toTexts(await readLived(room, personId, journeyId))
      expect(facts, name).toEqual(toTexts(oracle.listFacts(journeyId, personId)))
      if (tried) expect(toTexts(tried.get(personId) ?? []), name).toEqual(facts)
    }
  }
}

test(`the runtime does what the oracle says, a backtest over its log tells the same, and every step can be explained (seed ${SEED})`, async () => {
  const missing = new Set(HAPPENED)
  for (let compared = 0; compared < CASES || (missing.size > 0 && compared < MOST_CASES);) {
    const oracle = await compare(`case ${compared}`)
    if (!oracle) continue
    compared += 1
    for (const outcome of oracle.seen) missing.delete(outcome)
  }
  expect([...missing]).toEqual([])
})
