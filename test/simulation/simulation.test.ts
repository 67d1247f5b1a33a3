import { auditInstallation } from '@periplo/runtime'
import { expect, onTestFinished, test } from 'vitest'
import { MUTANTS } from './mutants.ts'
import type { Mutant } from './mutants.ts'
import { CALM, runStorm, SPARSE, STORMY } from './storm.ts'
import type { Death, Pace, Storm } from './storm.ts'
import { countMerges, countRepeatedSends, findBreaches, readStory } from './story.ts'
import type { Story } from './story.ts'
import { drawStream, toDice } from './stream.ts'
import type { StreamSize } from './stream.ts'
import { openWorld } from './world.ts'
import type { World } from './world.ts'

const SEED = Number(process.env['SIMULATION_SEED'] ?? Date.now() % 1_000_000)
const KILLS = 20
const WAYS = ['before-commit', 'after-commit', 'during-send', 'outside', 'pause'] as const

interface Outcome {
  readonly world: World
  readonly storm: Storm
  readonly breaches: readonly string[]
  readonly story: Story
}

/** The same stream for the same seed, whatever befalls the workers. */
async function live(
  size: StreamSize,
  { deaths, pace, mutant }: { deaths: readonly Death[]; pace: Pace; mutant?: Mutant },
): Promise<Outcome> {
  const world = await openWorld(SEED)
  onTestFinished(() => world.close())
  const events = drawStream(toDice(SEED), size)
  const storm = await runStorm(world, {
    dice: toDice(SEED + 1),
    events,
    deaths,
    pace,
    ...(mutant === undefined ? {} : { mutant }),
  })
  const now = (events.at(-1)?.receivedAt ?? 0) + 24 * 3_600_000
  const { findings } = await auditInstallation(world.store, { now, toleranceMs: 0, isDrained: true })
  const audit = findings.map(({ check, count, example }) => `${check}: ${count}, such as ${example}`)
  const eventIds = new Set(events.map(({ event }) => event.eventId))
  return {
    world,
    storm,
    breaches: await findBreaches(world, { eventIds, audit }),
    story: await readStory(world),
  }
}

/**
 * Who had another day. Wanderers may: when a merge reaches the survivor depends on the workers, and so does
 * what the survivor does before it. What is promised to them as well, no breach may show.
 */
function listDifferences(one: Story, other: Story): readonly string[] {
  const people = new Set([...one.keys(), ...other.keys()])
  return [...people]
    .filter((person) => !person.includes('wanderer'))
    .filter((person) => one.get(person) !== other.get(person))
}

test(`${KILLS} deaths lose nothing, double nothing and change nothing (seed ${SEED})`, async () => {
  process.stdout.write(`simulation: SIMULATION_SEED=${SEED}\n`)
  const size = { events: 20_000, people: 2_000, wanderers: 100 }
  const dice = toDice(SEED + 2)
  const deaths = [...WAYS, ...Array.from({ length: KILLS - WAYS.length }, () => dice.pick(WAYS))]
  const startedAt = performance.now()
  const stormy = await live(size, { deaths, pace: STORMY })
  const stormMs = performance.now() - startedAt
  const calm = await live(size, { deaths: [], pace: CALM })
  const calmMs = performance.now() - startedAt - stormMs
  const told = {
    deaths: Object.fromEntries(WAYS.map((way) => [way, deaths.filter((death) => death === way).length])),
    fenced: stormy.storm.fenced,
    calls: stormy.world.provider.requests.length,
    repeatedCalls: countRepeatedSends(stormy.world),
    stormMs: Math.round(stormMs),
    calmMs: Math.round(calmMs),
  }
  process.stdout.write(`simulation: ${JSON.stringify(told)}\n`)
  expect(stormy.storm).toEqual({ effective: deaths, fenced: expect.any(Number), isDrained: true })
  expect(stormy.storm.fenced).toBeGreaterThan(0)
  expect(countRepeatedSends(stormy.world)).toBeGreaterThan(0)
  expect(stormy.breaches).toEqual([])
  expect(calm.breaches).toEqual([])
  expect(countRepeatedSends(calm.world)).toBe(0)
  expect(await countMerges(stormy.world)).toBeGreaterThan(100)
  expect(stormy.story.size).toBeGreaterThan(1_900)
  expect(listDifferences(stormy.story, calm.story)).toEqual([])
}, 240_000)

/** Small worlds, and deaths that a bug does not survive unseen. */
const UNTIL_IT_SHOWS: {
  readonly [M in Mutant]: { events: number; people: number; deaths: readonly Death[]; pace: Pace }
} = {
  'no-fence': {
    events: 440,
    people: 5,
    deaths: ['quiet-pause', 'quiet-pause', 'quiet-pause', 'quiet-pause'],
    pace: SPARSE,
  },
  // most steps come to nothing when they are taken twice: it needs some deaths to meet one that does
  'split-offset': {
    events: 2_000,
    people: 200,
    deaths: Array.from({ length: 8 }, () => 'before-commit' as const),
    pace: STORMY,
  },
}

/** What the same deaths did to a small world: breaches of promises, a day that ended otherwise, work left undone. */
async function listHarm(mutant: Mutant, isBroken: boolean): Promise<readonly string[]> {
  const { deaths, pace, ...size } = UNTIL_IT_SHOWS[mutant]
  const { storm, breaches, story } = await live(size, { deaths, pace, ...(isBroken ? { mutant } : {}) })
  const calm = await live(size, { deaths: [], pace: CALM })
  const changed = listDifferences(story, calm.story).map((person) => `another day: ${person}`)
  return [...breaches, ...changed, ...(storm.isDrained ? [] : ['work left undone'])]
}

test.each(MUTANTS)(
  'the simulation fails on the mutant %s',
  async (mutant) => {
    const harm = await listHarm(mutant, true)
    process.stdout.write(
      `simulation: ${mutant}: ${harm.length} times harm, such as ${harm[0]}, ${harm.at(-1)}\n`,
    )
    expect(harm).not.toEqual([])
  },
  120_000,
)

test.each(MUTANTS)(
  'the same deaths do no harm without the mutant %s',
  async (mutant) => {
    expect(await listHarm(mutant, false)).toEqual([])
  },
  120_000,
)
