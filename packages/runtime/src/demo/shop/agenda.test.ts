import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { createAgenda } from './agenda.ts'

test('acts come in time order, and in the order they were planned where instants are equal', () => {
  assert(
    property(array(nat(20)), (instants) => {
      const agenda = createAgenda()
      const done: string[] = []
      for (const [index, at] of instants.entries()) agenda.plan(at, () => done.push(`${at}/${index}`))
      for (let next = agenda.takeNext(21); next; next = agenda.takeNext(21)) next.act()
      const expected = [...instants.entries()].toSorted(([i, a], [j, b]) => a - b || i - j)
      expect(done).toEqual(expected.map(([index, at]) => `${at}/${index}`))
    }),
  )
})

test('what is planned for `until` stays', () => {
  const agenda = createAgenda()
  agenda.plan(5, () => undefined)
  expect(agenda.takeNext(5)).toBeUndefined()
  expect(agenda.takeNext(6)?.at).toBe(5)
})
