import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { toEngagement } from './person-engagement.ts'

const asOf = at('2026-11-29T23:00:00Z')
const settings = settingsOf({ asOf })
const seen = (user: string, when: string, rest: Partial<Told> = {}): Told => ({
  event: 'Product Viewed',
  at: when,
  user,
  ...rest,
})
const read = (told: readonly Told[]) => {
  const { persons, reference } = toEngagement(tellLog(told, { asOf }), settings)
  return { reference, of: (user: string) => persons.find(({ personId }) => personId === `user:${user}`) }
}

test('the reference is the 28 days before the last 28: a busy month does not look usual', () => {
  const { reference, of } = read([
    ...[1, 2, 3].map((hour) => seen('ana', `2026-10-20T0${hour}:00:00Z`)),
    ...[1, 2, 3, 4, 5, 6].map((hour) => seen('ana', `2026-11-29T1${hour}:00:00Z`)),
  ])
  expect(reference).toMatchObject({ f95: 3, persons: 1, isPresent: false })
  expect(of('ana')?.imc?.frequencyPart).toBe(1)
})

test('without anybody active before, the present stands in and says so', () => {
  expect(read([seen('ana', '2026-11-29T10:00:00Z')]).reference).toMatchObject({ f95: 1, isPresent: true })
  expect(read([]).reference).toBeNull()
})

test('28 civil days hold 28 × 24 hours and one more where clocks went back', () => {
  const back = settingsOf({ asOf: at('2026-11-10T10:00:00Z') })
  const told = [seen('ana', '2026-10-13T09:00:00Z'), seen('eva', '2026-10-13T08:59:59Z')]
  const { persons } = toEngagement(tellLog(told, back), back)
  expect(persons.map(({ personId, frequency }) => [personId, frequency])).toEqual([
    ['user:ana', 1],
    ['user:eva', 0],
  ])
})

test.each([
  { extra: {}, addressable: 2, why: 'web and store are open to everybody; e-mail needs an address' },
  { extra: { email: 'ana@example.es' }, addressable: 3, why: 'with an address it counts' },
])('$addressable channels are addressable ($why)', ({ extra, addressable }) => {
  const { of } = read([
    seen('ana', '2026-11-20T10:00:00Z', extra),
    seen('eva', '2026-11-20T10:00:00Z', { channel: 'store' }),
    seen('luz', '2026-11-20T10:00:00Z', { channel: 'email', email: 'luz@example.es' }),
  ])
  expect(of('ana')?.channelsAddressable).toBe(addressable)
})

test('a refused channel is not addressable, until it is allowed again', () => {
  const says = (state: string, when: string): Told => ({
    event: 'Consent Updated',
    at: when,
    user: 'ana',
    properties: { channel: 'web', purpose: 'marketing', state },
  })
  const shop = [
    seen('ana', '2026-11-20T10:00:00Z'),
    seen('eva', '2026-11-20T10:00:00Z', { channel: 'store' }),
  ]
  expect(read([...shop, says('denied', '2026-11-21T10:00:00Z')]).of('ana')?.channelsAddressable).toBe(1)
  const both = [says('denied', '2026-11-21T10:00:00Z'), says('granted', '2026-11-22T10:00:00Z')]
  expect(read([...shop, ...both]).of('ana')?.channelsAddressable).toBe(2)
})

test('somebody engaged who fell silent 61 days ago is dormant', () => {
  const { of } = read([
    ...[1, 2, 3, 4].map((day) => seen('ana', `2026-09-2${day}T10:00:00Z`)),
    seen('eva', '2026-11-29T10:00:00Z'),
  ])
  expect(of('ana')).toMatchObject({ segment: 'dormant', frequency: 0, imc: { value: 0 } })
})
