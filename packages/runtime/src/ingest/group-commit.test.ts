import { StudioError } from '@periplo/model'
import { expect, test } from 'vitest'
import { createGroupCommit } from './group-commit.ts'

interface Press {
  readonly written: (readonly number[])[]
  /** Lets the write under way end, well or badly. */
  finish(error?: Error): void
  write(items: readonly number[]): Promise<void>
}

function createPress(): Press {
  const written: (readonly number[])[] = []
  const open: { resolve: () => void; reject: (error: Error) => void }[] = []
  return {
    written,
    finish(error) {
      const next = open.shift()
      if (error) next?.reject(error)
      else next?.resolve()
    },
    write(items) {
      written.push(items)
      return new Promise((resolve, reject) => open.push({ resolve, reject }))
    },
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('an idle writer starts at once, with whoever calls in the same turn', async () => {
  const press = createPress()
  const take = createGroupCommit(press.write, 10)
  const all = [take([1]), take([2, 3])]
  await turn()
  expect(press.written).toEqual([[1, 2, 3]])
  press.finish()
  await Promise.all(all)
})

test('whatever arrives during a write is the next one', async () => {
  const press = createPress()
  const take = createGroupCommit(press.write, 10)
  const first = take([1])
  await turn()
  const rest = [take([2]), take([3])]
  await turn()
  expect(press.written).toEqual([[1]])
  press.finish()
  await first
  await turn()
  expect(press.written).toEqual([[1], [2, 3]])
  press.finish()
  await Promise.all(rest)
})

test('a write takes up to its limit, and never splits a caller', async () => {
  const press = createPress()
  const take = createGroupCommit(press.write, 3)
  const all = [take([1, 2]), take([3, 4]), take([5]), take([6, 7, 8, 9, 10])]
  for (let at = 0; at < 3; at += 1) {
    await turn()
    press.finish()
  }
  await Promise.all(all)
  expect(press.written).toEqual([
    [1, 2],
    [3, 4, 5],
    [6, 7, 8, 9, 10],
  ])
})

test('a write that fails fails its own callers, and the next goes on', async () => {
  const press = createPress()
  const take = createGroupCommit(press.write, 1)
  const bad = take([1])
  const good = take([2])
  await turn()
  press.finish(new Error('the database is away'))
  await expect(bad).rejects.toThrow('the database is away')
  await turn()
  press.finish()
  await expect(good).resolves.toBeUndefined()
  const later = take([3])
  await turn()
  press.finish()
  await expect(later).resolves.toBeUndefined()
})

test('one caller whose items cannot be written takes nobody along', async () => {
  const written: number[] = []
  const take = createGroupCommit<number>(async (items) => {
    if (items.includes(13)) throw new Error('unlucky')
    written.push(...items)
  }, 10)
  const all = await Promise.allSettled([take([1, 2]), take([13]), take([3])])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(written).toEqual([1, 2, 3])
})

test('a database that is away is not asked again for each caller', async () => {
  let asked = 0
  const take = createGroupCommit<number>(async () => {
    asked += 1
    throw new StudioError('store/unavailable', 'PostgreSQL cannot be reached.')
  }, 10)
  const all = await Promise.allSettled([take([1]), take([2])])
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(asked).toBe(1)
})

test('after a small write the next one gathers while the writer breathes; an idle writer starts at once', async () => {
  const press = createPress()
  let breathOut = (): void => undefined
  const counts: number[] = []
  const take = createGroupCommit(press.write, 10, (count) => {
    counts.push(count)
    return new Promise((resolve) => (breathOut = resolve))
  })
  const first = take([1])
  await turn()
  expect(press.written).toEqual([[1]])
  press.finish()
  await first
  const rest = [take([2]), take([3])]
  await turn()
  expect(press.written).toEqual([[1]])
  breathOut()
  await turn()
  expect(press.written).toEqual([[1], [2, 3]])
  expect(counts).toEqual([1, 2])
  press.finish()
  await Promise.all(rest)
})
