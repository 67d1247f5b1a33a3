import { compileJourney, openBacktest } from '@periplo/engine'
import type { BacktestInput } from '@periplo/engine'
import { validateDefinition } from '@periplo/model'
import type { ConsentChange, Fact, JourneyDefinition, TrackedEvent } from '@periplo/model'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test, vi } from 'vitest'
import { drawJourney, EVENTS, KINDS, toDice } from './draw-random.ts'
import type { Dice } from './draw-random.ts'
import { Oracle } from './oracle.ts'
import { OFFSET_MIN } from './people.ts'

// Twenty thousand pairs; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000 })

const SEED = 1_702_026
const JOURNEYS = 5_000
const STREAMS = 4
const JOURNEY_ID = 'journey'
const MIN = 60_000
const NOON = Date.UTC(2026, 2, 2, 12)

/** Whatever can happen at a node or to a run here: a run of the test in which one of these is missing is vacuous. */
const OUTCOMES = `
  event-entry:entered
  event-entry:refused never
  event-entry:refused after-exit
  event-entry:refused cool-down
  delay:next
  wait-until:next
  wait-until:no-date
  wait-for-event:arrived
  wait-for-event:timed-out
  condition:yes
  condition:no
  switch:a
  switch:b
  switch:otherwise
  random-split:a
  random-split:b
  random-split:c
  experiment:a
  experiment:b
  experiment:control
  message:next
  webhook:next
  update-profile:next
  end:goal
  end:exit
  end:exit-rule
  end:refused
  goal:late
  send:sent
  send:consent-denied
  send:consent-unknown
  send:no-address
`
  .trim()
  .split(/\n */)

function drawStream(dice: Dice): readonly BacktestInput[] {
  let receivedAt = NOON
  return Array.from({ length: 6 + dice.roll(20) }, (_, n): BacktestInput => {
    receivedAt += dice.pick([0, 10, 60, 500, 3_000]) * MIN * dice.roll(3)
    const personId = dice.pick(['ana', 'bob'])
    const isLate = dice.roll(4) === 0
    const state = dice.pick(['granted', 'denied'])
    const consent: ConsentChange = {
      channel: 'email',
      purpose: dice.pick(['marketing', 'transactional']),
      state,
    }
    const event: TrackedEvent = {
      eventId: `event-${n}`,
      type: 'track',
      name: n === 0 ? 'Began' : dice.pick([...EVENTS, 'Unheard of']),
      occurredAt: receivedAt - (isLate ? dice.roll(4_000) * MIN : 0),
      channel: 'web',
      identifiers: dice.roll(4) === 0 ? [{ kind: 'email', value: 'a@shop.example' }] : [],
      properties: {
        ...(dice.roll(4) > 0 && { n: dice.roll(5) }),
        ...(dice.roll(5) > 0 && { cart: dice.pick(['c1', 'c2', 'c3']) }),
        ...(dice.roll(3) > 0 && { date: dice.pick(['2026-03-03', '2026-03-09', 'soon']) }),
      },
      flags: [],
      ...(dice.roll(4) === 0 && { consent: [consent] }),
      ...(dice.roll(5) === 0 && { zone: Object.keys(OFFSET_MIN)[dice.roll(2)] ?? 'UTC' }),
      ...(dice.roll(6) === 0 && { traits: { tier: dice.pick(['gold', 'silver']), n: dice.roll(4) } }),
    }
    return { personId, receivedAt, mode: dice.roll(12) === 0 ? 'history' : 'live', event }
  })
}

/** What the engine says of the same people, driven by a backtest; send keys are left empty. */
function rideEngine(definition: JourneyDefinition, stream: readonly BacktestInput[], until: number) {
  const journey = compileJourney({ journeyId: JOURNEY_ID, versionId: 'version', definition })
  const told = new Map<string, Fact[]>()
  const tell = (person: string, facts: readonly Fact[]): void => {
    const keyless = facts.map((fact) => (fact.kind === 'message' ? { ...fact, sendKey: '' } : fact))
    told.set(person, [...(told.get(person) ?? []), ...keyless])
  }
  let runs = 0
  const nameRun = (): string => `run-${(runs += 1)}`
  const backtest = openBacktest({ journey, zone: 'UTC', watcher: { tell }, nameRun })
  for (const input of stream) backtest.take(input)
  backtest.finish(until)
  return told
}

test(`the engine does what the oracle says, over ${JOURNEYS * STREAMS} journeys and streams (seed ${SEED})`, () => {
  const generator = xoroshiro128plus(SEED)
  const dice = toDice(() => generator.next())
  const kinds = new Set<string>()
  const seen = new Set<string>()
  for (let count = 0; count < JOURNEYS; count += 1) {
    const definition = drawJourney(dice)
    if (validateDefinition(definition).some(({ severity }) => severity === 'error')) {
      count -= 1
      continue
    }
    for (const { kind } of definition.nodes) kinds.add(kind)
    for (let run = 0; run < STREAMS; run += 1) {
      const stream = drawStream(dice)
      const until = (stream.at(-1)?.receivedAt ?? NOON) + dice.roll(10) * 1_440 * MIN
      const oracle = new Oracle(JOURNEY_ID, definition)
      for (const input of stream) oracle.take(input)
      oracle.finish(until)
      const told = rideEngine(definition, stream, until)
      for (const person of ['ana', 'bob'])
        expect(told.get(person) ?? [], `journey ${count}, stream ${run}`).toEqual(
          oracle.facts.get(person) ?? [],
        )
      for (const outcome of oracle.seen) seen.add(outcome)
    }
  }
  expect([...kinds].toSorted()).toEqual([...KINDS].toSorted())
  expect(OUTCOMES.filter((outcome) => !seen.has(outcome))).toEqual([])
})
