import { describe, expect, test } from 'vitest'
import { CART_FROM_LOG } from '../carts/from-log.ts'
import { addDays, dayOf, listDays, startOfDay } from '../civil-day.ts'
import { ORDER_FROM_LOG } from '../orders/from-log.ts'
import { tellSampleLog } from '../testing/sample-log.ts'
import { settingsOf, tell } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { TRAFFIC_FROM_LOG } from '../traffic/from-log.ts'
import { toMeasure } from '../measure.ts'
import type { MeasuredValue } from '../measured-value.ts'
import type { KpiLog, LogSettings } from './kpi-log.ts'
import { listRestatements } from './restatements.ts'
import { toKpiLog } from './to-kpi-log.ts'

const SETTINGS = settingsOf()
const shown = (at: string, received: string): Told => ({
  event: 'Ad Impression',
  at,
  received,
  channel: 'display',
})
const onTime = shown('2026-11-10T10:00:00Z', '2026-11-10T10:00:00Z')

describe('a sealed day', () => {
  test.each([
    { told: [], found: [], why: 'nothing was ever told' },
    { told: [onTime], found: [], why: 'nothing came late' },
    {
      told: [onTime, shown('2026-11-10T11:00:00Z', '2026-11-13T22:59:59Z')],
      found: [],
      why: 'late, but before the seal',
    },
    {
      told: [onTime, shown('2026-11-10T11:00:00Z', '2026-11-13T23:00:00Z')],
      found: [{ day: '2026-11-10', before: 1, after: 2 }],
      why: 'at the seal',
    },
    {
      told: [shown('2026-11-10T11:00:00Z', '2026-11-20T10:00:00Z')],
      found: [{ day: '2026-11-10', before: 0, after: 1 }],
      why: 'the first and only event of its day',
    },
  ])('is restated by $found ($why)', ({ told, found }) => {
    const restated = listRestatements(tell(told), SETTINGS, TRAFFIC_FROM_LOG.impressions)
    const whole = restated.filter(({ breakdown }) => Object.keys(breakdown).length === 0)
    const figures = whole.map(({ day, before, after }) => ({
      day,
      before: before?.value,
      after: after?.value,
    }))
    expect(figures).toEqual(found)
  })

  test('says which event, and when it arrived', () => {
    const told = [onTime, { ...shown('2026-11-10T11:00:00Z', '2026-11-20T10:00:00Z'), id: 'late' }]
    const [first] = listRestatements(tell(told), SETTINGS, TRAFFIC_FROM_LOG.impressions)
    expect(first).toMatchObject({ because: ['late'], restatedAt: Date.parse('2026-11-20T10:00:00Z') })
  })

  test('is not restated by what nobody had heard of at the time of asking', () => {
    const told = [onTime, shown('2026-11-10T11:00:00Z', '2026-11-20T10:00:00Z')]
    const early = settingsOf({ asOf: Date.parse('2026-11-19T00:00:00Z') })
    expect(listRestatements(tell(told), early, TRAFFIC_FROM_LOG.impressions)).toEqual([])
  })
})

