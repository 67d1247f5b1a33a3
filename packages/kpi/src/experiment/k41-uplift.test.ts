import { describe, expect, test } from 'vitest'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { EXPERIMENT_FROM_LOG } from './from-log.ts'
import { measureUplift } from './k41-uplift.ts'
import { measureValueUplift } from './k41-value-uplift.ts'
import { listLooks } from './looks.ts'

const FRAME = settingsOf()
const arms = (control: readonly [number, number], treatment: readonly [number, number]) => ({
  control: { successes: control[0], n: control[1] },
  treatment: { successes: treatment[0], n: treatment[1] },
})

describe('uplift', () => {
  test.each([
    { c: [0, 0], t: [0, 0], value: null, relative: null, status: 'no_data', why: 'nobody' },
    { c: [0, 0], t: [1, 1], value: null, relative: null, status: 'no_data', why: 'no control' },
    {
      c: [0, 40],
      t: [4, 40],
      value: 0.1,
      relative: null,
      status: 'ok',
      why: 'nobody of the control converts',
    },
    { c: [1, 1], t: [0, 1], value: -1, relative: -1, status: 'small_n', why: 'one person each' },
    { c: [10, 100], t: [12, 100], value: 0.02, relative: 0.2, status: 'ok', why: '12 % less 10 %' },
    {
      c: [48, 80],
      t: [56, 70],
      value: 0.2,
      relative: 1 / 3,
      status: 'ok',
      why: 'Newcombe 1998, table II (a)',
    },
  ] as const)('$t against $c is $value ($why)', ({ c, t, value, relative, status }) => {
    const uplift = measureUplift(arms(c, t), FRAME)
    expect(uplift.absolute).toMatchObject({ status, unit: 'rate' })
    expectNear(uplift.absolute.value, value)
    expectNear(uplift.relative.value, relative)
  })

  test('the interval that may be watched is the wider one, and both hold the value', () => {
    const { absolute, absoluteAnytime } = measureUplift(arms([1_000, 10_000], [1_100, 10_000]), FRAME)
    expect(absoluteAnytime.value).toBe(absolute.value)
    const width = ({ interval }: typeof absolute) => (interval?.hi ?? 0) - (interval?.lo ?? 0)
    expect(width(absoluteAnytime)).toBeGreaterThan(width(absolute))
    expect(absolute.interval?.method).toBe('newcombe')
    expect(absoluteAnytime.interval?.method).toBe('always-valid')
  })

  test('a broken assignment is not read', () => {
    const broken = arms([1_000, 10_000], [1_000, 9_000])
    expect(measureUplift(broken, FRAME)).toMatchObject({
      absolute: { value: null, interval: null, status: 'estimated' },
      fixedTest: null,
      anytimeP: null,
      better: null,
      sampleRatio: { mismatch: true },
    })
    expect(measureUplift(broken, FRAME, { blockOnMismatch: false }).absolute.value).not.toBeNull()
    expect(
      measureUplift(broken, FRAME, { plannedShares: { control: 10, treatment: 9 } }).absolute.value,
    ).not.toBeNull()
  })

  test('a p once found small stays small, whatever comes after', () => {
    const strong = Array.from(
      { length: 400 },
      (_, at) => ({ arm: at % 2 ? 'treatment' : 'control', converted: at % 2 === 1 }) as const,
    )
    const weak = Array.from(
      { length: 4_000 },
      (_, at) => ({ arm: at % 2 ? 'treatment' : 'control', converted: at % 4 < 2 }) as const,
    )
    const looks = listLooks([...strong, ...weak])
    const last = looks.at(-1)
    expect(last && measureUplift(last, FRAME, { looks }).anytimeP).toBeLessThan(1e-6)
    expect(last && measureUplift(last, FRAME).anytimeP).toBeGreaterThan(1e-6)
  })

  test('fewer than thirty in an arm have no p of that kind', () => {
    expect(measureUplift(arms([0, 29], [29, 29]), FRAME).anytimeP).toBeNull()
  })
})

test('values: 3 more per person, all of it left after what was known before is taken out', () => {
  const rows = (add: number) =>
    Array.from({ length: 40 }, (_, at) => ({ value: 2 * at + add + (at % 2), before: at }))
  const found = measureValueUplift({ control: rows(0), treatment: rows(3) }, FRAME, {
    of: { unit: 'money', currency: 'EUR' },
  })
  expectNear(found.absolute.value, 3)
  expect(found.absolute).toMatchObject({ unit: 'money', currency: 'EUR', n: 40 })
  expectNear(found.adjusted?.value ?? null, 3)
  const width = (measure: typeof found.adjusted) =>
    (measure?.interval?.hi ?? 0) - (measure?.interval?.lo ?? 0)
  expect(width(found.adjusted)).toBeLessThan(width(found.absolute) / 10)
})

