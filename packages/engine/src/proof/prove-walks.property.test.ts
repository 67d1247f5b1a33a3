import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test, vi } from 'vitest'
import type { Step } from '@periplo/model'
import { compileDefinition } from '../testing/build-journey.ts'
import { toDice, toRandomDefinition } from '../testing/random-journey.ts'
import { walk } from '../testing/random-walk.ts'
import { exploreJourney } from './explore.ts'
import { proveJourney } from './prove-journey.ts'

// Long walks; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

const SEED = 20_261_122
const WEEK_MS = 7 * 86_400_000

interface Walked {
  readonly at: number
  readonly step: Step
}

/** Every random walk that began at the first entry: the second one stands in its shadow. */
function* walkAll() {
  const dice = toDice(xoroshiro128plus(SEED))
  for (let count = 0; count < 150; count += 1) {
    const journey = compileDefinition(toRandomDefinition(dice))
    for (let run = 0; run < 12; run += 1) {
      const walked: Walked[] = []
      let entry = ''
      walk(journey, dice, {
        inputs: 15,
        watcher: {
          started: (input, step) => {
            entry = input.entry.nodeId
            walked.push({ at: input.at, step })
          },
          stepped: ({ at }, step) => step && walked.push({ at, step }),
        },
      })
      if (entry === 'in') yield { definition: journey.definition, walked }
    }
  }
}

test(`nobody goes a way that the proof says nobody goes, or gets there sooner (seed ${SEED})`, () => {
  for (const { definition, walked } of walkAll()) {
    const taken = new Set(exploreJourney(definition).ways.map(({ key }) => key))
    const { times } = proveJourney(definition)
    const begunAt = walked[0]?.at ?? 0
    const happened = walked.flatMap(({ at, step }) => step.facts.map((fact) => ({ at, fact })))
    for (const { at, fact } of happened) {
      if (fact.kind === 'node-left') expect(taken).toContain(`${fact.node}:${fact.port}`)
      if (fact.kind === 'node-entered') expect(times[fact.node]?.soonestMs).toBeLessThanOrEqual(at - begunAt)
    }
  }
})

test(`nobody gets more messages in seven days than the proof says (seed ${SEED})`, () => {
  let heaviest = 0
  for (const { definition, walked } of walkAll()) {
    const sentAt = walked.flatMap(({ at, step }) =>
      step.effects
        .filter((effect) => effect.kind === 'send' && effect.intent.channel !== 'webhook')
        .map(() => at),
    )
    const { worstWeek } = proveJourney(definition)
    for (const from of sentAt) {
      const messages = sentAt.filter((at) => at >= from && at < from + WEEK_MS).length
      heaviest = Math.max(heaviest, messages)
      expect(messages).toBeLessThanOrEqual(worstWeek.atLeast ? Infinity : worstWeek.messages)
    }
  }
  expect(heaviest).toBeGreaterThan(1)
})
