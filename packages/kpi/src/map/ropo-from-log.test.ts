import { expect, test } from 'vitest'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { measureRopo } from './ropo-from-log.ts'

const SHOE = { sku: 'shoe', category: 'Shoes' }
const sale = (told: Partial<Told> = {}): Told => ({
  event: 'Order Completed',
  at: '2026-11-20T12:00:00Z',
  user: 'ana',
  channel: 'pos',
  amount: 5_000,
  properties: { order_id: told.user ?? 'o', store_id: 's1', products: [SHOE] },
  ...told,
})
const look = (told: Partial<Told> = {}): Told => ({
  event: 'Product Viewed',
  at: '2026-11-10T12:00:00Z',
  user: 'ana',
  channel: 'web',
  properties: SHOE,
  ...told,
})

test.each<{ told: readonly Told[]; value: number | null; status: string; why: string }>([
  { told: [], value: null, status: 'no_data', why: 'nothing was sold' },
  { told: [sale(), look()], value: 1, status: 'small_n', why: 'the same category, ten days before' },
  { told: [sale()], value: 0, status: 'small_n', why: 'nobody looked' },
  {
    told: [sale(), look({ at: '2026-10-10T12:00:00Z' })],
    value: 0,
    status: 'small_n',
    why: 'too long before',
  },
  { told: [sale(), look({ at: '2026-11-21T12:00:00Z' })], value: 0, status: 'small_n', why: 'afterwards' },
  { told: [sale(), look({ channel: 'store' })], value: 0, status: 'small_n', why: 'in the shop' },
  {
    told: [sale(), look({ properties: { category: 'Hats' } })],
    value: 0,
    status: 'small_n',
    why: 'for something else',
  },
  { told: [sale({ channel: 'web' }), look()], value: null, status: 'no_data', why: 'an online sale' },
  {
    told: [sale({ properties: { order_id: 'o', fulfilment: 'bopis', products: [SHOE] } }), look()],
    value: null,
    status: 'no_data',
    why: 'bought online, fetched in a shop',
  },
  {
    told: [sale(), look(), look({ user: 'eva' }), sale({ user: 'eva' }), sale({ user: 'tom' })],
    value: 2 / 3,
    status: 'small_n',
    why: 'every order is scored by itself',
  },
])('of known orders $value had research before ($why)', ({ told, value, status }) => {
  const { cells } = measureRopo(tellLog(told), settingsOf())
  const headline = cells.find(({ level, days }) => level === 'category' && days === 30)
  expect(headline?.orderRate).toMatchObject({ value, status })
})

test('coverage counts unknown buyers, and bounds say what they could change', () => {
  const told = [
    sale(),
    look(),
    { ...sale({ properties: { order_id: 'x', products: [SHOE] } }), user: undefined },
  ]
  const { coverage, cells } = measureRopo(
    tellLog(told.map(({ user, ...rest }) => (user === undefined ? rest : { ...rest, user }))),
    settingsOf(),
  )
  expect(coverage.value).toBe(0.5)
  expect(cells.find(({ level, days }) => level === 'any' && days === 7)?.orderRate.interval).toMatchObject({
    lo: 0,
    hi: 0.5,
    method: 'bounds',
  })
  expect(cells.find(({ level, days }) => level === 'sku' && days === 14)?.orderRate).toMatchObject({
    value: 1,
    interval: { lo: 0.5, hi: 1 },
  })
})