describe('experiments of a log', () => {
  const assigned = (user: string, arm: string, rest: Partial<Told> = {}): Told => ({
    event: 'Assignment Made',
    at: '2026-11-05T10:00:00Z',
    user,
    properties: { experiment_id: 'x', arm },
    ...rest,
  })
  const order = (user: string, at: string, rest: Partial<Told> = {}): Told => ({
    event: 'Order Completed',
    at,
    user,
    amount: 10_000,
    channel: 'pos',
    ...rest,
  })
  const both = [assigned('c', 'control'), assigned('t', 'new')]
  const uplift = (told: readonly Told[]) => EXPERIMENT_FROM_LOG.uplift(tellLog(told), FRAME)

  test.each([
    { told: [], value: null, why: 'no log' },
    { told: [assigned('t', 'new')], value: null, why: 'no control to compare with' },
    { told: both, value: 0, why: 'nobody bought' },
    { told: [...both, order('t', '2026-11-06T10:00:00Z')], value: 1, why: 'in a store: any channel counts' },
    { told: [...both, order('t', '2026-11-19T10:00:00Z')], value: 1, why: 'the very end of 14 days counts' },
    { told: [...both, order('t', '2026-11-19T10:00:01Z')], value: 0, why: 'a second later does not' },
    { told: [...both, order('t', '2026-11-05T09:59:59Z')], value: 0, why: 'bought before' },
    {
      told: [
        ...both,
        order('t', '2026-11-06T10:00:00Z', { id: 'a' }),
        order('t', '2026-11-06T10:00:00Z', { id: 'a' }),
      ],
      value: 1,
      why: 'one message twice',
    },
    {
      told: [order('t', '2026-11-06T10:00:00Z'), ...both],
      value: 1,
      why: 'the order in which the log was written means nothing',
    },
    {
      told: [
        ...both,
        assigned('t', 'new', { at: '2026-11-08T10:00:00Z' }),
        order('t', '2026-11-20T10:00:00Z'),
      ],
      value: 0,
      why: 're-entry: the first assignment counts',
    },
    {
      told: [
        ...both,
        order('t', '2026-11-06T10:00:00Z', { properties: { order_id: 'o' } }),
        { event: 'Order Refunded', at: '2026-11-07T10:00:00Z', user: 't', properties: { order_id: 'o' } },
      ],
      value: 1,
      why: 'a refund keeps the conversion in gross',
    },
    {
      told: [...both, order('t', '2026-11-06T10:00:00Z', { consent: 'denied' })],
      value: 0,
      why: 'consent withdrawn: not counted by person',
    },
    {
      told: [...both, order('t', '2026-11-06T10:00:00Z', { received: '2026-12-20T10:00:00Z' })],
      value: 1,
      why: 'late after the seal restates',
    },
  ])('$value ($why)', ({ told, value }) => {
    expect(uplift(told)[0]?.value.value).toBe(value)
  })

  test('a merge puts somebody into two arms, and out of the reading; taken back, they are two again', () => {
    const linked = (event: string, at: string): Told => ({ event, at, properties: { ids: ['c', 't'] } })
    const merged = [...both, linked('Identity Linked', '2026-11-10T00:00:00Z')]
    const count = (told: readonly Told[]) =>
      EXPERIMENT_FROM_LOG['in-two-arms'](tellLog(told), FRAME)[0]?.value.value
    expect(count(merged)).toBe(1)
    expect(count([...merged, linked('Identity Unlinked', '2026-11-11T00:00:00Z')])).toBe(0)
  })

  test('an open outcome window is nobody’s failure', () => {
    const soon = settingsOf({ asOf: Date.parse('2026-11-12T00:00:00Z') })
    const [found] = EXPERIMENT_FROM_LOG.uplift(tellLog(both, soon), soon)
    expect(found?.value).toMatchObject({ value: null, flags: ['no_data', 'immature', 'small_n'] })
  })

  test('a broken assignment withholds revenue, and hides nothing else that is to be said of it', () => {
    const many = Array.from({ length: 40 }, (_, at) => assigned(`t${at}`, 'new'))
    const late = assigned('t-late', 'new', { at: '2026-11-29T10:00:00Z' })
    const soon = settingsOf({ asOf: Date.parse('2026-12-05T00:00:00Z') })
    const [found] = EXPERIMENT_FROM_LOG['uplift-value'](tellLog([...both, ...many, late], soon), soon)
    expect(found?.value).toMatchObject({
      value: null,
      interval: null,
      status: 'immature',
      flags: ['immature', 'estimated', 'small_n'],
    })
  })

  test('the window of 14 days keeps its local time over the end of summer time', () => {
    const october = settingsOf({ window: { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) } })
    const start = { at: '2026-10-20T10:00:00Z' }
    const told = [
      assigned('c', 'control', start),
      assigned('t', 'new', start),
      order('t', '2026-11-03T11:00:00Z'),
    ]
    // 12:00 in Madrid on both days: 14 days and an hour later by the world's clock
    expect(EXPERIMENT_FROM_LOG.uplift(tellLog(told, october), october)[0]?.value.value).toBe(1)
  })

  test('revenue is net, in the reporting currency, and what has no rate is worth nothing', () => {
    const worth = (rest: Partial<Told>) =>
      EXPERIMENT_FROM_LOG['uplift-value'](
        tellLog([...both, order('t', '2026-11-06T10:00:00Z', { properties: { order_id: 'o' }, ...rest })]),
        FRAME,
      )[0]?.value.value
    expect(worth({})).toBe(10_000)
    expect(worth({ currency: 'USD', properties: { fx_rate: 0.9 } })).toBe(9_000)
    expect(worth({ currency: 'USD' })).toBe(0)
  })
})

function expectNear(value: number | null, expected: number | null): void {
  if (expected === null) expect(value).toBeNull()
  else expect(value).toBeCloseTo(expected, 12)
}
