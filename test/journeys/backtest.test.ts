import { compileJourney, openBacktest } from '@periplo/engine'
import type { BacktestInput } from '@periplo/engine'
import type { ConsentChange, Fact, JourneyDefinition, TrackedEvent } from '@periplo/model'
import { proveDefinition } from '@periplo/runtime'
import { inWorkspace, readStreamBatch, STREAM_START } from '@periplo/store'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { drawJourney, EVENTS, toDice } from '../oracle/draw-random.ts'
import { advance, findNextMoment } from './drain.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'

// Whole journeys over a real database; a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

const SEED = 991_122
const JOURNEYS = 12
const PEOPLE = ['ana', 'bob', 'cleo', 'dan']
const MIN = 60_000
const BEGAN_AT = Date.UTC(2026, 2, 2, 8)
/** A journey that is not there. */
const ELSEWHERE = '0198c0de-0000-7000-8000-000000000007'
const ACTOR = { memberId: 'test', name: 'Test' }

let house: House
beforeAll(async () => {
  house = await openHouse(new Date(BEGAN_AT).toISOString())
})
afterAll(() => house.close())

const generator = xoroshiro128plus(SEED)
const dice = toDice(() => generator.next())

/** A journey that is let through: without errors in its drawing or its proof. */
function drawPublishable(): JourneyDefinition {
  for (;;) {
    const drawn = drawJourney(dice, [ELSEWHERE])
    const { problems, proof } = proveDefinition(drawn)
    if ([...problems, ...proof.findings].every(({ severity }) => severity !== 'error')) return drawn
  }
}

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

let made = 0

function drawEvent(at: number): TrackedEvent {
  const consent: ConsentChange = {
    channel: 'email',
    purpose: 'marketing',
    state: dice.pick(['granted', 'denied']),
  }
  return {
    eventId: `event-${(made += 1)}`,
    type: 'track',
    name: dice.pick(EVENTS),
    occurredAt: at - (dice.roll(4) === 0 ? dice.roll(300) * MIN : 0),
    channel: 'web',
    identifiers: [{ kind: 'user', value: PEOPLE[dice.roll(PEOPLE.length)] ?? '' }],
    properties: {
      ...(dice.roll(4) > 0 && { n: dice.roll(5) }),
      ...(dice.roll(5) > 0 && { cart: dice.pick(['c1', 'c2']) }),
      ...(dice.roll(3) > 0 && { date: dice.pick(['2026-03-05', 'soon']) }),
    },
    flags: [],
    ...(dice.roll(4) === 0 && { consent: [consent] }),
    ...(dice.roll(5) === 0 && { zone: dice.pick(['UTC', 'Asia/Kolkata', 'Europe/Madrid']) }),
    ...(dice.roll(6) === 0 && { traits: { tier: dice.pick(['gold', 'silver']), n: dice.roll(4) } }),
  }
}

/** Lets people live under a journey of their own workspace, and says who they are, what they did and what came of it. */
async function live(definition: JourneyDefinition) {
  const { runtime, store, clock } = house
  const facts = { name: 'Shop', zone: 'Europe/Madrid', currency: 'EUR', clock: 'live', demo: false } as const
  const workspaceId = await runtime.createWorkspace(facts)
  const at = { workspaceId, actor: ACTOR }
  const { journeyId, revision } = await runtime.verbs.journeys.create({ ...at, name: 'Random', definition })
  await runtime.verbs.journeys.publish({ ...at, journeyId, revision })
  const source = { sourceId: workspaceId, workspaceId, kind: 'server', name: 'Shop' } as const
  for (let count = 0; count < 24; count += 1) {
    await goTo(clock.now().getTime() + dice.roll(900) * MIN)
    await runtime.takeEvents(source, [drawEvent(clock.now().getTime())])
  }
  await goTo(clock.now().getTime() + 2_880 * MIN)
  const until = clock.now().getTime()
  const page = { after: STREAM_START, until: until + 1 }
  const inputs = await inWorkspace(store, workspaceId, (tx) => readStreamBatch(tx, page, 1_000))
  return { workspaceId, journeyId, until, inputs }
}

/** As text, without what became of messages: nothing was sent here. */
function toTexts(facts: readonly Fact[]): readonly string[] {
  return facts
    .filter(({ kind }) => kind !== 'message')
    .map((fact) => JSON.stringify(fact))
    .toSorted()
}

test(`a backtest over the log tells the facts that the runtime did, and every step can be explained (seed ${SEED})`, async () => {
  let compared = 0
  for (let count = 0; count < JOURNEYS; count += 1) {
    const definition = drawPublishable()
    const { workspaceId, journeyId, until, inputs } = await live(definition)
    const told = new Map<string, Fact[]>()
    const journey = compileJourney({ journeyId, versionId: 'draft', definition })
    let runs = 0
    const backtest = openBacktest({
      journey,
      zone: 'Europe/Madrid',
      nameRun: () => `run-${(runs += 1)}`,
      watcher: { tell: (person, facts) => void told.set(person, [...(told.get(person) ?? []), ...facts]) },
    })
    const events = inputs.flatMap(({ personId, receivedAt, body }): readonly BacktestInput[] =>
      body.kind === 'event' ? [{ personId, receivedAt, event: body.event, mode: body.mode }] : [],
    )
    for (const input of events) backtest.take(input)
    backtest.finish(until)
    for (const personId of new Set(events.map((input) => input.personId))) {
      const explained = await house.runtime.verbs.people.explain({ workspaceId, personId, journeyId })
      const steps = explained.runs.flatMap((run) => run.steps)
      expect(
        steps.filter(({ isFaithful }) => !isFaithful),
        `journey ${count}`,
      ).toEqual([])
      const done = steps.flatMap(({ facts }) => facts)
      expect(toTexts(told.get(personId) ?? []), `journey ${count}`).toEqual(toTexts(done))
      compared += done.length
    }
  }
  expect(compared).toBeGreaterThan(400)
})
