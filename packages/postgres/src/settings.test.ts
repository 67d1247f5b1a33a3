import { expect, test } from 'vitest'
import { toDurable } from './settings.ts'

const GB = 2 ** 30

test.each([
  { memory: 0.5 * GB, cache: '128MB', why: 'never less than 128 MB' },
  { memory: 4 * GB, cache: '512MB', why: 'an eighth' },
  { memory: 64 * GB, cache: '2048MB', why: 'never more than 2 GB' },
])('the database of a machine with $memory bytes caches $cache ($why)', ({ memory, cache }) => {
  expect(toDurable(memory)['shared_buffers']).toBe(cache)
})

test('every commit reaches the disk', () => {
  expect(toDurable(4 * GB)).toMatchObject({ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' })
})
