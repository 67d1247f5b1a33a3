import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { createLifecycle } from './lifecycle.ts'
import { handleSignals } from './signals.ts'

const naming = (closed: string[], name: string) => async (): Promise<void> => void closed.push(name)

test('what was opened last is closed first, once, however often it is asked', async () => {
  const closed: string[] = []
  const lifecycle = createLifecycle(() => undefined)
  await lifecycle.onStop(naming(closed, 'database'))
  await lifecycle.onStop(naming(closed, 'server'))
  await Promise.all([lifecycle.stop(), lifecycle.stop()])
  expect(closed).toEqual(['server', 'database'])
  await expect(lifecycle.stopped).resolves.toBeUndefined()
})

test('one that cannot be closed keeps none of the others open', async () => {
  const closed: string[] = []
  const reported: unknown[] = []
  const lifecycle = createLifecycle((error) => reported.push(error))
  await lifecycle.onStop(naming(closed, 'database'))
  await lifecycle.onStop(async () => {
    throw new Error('stuck')
  })
  await lifecycle.stop()
  expect(closed).toEqual(['database'])
  expect(reported).toHaveLength(1)
})

test('what is opened while stopping is closed again', async () => {
  const closed: string[] = []
  const lifecycle = createLifecycle(() => undefined)
  await lifecycle.stop()
  await lifecycle.onStop(naming(closed, 'late'))
  expect(closed).toEqual(['late'])
})

test('one Ctrl-C that arrives twice is one; a later one forces', () => {
  let nowMs = 0
  const calls: string[] = []
  const emitter = new EventEmitter()
  vi.useFakeTimers()
  handleSignals({
    process: emitter,
    nowMs: () => nowMs,
    onFirst: () => calls.push('stop'),
    onForce: () => calls.push('force'),
  })
  emitter.emit('SIGINT')
  nowMs = 20
  emitter.emit('SIGTERM')
  expect(calls).toEqual(['stop'])
  nowMs = 1_000
  emitter.emit('SIGINT')
  expect(calls).toEqual(['stop', 'force'])
  vi.useRealTimers()
})
