import { EnrollmentId } from '@periplo/model'
import { expect, test } from 'vitest'
import { toEnrollmentId, toKeyHash, toPartition } from './hashing.ts'

const WORKSPACE = '0198c0de-0000-7000-8000-00000000000a'
const JOURNEY = '0198c0de-0000-7000-8000-00000000000b'
const input = { workspaceId: WORKSPACE, partitionId: 3, offset: 41 }
const place = { journeyId: JOURNEY, nodeId: 'in' }

test('an enrollment id is a UUID, the same for the same input for ever', () => {
  expect(EnrollmentId.safeParse(toEnrollmentId(input, place)).success).toBe(true)
  expect(toEnrollmentId(input, place)).toBe(toEnrollmentId({ ...input }, { ...place }))
})

test.each([
  { other: toEnrollmentId({ ...input, workspaceId: JOURNEY }, place), why: 'workspace' },
  { other: toEnrollmentId({ ...input, offset: 42 }, place), why: 'offset' },
  { other: toEnrollmentId({ ...input, partitionId: 34, offset: 1 }, place), why: 'digits moved over' },
  { other: toEnrollmentId(input, { ...place, nodeId: 'in2' }), why: 'node' },
  { other: toEnrollmentId(input, { ...place, journeyId: WORKSPACE }), why: 'journey' },
])('it is another for any other $why', ({ other }) => {
  expect(other).not.toBe(toEnrollmentId(input, place))
})

test('parts are kept apart', () => {
  expect(toKeyHash('ab', 'c')).not.toBe(toKeyHash('a', 'bc'))
})

test('a person stays in one of the 64 partitions', () => {
  expect(toPartition('0198c0de-0000-7000-8000-0000000000ff')).toBe(63)
  expect(toPartition('0198c0de-0000-7000-8000-000000000100')).toBe(0)
})
