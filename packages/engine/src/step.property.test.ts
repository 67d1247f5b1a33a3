import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test, vi } from 'vitest'
import type { Enrollment, Fact, Step } from '@periplo/model'
import type { StepQuestion } from './cause.ts'
import { start } from './start.ts'
import { step } from './step.ts'
import { compileDefinition } from './testing/build-journey.ts'
import { deepFreeze } from './testing/deep-freeze.ts'
import { toDice, toRandomDefinition } from './testing/random-journey.ts'
import { walk } from './testing/random-walk.ts'
import { toWaitingName } from './machine/names.ts'
import type { Watcher } from './testing/random-walk.ts'

// Long walks; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

const SEED = 7_041_776
const JOURNEYS = 300
const WALKS = 12

/** Random walks through random journeys, each with its own watcher, which is asked for its verdict at the end. */
function walkOften(toWatcher: (stages: readonly string[]) => Watcher & { finish?(): void }): void {
  const dice = toDice(xoroshiro128plus(SEED))
  for (let count = 0; count < JOURNEYS; count += 1) {
    const journey = compileDefinition(toRandomDefinition(dice))
    const stages = journey.definition.stages.map((stage) => stage.id)
    for (let run = 0; run < WALKS; run += 1) {
      const watcher = toWatcher(stages)
      walk(journey, dice, { inputs: 15, watcher })
      watcher.finish?.()
    }
  }
}

/** Watches one walk's steps in order. */
function follow(see: (step: Step, before: Enrollment | undefined) => void): Watcher {
  return {
    started: (_input, first) => see(first, undefined),
    stepped: ({ enrollment }, next) => next && see(next, enrollment),
  }
}

const countOf = (facts: readonly Fact[], test: (fact: Fact) => boolean): number => facts.filter(test).length

test(`whoever entered a node left it, ended in it, or is in it (seed ${SEED})`, () => {
  walkOften(() => {
    const facts: Fact[] = []
    let last: Enrollment | undefined
    const watcher = follow((done) => {
      facts.push(...done.facts)
      last = done.enrollment
    })
    const finish = (): void => {
      for (const [node, visits] of Object.entries(last?.envelope.visits ?? {})) {
        const entered = countOf(facts, (fact) => fact.kind === 'node-entered' && fact.node === node)
        const left = countOf(facts, (fact) => fact.kind === 'node-left' && fact.node === node)
        const ended = countOf(facts, (fact) => fact.kind === 'enrollment-ended' && fact.node === node)
        const inside = last?.status === 'active' && last.nodeId === node ? 1 : 0
        expect([node, entered, visits]).toEqual([node, left + ended + inside, entered])
      }
    }
    return { ...watcher, finish }
  })
})

test(`stages are entered once, left as often as they were come to, and every dwell has its start (seed ${SEED})`, () => {
  walkOften((stages) => {
    const facts: Fact[] = []
    let last: Enrollment | undefined
    const finish = (): void => {
      for (const stage of stages) {
        const entered = countOf(facts, (fact) => fact.kind === 'stage-entered' && fact.stage === stage)
        const left = countOf(facts, (fact) => fact.kind === 'stage-left' && fact.stage === stage)
        const inside = last?.status === 'active' && last.stageId === stage ? 1 : 0
        expect(entered).toBe(Object.hasOwn(last?.envelope.stages ?? {}, stage) ? 1 : 0)
        expect(left + inside).toBeGreaterThanOrEqual(entered)
      }
      expectDwells(facts)
    }
    return {
      ...follow((done) => {
        facts.push(...done.facts)
        last = done.enrollment
      }),
      finish,
    }
  })
})

/** Facts never go back in time, and each end of a stay names the instant at which that stay began. */
function expectDwells(facts: readonly Fact[]): void {
  let before = -Infinity
  let nodeSince = -Infinity
  for (const fact of facts) {
    expect(fact.at).toBeGreaterThanOrEqual(before)
    before = fact.at
    if (fact.kind === 'node-entered') nodeSince = fact.at
    if (fact.kind === 'node-left' || fact.kind === 'enrollment-ended') expect(fact.enteredAt).toBe(nodeSince)
    if (fact.kind === 'stage-left') expect(fact.enteredAt).toBeLessThanOrEqual(fact.at)
  }
}

test(`columns say what the envelope says, and steps are counted without a gap (seed ${SEED})`, () => {
  walkOften(() =>
    follow(({ enrollment, facts, effects }, before) => {
      const { envelope, status, seq, dueAt, nodeId } = enrollment
      expect(seq).toBe((before?.seq ?? 0) + 1)
      expect(facts.length + effects.length).toBeGreaterThan(0)
      expect(dueAt).toBe(envelope.timers[0]?.dueAt ?? null)
      expect(envelope.timers.length).toBeLessThanOrEqual(status === 'active' ? 1 : 0)
      if (status === 'active') expect([nodeId, toWaitingName(nodeId)]).toContain(envelope.value)
      expect([enrollment.endedAt === null, enrollment.endReason === null]).toEqual([
        status === 'active',
        status === 'active',
      ])
      const goals = countOf(facts, (fact) => fact.kind === 'goal-reached')
      expect(goals).toBe(enrollment.convertedAt !== (before?.convertedAt ?? null) ? 1 : 0)
      const keys = effects.flatMap((effect) => (effect.kind === 'send' ? [effect.intent.sendKey] : []))
      expect(new Set(keys).size).toBe(keys.length)
    }),
  )
})

test(`a run survives storage as JSON at every step (seed ${SEED})`, () => {
  let seen = 0
  walkOften(() => ({
    stepped: (question, next) => {
      const stored: Enrollment = JSON.parse(JSON.stringify(question.enrollment))
      expect(stored).toEqual(question.enrollment)
      expect(JSON.stringify(step({ ...question, enrollment: stored }))).toBe(JSON.stringify(next))
      seen += next ? 1 : 0
    },
  }))
  expect(seen).toBeGreaterThan(1_000)
})

test(`nothing handed in is changed, and the same question has the same answer (seed ${SEED})`, () => {
  walkOften(() => ({
    started: (input, first) => {
      const { journey, ...rest } = input
      deepFreeze(journey.definition)
      deepFreeze(journey.config)
      expect(start({ journey, ...deepFreeze(rest) })).toEqual(first)
    },
    stepped: ({ journey, ...rest }: StepQuestion, next) => {
      expect(step({ journey, ...deepFreeze(rest) })).toEqual(next)
    },
  }))
})

test(`a send has the same key however often it is worked out, and another one at every visit (seed ${SEED})`, () => {
  let sends = 0
  walkOften(() => {
    const keys = new Map<string, string>()
    return follow(({ effects }) => {
      for (const effect of effects) {
        if (effect.kind !== 'send') continue
        const { sendKey, nodeId, visit } = effect.intent
        expect(keys.has(sendKey)).toBe(false)
        keys.set(sendKey, `${nodeId} ${visit}`)
        sends += 1
      }
      expect(new Set(keys.values()).size).toBe(keys.size)
    })
  })
  expect(sends).toBeGreaterThan(200)
})
