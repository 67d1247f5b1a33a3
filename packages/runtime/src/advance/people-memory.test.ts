import { expect, test } from 'vitest'
import { createPeopleMemory, foldTallies } from './people-memory.ts'
import { toPersonWork } from './person-work.ts'
import type { PersonWork } from './person-work.ts'

const lease = { partitionId: 1, epoch: 4, applied: 10 }
const leases = new Map([[1, lease]])
const profile = {
  workspaceId: 'w',
  partitionId: 1,
  personId: 'ana',
  traits: { dear: 1 },
  zone: null,
  suppressed: false,
  identified: true,
  firstSeenAt: 1,
  lastSeenAt: 2,
  lastOrderAt: null,
  mergedInto: null,
  audiences: [],
  points: 0,
  mergedFrom: [],
}
const toWork = (more: Partial<PersonWork> = {}, personId = 'ana'): PersonWork => ({
  ...toPersonWork({ workspaceId: 'w', partitionId: 1, personId }),
  since: 100,
  ...more,
})

test.each([
  { at: lease, since: 100, known: true, why: 'the lease it was kept under' },
  { at: lease, since: 500, known: true, why: 'asked for a later moment' },
  { at: lease, since: 99, known: false, why: 'asked for an earlier moment than was read for' },
  { at: { ...lease, epoch: 5 }, since: 100, known: false, why: 'somebody else may have held the partition' },
  { at: undefined, since: 100, known: false, why: 'no lease' },
])('a person is remembered under the same epoch only: $why', ({ at, since, known }) => {
  const people = createPeopleMemory()
  people.keep([toWork({ profile, profileChanged: true })], leases)
  const work = toWork({ since })
  expect(people.recall(work, at, since)).toBe(known)
  expect(work.profile).toEqual(known ? profile : null)
})

test('what was not written is not taken for stored', () => {
  const people = createPeopleMemory()
  const seen = { ...profile, lastSeenAt: 9 }
  people.keep([toWork({ profile: seen, stored: profile, profileChanged: false })], leases)
  const work = toWork()
  people.recall(work, lease, 100)
  expect(work).toMatchObject({ profile: seen, stored: profile, profileChanged: false })
})

test('a person read whole, for a merge, is forgotten; so are partitions whose commit is in doubt', () => {
  const people = createPeopleMemory()
  people.keep([toWork({ profile }), toWork({ profile }, 'bea')], leases)
  people.keep([toWork({ profile, isWhole: true })], leases)
  expect(people.recall(toWork(), lease, 100)).toBe(false)
  expect(people.recall(toWork({}, 'bea'), lease, 100)).toBe(true)
  people.forget([1])
  expect(people.recall(toWork({}, 'bea'), lease, 100)).toBe(false)
})

test('whoever was not worked on for longest is forgotten first', () => {
  const people = createPeopleMemory(2)
  for (const personId of ['ana', 'bea', 'ana', 'cleo']) people.keep([toWork({ profile }, personId)], leases)
  expect(people.recall(toWork({}, 'bea'), lease, 100)).toBe(false)
  expect(people.recall(toWork({}, 'ana'), lease, 100)).toBe(true)
})

test('runs of a batch are counted into the tallies as the database would count them', () => {
  const run = (
    entryNumber: number,
    endedAt: number | null,
    correlation = '',
  ): Parameters<typeof foldTallies>[1][0] => ({
    personId: 'ana',
    journeyId: 'j',
    correlation,
    entryNumber,
    endedAt,
  })
  const first = foldTallies([], [run(1, null), run(2, 50), run(3, 40), run(4, 70, 'order-1')])
  expect(first).toEqual([
    { personId: 'ana', journeyId: 'j', correlation: '', lastEntryNumber: 3, lastEndedAt: 50 },
    { personId: 'ana', journeyId: 'j', correlation: 'order-1', lastEntryNumber: 4, lastEndedAt: 70 },
  ])
  expect(foldTallies(first, [run(1, 90)])[0]).toMatchObject({ lastEntryNumber: 3, lastEndedAt: 90 })
})
