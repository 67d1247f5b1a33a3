import { isDeepStrictEqual } from 'node:util'
import { compileJourney, openBacktest } from '@periplo/engine'
import type { BacktestInput, CompiledJourney } from '@periplo/engine'
import { NODE_KINDS, validateDefinition } from '@periplo/model'
import type { Fact, JourneyDefinition, NodeKind } from '@periplo/model'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test, vi } from 'vitest'
import { drawJourney, toDice } from './draw-random.ts'
import type { Dice } from './draw-random.ts'
import { LivingTogether, nameRun, toKeyless } from './live-together.ts'
import { Avalanche, Oracle } from './oracle.ts'
import { drawStory, NOON, PEOPLE } from './story.ts'
import type { Arrival } from './story.ts'

// Twenty thousand pairs; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000 })

const SEED = 1_702_026
const PAIRS = 20_000
const STORIES = 4
/** An outcome that comes about less often is as good as untested. */
const TIMES = 10
/** The last one is asked for and is not there. */
const JOURNEY_IDS = ['journey-1', 'journey-2', 'journey-none'] as const

const ENTRANCES = `entered, refused never, refused after-exit, refused cool-down, next`

/** Whatever can happen at a node of each kind: a run of the test in which one of these is missing is vacuous. */
const OUTCOMES: { readonly [K in NodeKind]: string } = {
  'event-entry': `${ENTRANCES}, entered by a journey, refused by a journey`,
  'api-entry': `${ENTRANCES}, entered by a journey, refused by a journey`,
  'segment-entry': ENTRANCES,
  delay: 'next',
  'wait-until': 'next, no-date',
  'wait-for-event': 'arrived, timed-out',
  condition: 'yes, no',
  switch: 'a, b, otherwise',
  'random-split': 'a, b, c',
  experiment: 'a, b, control',
  message: 'next, consent-denied, consent-unknown, not-eligible',
  webhook: 'next, told, refused, answered, failed, timed out, answered too late, called again',
  'update-profile': 'next',
  'emit-event': 'next',
  'loyalty-points': 'next, too-few, add, subtract, subtract into debt',
  audience: 'next, add, remove, no change',
  goal: 'reached',
  exit: 'reached',
  'start-journey': 'reached',
}

/** Whatever can become of a run, of what it sends, of what it puts into the log, and of what it asks of answers. */
const BEYOND = `
  end:goal end:exit end:exit-rule end:refused end:handed-on goal:late
  send:sent send:consent-denied send:consent-unknown send:no-address send:not-eligible
  emitted:first emitted:by-another emitted:too-many
  answer:true answer:false answer:unknown
`

/** One or two journeys, and what people do under them. */
interface Case {
  readonly journeys: ReadonlyMap<string, JourneyDefinition>
  readonly story: readonly Arrival[]
  readonly until: number
}

/** What the oracle says of it, or undefined where one arrival sets off an avalanche. */
function foretell({ journeys, story, until }: Case): Oracle | undefined {
  const oracle = new Oracle(journeys)
  try {
    for (const arrival of story) oracle.take(arrival)
    oracle.finish(until)
    return oracle
  } catch (error) {
    if (error instanceof Avalanche) return undefined
    throw error
  }
}

function live(journeys: readonly CompiledJourney[], { story, until }: Case): LivingTogether {
  const life = new LivingTogether(journeys)
  for (const arrival of story) life.take(arrival)
  life.finish(until)
  return life
}

/** What a backtest says of the log that a journey and its people have written. */
function backtest(journey: CompiledJourney, log: readonly BacktestInput[], until: number) {
  const told = new Map<string, Fact[]>(PEOPLE.map((person) => [person, []]))
  const tell = (person: string, facts: readonly Fact[]): void =>
    void told.get(person)?.push(...facts.map(toKeyless))
  const begun = new Map<string, number>()
  const opened = openBacktest({
    journey,
    zone: 'UTC',
    watcher: { tell },
    nameRun: ({ personId }) => {
      const entryNumber = 1 + (begun.get(personId) ?? 0)
      begun.set(personId, entryNumber)
      return nameRun(journey.journeyId, personId, entryNumber)
    },
  })
  for (const input of log) opened.take(input)
  opened.finish(until)
  return told
}

function drawJourneys(dice: Dice): ReadonlyMap<string, JourneyDefinition> {
  const ids = JOURNEY_IDS.slice(0, 1 + dice.roll(2))
  return new Map(
    ids.map((id) => {
      for (;;) {
        const drawn = drawJourney(dice, JOURNEY_IDS)
        if (validateDefinition(drawn).every(({ severity }) => severity !== 'error')) return [id, drawn]
      }
    }),
  )
}

test(`the engine does what the oracle says, over ${PAIRS} journeys and streams (seed ${SEED})`, () => {
  const generator = xoroshiro128plus(SEED)
  const dice = toDice(() => generator.next())
  const kinds = new Set<string>()
  const seen = new Map<string, number>()
  let [compared, avalanches] = [0, 0]
  let journeys: Case['journeys'] = new Map()
  for (let drawn = 0; compared < PAIRS; drawn += 1) {
    if (drawn % STORIES === 0) journeys = drawJourneys(dice)
    const story = drawStory(dice, JOURNEY_IDS)
    const until = (story.at(-1)?.receivedAt ?? NOON) + dice.roll(10) * 86_400_000
    const oracle = foretell({ journeys, story, until })
    if (!oracle) {
      avalanches += 1
      continue
    }
    compare({ journeys, story, until }, oracle, `pair ${compared}`)
    compared += 1
    for (const { kind } of [...journeys.values()].flatMap(({ nodes }) => nodes)) kinds.add(kind)
    for (const outcome of oracle.seen) seen.set(outcome, 1 + (seen.get(outcome) ?? 0))
  }
  expect([...kinds].toSorted()).toEqual([...NODE_KINDS].toSorted())
  expect(listOutcomes().filter((outcome) => (seen.get(outcome) ?? 0) < TIMES)).toEqual([])
  expect(avalanches).toBeLessThan(PAIRS / 50)
})

/** Holds the engine's verbs, and for one journey alone a backtest of what reached the log, to the oracle. */
function compare({ journeys, story, until }: Case, oracle: Oracle, pair: string): void {
  const compiled = [...journeys].map(([journeyId, definition]) =>
    compileJourney({ journeyId, versionId: `${journeyId}-version`, definition }),
  )
  const life = live(compiled, { journeys, story, until })
  for (const { journeyId } of compiled)
    for (const person of PEOPLE)
      expectSame(life.listFacts(journeyId, person), oracle.listFacts(journeyId, person), pair)
  expectSame(life.told, oracle.told, pair)
  const [alone, ...others] = compiled
  if (!alone || others.length > 0) return
  for (const [person, told] of backtest(alone, life.log, until))
    expectSame(told, oracle.listFacts(alone.journeyId, person), pair)
}

/** A thorough comparison tells what differs, and is slow. */
function expectSame(engine: unknown, oracle: unknown, pair: string): void {
  if (!isDeepStrictEqual(engine, oracle)) expect(engine, pair).toEqual(oracle)
}

function listOutcomes(): readonly string[] {
  const atNodes = Object.entries(OUTCOMES).flatMap(([kind, outcomes]) =>
    outcomes.split(', ').map((outcome) => `${kind}:${outcome}`),
  )
  return [...atNodes, ...BEYOND.trim().split(/\s+/)]
}