describe('what is learnt after the seal of who is who, or was erased,', () => {
  const seen = (id: Partial<Told>): Told => ({ event: 'Page Viewed', at: '2026-11-10T10:00:00Z', ...id })
  const linked = (event: string, at: string): Told => ({
    event,
    at,
    properties: { ids: ['user:ana', 'anonymous:d'] },
  })
  const erased = (at: string): Told => ({
    event: 'Subject Request Closed',
    at,
    id: 'erased',
    user: 'ana',
    properties: { kind: 'erasure' },
  })
  const BOTH = [seen({ user: 'ana' }), seen({ device: 'd', step: 1 })]
  const countPersons = (log: KpiLog, { window }: LogSettings): readonly MeasuredValue<'persons'>[] => {
    const persons = [...log.byPerson.values()].filter((own) =>
      own.some(({ timestamp }) => timestamp >= window.from && timestamp < window.to),
    )
    const counted = { value: persons.length, numerator: persons.length, denominator: null, n: 99 }
    const value = toMeasure({ definitionVersion: 'T.1', unit: 'count', interval: null, ...counted }, SETTINGS)
    return [{ measure: 'persons', breakdown: {}, value }]
  }

  test.each([
    { told: [linked('Identity Linked', '2026-11-13T22:59:59Z')], found: [], why: 'known when it was sealed' },
    {
      told: [linked('Identity Linked', '2026-11-13T23:00:00Z')],
      found: [{ before: 2, after: 1, beforeErasure: false }],
      why: 'one person after all',
    },
    {
      told: [
        linked('Identity Linked', '2026-11-11T10:00:00Z'),
        linked('Identity Unlinked', '2026-11-20T10:00:00Z'),
      ],
      found: [{ before: 1, after: 2, beforeErasure: false }],
      why: 'two after all',
    },
    {
      told: [
        linked('Identity Linked', '2026-11-19T10:00:00Z'),
        linked('Identity Unlinked', '2026-11-20T10:00:00Z'),
      ],
      found: [],
      why: 'taken together and apart again',
    },
    {
      told: [seen({ at: '2026-11-20T10:00:00Z', user: 'ana', device: 'd' })],
      found: [{ before: 2, after: 1, beforeErasure: false }],
      why: 'the device is hers, as is seen ten days later',
    },
    {
      told: [seen({ at: '2026-11-20T10:00:00Z', user: 'eva', device: 'new' })],
      found: [],
      why: 'nobody who had been here',
    },
    {
      told: [erased('2026-11-20T10:00:00Z')],
      found: [{ before: 2, after: 1, beforeErasure: true }],
      why: 'the sealed figure is from before the erasure',
    },
    { told: [erased('2026-11-12T10:00:00Z')], found: [], why: 'she was gone when it was sealed' },
  ])('restates a day by $found ($why)', ({ told, found }) => {
    const restated = listRestatements(tell([...BOTH, ...told]), SETTINGS, countPersons)
    const own = restated.filter(({ day }) => day === '2026-11-10')
    const figures = own.map(({ before, after, beforeErasure }) => ({
      before: before?.value,
      after: after?.value,
      beforeErasure,
    }))
    expect(figures).toEqual(found)
  })

  test('is named as the cause', () => {
    const told = [...BOTH, erased('2026-11-20T10:00:00Z')]
    const [first] = listRestatements(tell(told), SETTINGS, countPersons)
    expect(first).toMatchObject({ because: ['erased'], restatedAt: Date.parse('2026-11-20T10:00:00Z') })
  })
})

describe('over a log of everything', () => {
  const events = tellSampleLog(3)
  const days = listDays({ from: '2026-11-01', to: '2026-12-01' })
  const dayOnly = (day: string) => ({
    ...SETTINGS,
    window: { from: startOfDay(day, SETTINGS.zone), to: startOfDay(addDays(day, 1), SETTINGS.zone) },
  })

  test('a restatement is what a computation from scratch says', () => {
    const log = toKpiLog(events, SETTINGS)
    const restated = listRestatements(events, SETTINGS, ORDER_FROM_LOG['omnichannel-conversion'])
    expect(restated.length).toBeGreaterThan(0)
    for (const { day, breakdown, after } of restated) {
      const scratch = ORDER_FROM_LOG['omnichannel-conversion'](log, dayOnly(day)).find(
        (value) => JSON.stringify(value.breakdown) === JSON.stringify(breakdown),
      )
      expect(scratch?.value ?? null).toEqual(after)
    }
  })

  test('without restatements the sealed figures are the figures', () => {
    const sealed = events.filter(({ timestamp, receivedAt }) => receivedAt === timestamp)
    expect(listRestatements(sealed, SETTINGS, ORDER_FROM_LOG['average-order-value'])).toEqual([])
  })

  test('the days add up to the window', () => {
    const log = toKpiLog(events, SETTINGS)
    const whole = (settings: typeof SETTINGS) =>
      CART_FROM_LOG['cart-abandonment'](log, settings)[0]?.value.n ?? 0
    expect(days.reduce((sum, day) => sum + whole(dayOnly(day)), 0)).toBe(whole(SETTINGS))
    expect(dayOf(SETTINGS.window.from, SETTINGS.zone)).toBe(days[0])
  })

  test('a log read in two parts is the log read at once, also where they overlap', () => {
    const [first, second] = [events.slice(0, 250), events.slice(200)]
    const { counts: _, ...parts } = toKpiLog([...second, ...first], SETTINGS)
    const { counts: __, ...whole } = toKpiLog(events, SETTINGS)
    expect(parts).toEqual(whole)
  })
})
