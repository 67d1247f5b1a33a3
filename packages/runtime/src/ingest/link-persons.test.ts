import type { Identifier, IdentifierKind, TrackedEvent } from '@periplo/model'
import type { PersonRef } from '@periplo/store'
import { expect, test } from 'vitest'
import { linkPersons } from './link-persons.ts'

const toRef = (personId: string, since: number, named = false): PersonRef => ({
  personId,
  partitionId: since,
  since,
  named,
})
/** Older persons have the smaller number; the capital ones have a user id of their own. */
const A = toRef('A', 1, true)
const B = toRef('B', 2, true)
const x = toRef('x', 1)
const y = toRef('y', 2)
const z = toRef('z', 3)
const NEW = toRef('new', 9)

/** `user:ana` as an identifier. */
function toIdentifier(text: string): Identifier {
  const [kind = '', value = ''] = text.split(':')
  return { kind: kind as IdentifierKind, value } // oxlint-disable-line typescript/no-unsafe-type-assertion -- the table below is the check
}

const toEvent = (identifiers: readonly string[], previous?: string): TrackedEvent => ({
  eventId: '1',
  type: previous === undefined ? 'track' : 'alias',
  name: 'Page Viewed',
  occurredAt: 0,
  channel: 'web',
  identifiers: identifiers.map(toIdentifier),
  ...(previous === undefined ? {} : { previous: toIdentifier(previous) }),
  properties: {},
  flags: [],
})

interface Row {
  readonly ids: readonly string[]
  readonly previous?: string
  readonly known: Readonly<Record<string, PersonRef>>
  readonly person: string
  readonly fresh: readonly string[]
  readonly lost: readonly string[]
  readonly why: string
}

test.each<Row>([
  {
    ids: ['user:ana'],
    previous: 'user:ana',
    known: {},
    person: 'new',
    fresh: ['user:ana'],
    lost: [],
    why: 'an alias of oneself links once',
  },
  {
    ids: ['user:ana', 'anonymous:a1'],
    previous: 'anonymous:a1',
    known: {},
    person: 'new',
    fresh: ['user:ana', 'anonymous:a1'],
    lost: [],
    why: 'an alias of the visitor who says it links each once',
  },
  {
    ids: ['anonymous:a1'],
    known: {},
    person: 'new',
    fresh: ['anonymous:a1'],
    lost: [],
    why: 'nobody has seen them',
  },
  {
    ids: ['anonymous:a1'],
    known: { 'anonymous:a1': x },
    person: 'x',
    fresh: [],
    lost: [],
    why: 'seen before',
  },
  {
    ids: ['user:ana', 'anonymous:a1'],
    known: { 'anonymous:a1': x },
    person: 'x',
    fresh: ['user:ana'],
    lost: [],
    why: 'somebody anonymous gives a name',
  },
  {
    ids: ['user:ana', 'anonymous:a1'],
    known: { 'user:ana': A, 'anonymous:a1': y },
    person: 'A',
    fresh: [],
    lost: ['y'],
    why: 'a known person on a new device: the older survives',
  },
  {
    ids: ['user:bea', 'anonymous:a1'],
    known: { 'user:bea': B, 'anonymous:a1': x },
    person: 'x',
    fresh: [],
    lost: ['B'],
    why: 'the older survives, also when it was anonymous',
  },
  {
    ids: ['user:bea', 'anonymous:tablet'],
    known: { 'user:bea': B, 'anonymous:tablet': A },
    person: 'B',
    fresh: [],
    lost: [],
    why: 'a shared device never makes two users one',
  },
  {
    ids: ['user:bea', 'email:family'],
    known: { 'email:family': A },
    person: 'new',
    fresh: ['user:bea'],
    lost: [],
    why: 'a shared address neither: whoever is new is somebody else',
  },
  {
    ids: ['user:ana', 'email:a', 'phone:1'],
    known: { 'user:ana': A, 'email:a': y, 'phone:1': z },
    person: 'A',
    fresh: [],
    lost: ['y', 'z'],
    why: 'three become one at once',
  },
  {
    ids: ['email:a', 'anonymous:a1'],
    known: { 'email:a': y, 'anonymous:a1': x },
    person: 'x',
    fresh: [],
    lost: ['y'],
    why: 'an address tells that two strangers are one',
  },
  {
    ids: ['email:a', 'anonymous:a1'],
    known: { 'email:a': B, 'anonymous:a1': x },
    person: 'x',
    fresh: [],
    lost: ['B'],
    why: 'whoever has a user id is certain; the stranger beside them is theirs',
  },
  {
    ids: ['user:bea'],
    previous: 'user:ana',
    known: { 'user:bea': B, 'user:ana': A },
    person: 'A',
    fresh: [],
    lost: ['B'],
    why: 'alias says so: two users are one',
  },
  {
    ids: ['user:bea'],
    previous: 'user:ana',
    known: { 'user:ana': A },
    person: 'A',
    fresh: ['user:bea'],
    lost: [],
    why: 'alias gives somebody another user id nobody has yet',
  },
  {
    ids: ['user:bea'],
    previous: 'anonymous:a1',
    known: { 'anonymous:a1': x },
    person: 'x',
    fresh: ['user:bea'],
    lost: [],
    why: 'a browser tells who its stranger was',
  },
  {
    ids: ['user:bea'],
    previous: 'anonymous:a1',
    known: {},
    person: 'new',
    fresh: ['user:bea', 'anonymous:a1'],
    lost: [],
    why: 'an alias of two names nobody knows is one new person',
  },
])('$why', ({ ids, previous, known, person, fresh, lost }) => {
  const find = ({ kind, value }: Identifier): PersonRef | undefined => known[`${kind}:${value}`]
  const linking = linkPersons(toEvent(ids, previous), find, () => NEW)
  expect({
    person: linking.person.personId,
    isNew: linking.isNew,
    fresh: linking.fresh.map(({ kind, value }) => `${kind}:${value}`),
    lost: linking.merges.map(({ loser }) => loser.personId),
  }).toEqual({ person, isNew: person === 'new', fresh, lost })
  for (const { winner } of linking.merges) expect(winner.personId).toBe(person)
})

test('whoever takes in somebody with a user id has one', () => {
  const known: Readonly<Record<string, PersonRef>> = { 'user:bea': B, 'anonymous:a1': x }
  const find = ({ kind, value }: Identifier): PersonRef | undefined => known[`${kind}:${value}`]
  const { person } = linkPersons(toEvent(['user:bea', 'anonymous:a1']), find, () => NEW)
  expect(person).toMatchObject({ personId: 'x', named: true })
})
