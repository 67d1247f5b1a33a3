import { describe, expect, test } from 'vitest'
import type { LogSettings } from '../log/kpi-log.ts'
import { at } from '../testing/sample-journey.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { VALUE_FROM_LOG } from './from-log.ts'
import { toBreadthCohort } from './k42-breadth-retention.ts'

const order = (user: string, day: string, rest: Partial<Told> = {}): Told => ({
  event: 'Order Completed',
  at: day.includes('T') ? day : `${day}T11:00:00Z`,
  user,
  channel: 'web',
  amount: 1_000,
  properties: { order_id: `${user}-${day}` },
  ...rest,
})
const seen = (user: string, channel: Told['channel'], day = '2026-11-10'): Told => ({
  event: 'Page Viewed',
  at: `${day}T10:00:00Z`,
  user,
  ...(channel !== undefined && { channel }),
})
const again = (user: string): Told => order(user, '2026-12-10')

/** One customer: channels and touches of the first month, and whether they came back. */
const draw = (told: readonly Told[], settings: Partial<LogSettings> = {}) => {
  const { customers, open } = toBreadthCohort(tellLog(told, settings), settingsOf(settings))
  const lines = customers.map(
    ({ channels, touches, succeeded }) => `${channels.join('+')} ${touches}${succeeded ? ' again' : ''}`,
  )
  return [...lines, ...(open > 0 ? [`${open} open`] : [])]
}

test.each<{ told: Told[]; is: string[]; settings?: Partial<LogSettings>; why: string }>([
  { told: [], is: [], why: 'empty' },
  { told: [seen('u', 'app')], is: [], why: 'nobody bought' },
  { told: [order('u', '2026-11-02')], is: ['web 1'], why: 'one person, once' },
  { told: [order('u', '2026-11-02'), again('u')], is: ['web 1 again'], why: 'and again in December' },
  {
    told: [again('u'), seen('u', 'pos'), order('u', '2026-11-02')],
    is: ['store+web 2 again'],
    why: 'out of order',
  },
  {
    told: [order('u', '2026-11-02', { id: 'x' }), order('u', '2026-11-02', { id: 'x' })],
    is: ['web 1'],
    why: 'a message that comes twice is one',
  },
  {
    told: [order('u', '2026-11-02'), seen('u', 'app', '2026-12-09'), again('u')],
    is: ['web 1 again'],
    why: 'channels met while coming back do not count',
  },
  {
    told: [order('u', '2026-11-30T22:30:00Z'), order('u', '2026-11-30T23:30:00Z')],
    is: ['web 1 again'],
    why: 'half past midnight in Madrid is December',
  },
  {
    told: [order('u', '2026-10-02'), order('u', '2026-11-02')],
    is: [],
    why: 'the first order lies before the window',
  },
  {
    told: [order('u', '2026-11-02'), order('v', '2026-11-03')],
    settings: { asOf: at('2026-12-31T22:59:59Z') },
    is: ['2 open'],
    why: 'December is not over for another second',
  },
  {
    told: [order('u', '2026-11-02', { consent: 'denied' })],
    is: [],
    why: 'who may not be counted is nobody',
  },
])('customers are $is ($why)', ({ told, is, settings }) => {
  expect(draw(told, settings)).toEqual(is)
})

describe('the lift of several channels', () => {
  const read = (id: 'retention-lift' | 'retention-lift-matched', told: readonly Told[], settings = {}) =>
    VALUE_FROM_LOG[id](tellLog(told, settings), settingsOf(settings))[0]?.value
  const first = (...users: string[]) => users.map((user) => order(user, '2026-11-02'))

  // Two touches: a, b on two channels, c, d on one; of each pair one comes back. One touch: e, f, neither does.
  const told = [
    ...first('a', 'b', 'c', 'd', 'e', 'f'),
    ...['a', 'b'].map((user) => seen(user, 'store')),
    ...['c', 'd'].map((user) => seen(user, 'web')),
    again('a'),
    again('c'),
  ]

  test('is raw 1/2 − 1/4, and nothing among customers who did as much (by hand)', () => {
    expect(read('retention-lift', told)).toMatchObject({
      value: 0.25,
      n: 2,
      interval: { method: 'newcombe' },
    })
    expect(read('retention-lift-matched', told)).toMatchObject({ value: 0, n: 2 })
  })

  test('puts strata together by what each can tell (by hand)', () => {
    // Four touches: g on two channels comes back, h on one does not: 1, weight 1·1/2. Beside 0, weight 2·2/4.
    const busy = (user: string, channel: Told['channel']) =>
      [11, 12, 13].map((day) => seen(user, channel, `2026-11-${day}`))
    const more = [...told, ...first('g', 'h'), ...busy('g', 'app'), ...busy('h', 'web'), again('g')]
    expect(read('retention-lift-matched', more)?.value).toBeCloseTo(0.5 / (0.5 + 1), 12)
  })

  test('has nothing to tell where nobody used several channels, and waits for months that are not over', () => {
    expect(read('retention-lift', first('a', 'b'))).toMatchObject({ value: null, status: 'no_data' })
    const early = { asOf: at('2026-12-15T00:00:00Z') }
    expect(read('retention-lift', told, early)).toMatchObject({
      value: null,
      flags: expect.arrayContaining(['immature']),
    })
  })
})
