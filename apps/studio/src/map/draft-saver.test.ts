import type { JourneyDefinition } from '@periplo/model'
import { toBlankDefinition } from '@periplo/model'
import { expect, test } from 'vitest'
import type { SaveOutcome, Saving } from './draft-saver.ts'
import { QUIET_MS, createDraftSaver } from './draft-saver.ts'

const drawn = (name: string): JourneyDefinition => toBlankDefinition(name)
const saved = (revision: number): SaveOutcome<string> => ({ kind: 'saved', saved: '', revision, at: 0 })

/** A world whose timers ring when asked and whose server answers as told. */
function turnedWorld(answers: SaveOutcome<string>[]) {
  const sent: { revision: number; name: string }[] = []
  const states: Saving['kind'][] = []
  const timers: { delayMs: number; act: () => void }[] = []
  let kept: JourneyDefinition | undefined
  return {
    sent,
    states,
    timers,
    kept: () => kept,
    ring: async () => {
      timers.splice(0).forEach(({ act }) => act())
      await new Promise((done) => {
        setImmediate(done)
      })
    },
    world: {
      send: async (revision: number, definition: JourneyDefinition) => {
        sent.push({ revision, name: definition.name })
        return answers.shift() ?? saved(revision + 1)
      },
      keep: (unsaved: JourneyDefinition | undefined) => {
        kept = unsaved
      },
      later: (delayMs: number, act: () => void) => {
        const timer = { delayMs, act }
        timers.push(timer)
        return () => {
          if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1)
        }
      },
      onSaving: (saving: Saving) => states.push(saving.kind),
      onSaved: () => undefined,
    },
  }
}

test('a burst of gestures is saved once, with the last of them', async () => {
  const { world, sent, timers, ring, kept } = turnedWorld([])
  const saver = createDraftSaver(7, world)
  saver.change(drawn('a'))
  saver.change(drawn('b'))
  expect(timers.map((timer) => timer.delayMs)).toEqual([QUIET_MS])
  await ring()
  expect(sent).toEqual([{ revision: 7, name: 'b' }])
  expect(kept()).toBeUndefined()
})

test('each save starts from the revision the last one returned', async () => {
  const { world, sent, ring } = turnedWorld([saved(8), saved(12)])
  const saver = createDraftSaver(7, world)
  for (const name of ['a', 'b', 'c']) {
    saver.change(drawn(name))
    await ring()
  }
  expect(sent.map((save) => save.revision)).toEqual([7, 8, 12])
})

test('a change during a save is kept and sent after it', async () => {
  const { world, sent, ring, kept } = turnedWorld([])
  const saver = createDraftSaver(1, world)
  saver.change(drawn('a'))
  const first = saver.flush()
  saver.change(drawn('b'))
  expect(await first).toBe(false)
  expect(kept()?.name).toBe('b')
  await ring()
  expect(sent).toEqual([
    { revision: 1, name: 'a' },
    { revision: 2, name: 'b' },
  ])
  expect(kept()).toBeUndefined()
})

test('without a server nothing is lost, and it is tried again ever more slowly', async () => {
  const { world, states, timers, ring, kept } = turnedWorld([
    { kind: 'unreachable' },
    { kind: 'unreachable' },
  ])
  const saver = createDraftSaver(1, world)
  saver.change(drawn('a'))
  await ring()
  expect(timers.map((timer) => timer.delayMs)).toEqual([2_000])
  await ring()
  expect(timers.map((timer) => timer.delayMs)).toEqual([5_000])
  expect(kept()?.name).toBe('a')
  await ring()
  expect(states.at(-1)).toBe('saved')
  expect(kept()).toBeUndefined()
})

test('nothing overwrites what somebody else saved', async () => {
  const { world, sent, states, ring, kept } = turnedWorld([{ kind: 'stale' }])
  const saver = createDraftSaver(1, world)
  saver.change(drawn('a'))
  await ring()
  saver.change(drawn('b'))
  await ring()
  expect(await saver.flush()).toBe(false)
  expect(sent).toHaveLength(1)
  expect(states.at(-1)).toBe('stale')
  expect(kept()?.name).toBe('b')
})

test('leaving the map sends what waits and leaves no timer behind', async () => {
  const { world, sent, timers, ring } = turnedWorld([{ kind: 'unreachable' }])
  const saver = createDraftSaver(1, world)
  saver.change(drawn('a'))
  saver.stop()
  await ring()
  expect(sent).toHaveLength(1)
  expect(timers).toEqual([])
})
