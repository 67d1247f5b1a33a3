import { afterEach, expect, test } from 'vitest'
import { createPool } from './pool.ts'
import type { Pool, PoolTask } from './pool.ts'
import type { RenderScope } from './template.ts'

const pools: Pool[] = []
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
})

function open(workers = 1): Pool {
  const pool = createPool({ workers })
  pools.push(pool)
  return pool
}

const task = (body: string, scope: RenderScope = { person: {} }): PoolTask => ({
  kind: 'render',
  template: { subject: '', body },
  job: { scope, locale: 'en', zone: 'UTC', openPixelUrl: undefined },
})

/** One output that filters for seconds: Liquid's own limits look between outputs, so only the kill ends it. */
const SLOW = `{% assign l = (1..60000) %}{{ l ${'| reject: "a", 1 '.repeat(28)} | size }}`

test('a worker over its time is killed, its template blamed, and everybody else answered', async () => {
  const pool = open()
  const results = await Promise.all([task('one'), task(SLOW), task('two')].map(pool.run))
  expect(results.map((result) => ('code' in result ? result.code : result.kind))).toEqual([
    'rendered',
    'template/too-slow',
    'rendered',
  ])
})

test('a template that keeps killing workers is refused without another try', async () => {
  const pool = open()
  for (let kill = 0; kill < 3; kill += 1) await pool.run(task(SLOW))
  const before = performance.now()
  expect(await pool.run(task(SLOW))).toMatchObject({ code: 'template/too-slow' })
  expect(performance.now() - before).toBeLessThan(50)
})

test('two workers answer as one does', async () => {
  const pool = open(2)
  const bodies = Array.from({ length: 300 }, (_none, index) => `number ${index}`)
  const results = await Promise.all(bodies.map((body) => pool.run(task(body))))
  expect(results.map((result) => (result.kind === 'rendered' ? result.text.trim() : ''))).toEqual(bodies)
})

test('what cannot cross to a worker is a bug, and the next task is served', async () => {
  const pool = open()
  const scope: RenderScope = { person: {} }
  Reflect.set(scope, 'callback', () => 1)
  await expect(pool.run(task('x', scope))).rejects.toThrow()
  expect(await pool.run(task('x'))).toMatchObject({ kind: 'rendered' })
})
