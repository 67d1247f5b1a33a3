import { expect, test } from 'vitest'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import { FUNNEL_FROM_LOG } from './from-log.ts'

const LOG = tellLog([
  { event: 'Product Viewed', at: '2026-11-02T09:00:00Z', user: 'ana' },
  { event: 'Product Added', at: '2026-11-02T10:00:00Z', user: 'ana' },
  { event: 'Checkout Started', at: '2026-11-03T09:00:00Z', user: 'ana' },
  { event: 'Order Completed', at: '2026-11-16T09:00:00Z', user: 'ana' },
  { event: 'Product Viewed', at: '2026-11-02T09:00:00Z', user: 'eva' },
  { event: 'Product Viewed', at: '2026-10-02T09:00:00Z', user: 'before the window' },
])

test('the way from looking to buying, of people who first looked in the window', () => {
  const rates = FUNNEL_FROM_LOG['shopping-funnel'](LOG, settingsOf())
  expect(rates.map(({ breakdown, value }) => [breakdown['step'], value.value])).toEqual([
    [undefined, 0.5],
    ['1 Product Viewed', 1],
    ['2 Product Added', 0.5],
    ['3 Checkout Started', 0.5],
    ['4 Order Completed', 0.5],
  ])
  const times = FUNNEL_FROM_LOG['shopping-funnel-time'](LOG, settingsOf())
  expect(times[0]).toMatchObject({ breakdown: {}, value: { value: 14 * 24 * 3_600_000, n: 1 } })
  expect(times).toHaveLength(4)
})

test('without anybody there is a whole, and no data in it', () => {
  for (const measure of Object.values(FUNNEL_FROM_LOG))
    expect(measure(tellLog([]), settingsOf())[0]).toMatchObject({
      breakdown: {},
      value: { value: null, status: 'no_data' },
    })
})
