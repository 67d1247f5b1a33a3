import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import { askCells, tellMerge, tellRate, tellRefusal, toUnchangingRows } from '../testing/fixture-list.ts'
import type { FixtureTable, WorkedValue } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { PLANNED_PERSONS } from './k41-uplift.ts'
import { EXPERIMENT_FROM_LOG } from './from-log.ts'

// The always-valid p needs thirty in an arm: 31 of each, of whom 3 of the control buy and 28 of the treatment.

type Id = 'uplift-p'

const SIZE = 31
const name = (arm: 'c' | 't', place: number): string => `${arm}${String(place).padStart(2, '0')}`
const ALL = Array.from({ length: SIZE }, (_, place) => place)
const assigned = (user: string, when = '2026-11-05T10:00:00Z'): Told => ({
  event: 'Assignment Made',
  at: when,
  user,
  properties: { experiment_id: 'e', arm: user.startsWith('c') ? 'control' : 'treatment' },
})
const bought = (user: string, rest: Partial<Told> = {}): Told => ({
  event: 'Order Completed',
  at: '2026-11-10T10:00:00Z',
  user,
  amount: 1_000,
  properties: { order_id: user },
  ...rest,
})
const BUYERS = [
  ...[0, 1, 2].map((place) => name('c', place)),
  ...ALL.slice(0, 28).map((place) => name('t', place)),
]
const STORY: readonly Told[] = [
  ...ALL.map((place) => assigned(name('c', place))),
  ...ALL.map((place) => assigned(name('t', place))),
  ...BUYERS.map((user) => bought(user)),
]
const isOrder = ({ event }: Told): boolean => event === 'Order Completed'
const REFUND: Told = {
  event: 'Order Refunded',
  at: '2026-11-12T10:00:00Z',
  user: 't00',
  properties: { order_id: 't00' },
}

/** Bought, and assigned. */
type Arm = readonly [bought: number, n: number]

/**
 * The least of 1 ÷ (√(g/(g+n)) · exp(½z²·n/(g+n))) over looks, at most 1, written out anew: z by the sample variances,
 * g = N ÷ (−W₋₁(−α²/e) − 1) for N planned persons, w − ln w = 1 − 2 ln α solved by iteration.
 */
function toLeastP(looks: readonly { readonly c: Arm; readonly t: Arm }[]): number {
  let w = 9
  for (let round = 0; round < 100; round++) w = 1 - 2 * Math.log(0.05) + Math.log(w)
  const g = PLANNED_PERSONS / (w - 1)
  const variance = ([x, n]: Arm): number => ((x / n) * (1 - x / n)) / (n - 1)
  const ps = looks.map(({ c, t }) => {
    const n = c[1] + t[1]
    const squared = (t[0] / t[1] - c[0] / c[1]) ** 2 / (variance(c) + variance(t))
    return 1 / (Math.sqrt(g / (g + n)) * Math.exp((squared * n) / (2 * (g + n))))
  })
  return Math.min(1, ...ps)
}

/** The windows of all close at once, those of the control are read first: there are looks at 30 and 31 of the treatment. */
const USUAL = {
  'uplift-p': [
    toLeastP([
      { c: [3, 31], t: [28, 30] },
      { c: [3, 31], t: [28, 31] },
    ]),
    'ok',
  ],
} as const satisfies Record<Id, WorkedValue>
const NOTHING = { 'uplift-p': null } as const

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: isOrder,
    parted: ['c30', 't30'],
  }),
  'denominator 0': {
    told: STORY.filter(({ user }) => user?.startsWith('t')),
    is: NOTHING,
    why: 'no control',
  },
  'one person': {
    told: [assigned('c00'), assigned('t00'), bought('t00')],
    is: NOTHING,
    why: 'one in each arm',
  },
  're-entry': {
    told: [...STORY, assigned('c30', '2026-11-12T10:00:00Z'), bought('c30', { at: '2026-11-25T10:00:00Z' })],
    is: USUAL,
    why: 'assigned again: 14 days run from the first time',
  },
  'full refund': { told: [...STORY, REFUND], is: USUAL, why: 'who gave it back had bought' },
  'partial refund': {
    told: [...STORY, { ...REFUND, amount: 500 }],
    is: USUAL,
    why: 'so had who gave back a part',
  },
  'two currencies, one without a rate': {
    told: [
      tellRate('2026-11-10', 0.5),
      ...STORY.map((one) =>
        isOrder(one) ? { ...one, currency: one.user?.startsWith('c') ? 'USD' : 'GBP' } : one,
      ),
    ],
    is: USUAL,
    why: 'that somebody bought is known without its worth',
  },
  'day of 25 hours': {
    told: [
      ...STORY.map((one) => ({
        ...one,
        at: isOrder(one) ? '2026-10-26T10:00:00+01:00' : '2026-10-12T10:00:00+02:00',
      })),
      bought('c30', { at: '2026-10-26T10:00:01+01:00' }),
    ],
    settings: { window: { from: at('2026-09-30T22:00:00Z'), to: at('2026-10-31T23:00:00Z') } },
    is: USUAL,
    why: '14 civil days hold an hour more; their last moment counts, a second later does not',
  },
  'day of 23 hours': {
    told: [
      ...STORY.map((one) => ({
        ...one,
        at: isOrder(one) ? '2026-03-30T10:00:00+02:00' : '2026-03-16T10:00:00+01:00',
      })),
      bought('c30', { at: '2026-03-30T10:00:01+02:00' }),
    ],
    settings: { window: { from: at('2026-02-28T23:00:00Z'), to: at('2026-03-31T22:00:00Z') } },
    is: USUAL,
    why: '14 civil days hold an hour less; a second after them is too late although 336 hours are not over',
  },
  merge: {
    told: [...STORY, ...tellMerge(['c30', 't30'], 'for good')],
    is: { 'uplift-p': [toLeastP([{ c: [3, 30], t: [28, 30] }]), 'ok'] },
    why: 'one person in two arms is in neither',
  },
  'consent withdrawn': {
    told: [tellRefusal('t00'), ...STORY],
    is: { 'uplift-p': [toLeastP([{ c: [3, 31], t: [27, 30] }]), 'ok'] },
    why: 'a buyer less',
  },
}

test.each(askCells(EXPERIMENT_FROM_LOG, ROWS))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)

test('the p of the story says something', () => {
  expect(USUAL['uplift-p'][0]).toBeLessThan(1)
})
