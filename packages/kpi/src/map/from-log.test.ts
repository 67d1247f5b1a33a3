import { describe, expect, test } from 'vitest'
import { toKpiLog } from '../log/to-kpi-log.ts'
import { tellSampleLog } from '../testing/sample-log.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { MAP_FROM_LOG, WORKSPACE_FROM_LOG } from './from-log.ts'

const FROM_LOG = { ...MAP_FROM_LOG, ...WORKSPACE_FROM_LOG }
const did = (event: string, at: string, rest: Partial<Told> = {}): Told => ({ event, at, user: 'u', ...rest })
const link = (event: 'Identity Linked' | 'Identity Unlinked', at: string): Told => ({
  event,
  at,
  properties: { ids: ['u', 'v'] },
})

function read(
  id: keyof typeof FROM_LOG,
  told: readonly Told[],
  {
    settings = settingsOf(),
    part = {},
  }: { settings?: ReturnType<typeof settingsOf>; part?: Record<string, string> } = {},
) {
  const values = FROM_LOG[id](tellLog(told, settings), settings)
  return values.find(({ breakdown }) => JSON.stringify(breakdown) === JSON.stringify(part))?.value
}

describe('the workspace’s funnel', () => {
  const page = (at = '2026-11-02T10:00:00Z', rest: Partial<Told> = {}) => did('Page Viewed', at, rest)
  const seen = (at: string, rest: Partial<Told> = {}) => did('Product Viewed', at, rest)
  test.each([
    { told: [], value: null, why: 'nobody' },
    { told: [page()], value: 0, why: 'one person who went no further' },
    { told: [page(), seen('2026-11-02T10:00:00Z')], value: 1, why: 'at the same instant is on time' },
    { told: [page(), seen('2026-12-02T10:00:00Z')], value: 1, why: 'the very end of 30 civil days' },
    { told: [page(), seen('2026-12-02T10:00:01Z')], value: 0, why: 'a second later' },
    { told: [seen('2026-11-01T10:00:00Z'), page()], value: 0, why: 'backwards is no conversion' },
    {
      told: [page(), seen('2026-11-01T10:00:00Z'), seen('2026-11-03T10:00:00Z')],
      value: 1,
      why: 'before and after',
    },
    { told: [seen('2026-11-03T10:00:00Z'), page()], value: 1, why: 'told out of order' },
    {
      told: [page(undefined, { id: 'a' }), page(undefined, { id: 'a' }), seen('2026-11-03T10:00:00Z')],
      value: 1,
      why: 'one message twice',
    },
    {
      told: [page(), page('2026-11-20T10:00:00Z'), seen('2026-11-21T10:00:00Z')],
      value: 1,
      why: 're-entry: the first time in the window counts',
    },
    {
      told: [page(), seen('2026-11-03T10:00:00Z', { received: '2026-12-20T10:00:00Z' })],
      value: 1,
      why: 'late after the seal',
    },
    {
      told: [page(), seen('2026-11-03T10:00:00Z', { consent: 'denied' })],
      value: 0,
      why: 'consent withdrawn',
    },
    { told: [page(), seen('2026-11-03T10:00:00Z', { user: 'v' })], value: 0, why: 'somebody else' },
    {
      told: [
        page(),
        seen('2026-11-03T10:00:00Z', { user: 'v' }),
        link('Identity Linked', '2026-11-20T00:00:00Z'),
      ],
      value: 1,
      why: 'who is the same',
    },
    {
      told: [
        page(),
        seen('2026-11-03T10:00:00Z', { user: 'v' }),
        link('Identity Linked', '2026-11-20T00:00:00Z'),
        link('Identity Unlinked', '2026-11-21T00:00:00Z'),
      ],
      value: 0,
      why: 'and then is not',
    },
    { told: [page('2026-10-31T22:59:59Z')], value: null, why: 'in October' },
  ])('awareness converts at $value ($why)', ({ told, value }) => {
    expect(read('workspace-conversion', told, { part: { stage: 'awareness' } })?.value).toBe(value)
  })

  test('30 days keep their local time over the end of summer time', () => {
    const october = settingsOf({ window: { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) } })
    const told = [page('2026-10-20T10:00:00Z'), seen('2026-11-19T11:00:00Z')]
    expect(read('workspace-conversion', told, { settings: october })?.value).toBe(1)
  })

  test('open windows are not judged', () => {
    const soon = settingsOf({ asOf: Date.parse('2026-11-20T00:00:00Z') })
    expect(read('workspace-conversion', [page()], { settings: soon })).toMatchObject({
      value: null,
      flags: ['no_data', 'immature', 'small_n'],
    })
  })

  test.each([
    {
      event: did('Survey Answered', '2026-11-05T10:00:00Z', { properties: { metric: 'nps', score: 9 } }),
      stage: 'advocacy',
      why: 'a promoter',
    },
    {
      event: did('Survey Answered', '2026-11-05T10:00:00Z', {
        properties: { metric: 'csat', score: 9, about: { issue_id: 'i' } },
      }),
      stage: 'service',
      why: 'about a case',
    },
    {
      event: did('Live Chat Conversation Started', '2026-11-05T10:00:00Z', {
        properties: { topic: 'presales' },
      }),
      stage: 'consideration',
      why: 'before the sale',
    },
    {
      event: did('Message Received', '2026-11-05T10:00:00Z', { channel: 'social_dm' }),
      stage: 'awareness',
      why: 'on a social network',
    },
    {
      event: did('Order Completed', '2026-11-05T10:00:00Z', { channel: 'pos' }),
      stage: 'decision',
      why: 'in any channel',
    },
  ])('$event.event stands for $stage ($why)', ({ event, stage }) => {
    const counted = ['awareness', 'consideration', 'decision', 'service', 'advocacy'].filter((one) => {
      const own = read('workspace-conversion', [event], { part: { stage: one } })?.n
      return (own ?? read('workspace-skips', [event], { part: { stage: one } })?.n ?? 0) > 0
    })
    expect(counted).toEqual([stage])
  })

  test('who was not seen in the stage before has skipped it', () => {
    const told = [
      seen('2026-11-03T10:00:00Z'),
      page('2026-11-02T10:00:00Z', { user: 'v' }),
      seen('2026-11-03T10:00:00Z', { user: 'v' }),
    ]
    expect(read('workspace-skips', told, { part: { stage: 'consideration' } })?.value).toBe(0.5)
  })
})

describe('research online, purchase offline, on a log', () => {
  const looked = (at: string, rest: Partial<Told> = {}) =>
    did('Product Viewed', at, { properties: { sku: 'a', category: 'Shoes' }, ...rest })
  const sold = (rest: Partial<Told> = {}) =>
    did('Order Completed', '2026-11-10T10:00:00Z', {
      channel: 'pos',
      amount: 10_000,
      properties: { order_id: 'o', products: [{ sku: 'a', category: 'Shoes' }] },
      ...rest,
    })
  test.each([
    { told: [], value: null, coverage: null, why: 'no shop' },
    { told: [sold()], value: 0, coverage: 1, why: 'never looked' },
    { told: [looked('2026-11-09T10:00:00Z'), sold()], value: 1, coverage: 1, why: 'looked the day before' },
    { told: [looked('2026-10-10T10:00:00Z'), sold()], value: 0, coverage: 1, why: 'looked 31 days before' },
    {
      told: [looked('2026-11-09T10:00:00Z'), sold({ channel: 'web' })],
      value: null,
      coverage: null,
      why: 'an online order',
    },
    {
      told: [looked('2026-11-09T10:00:00Z'), sold({ properties: { order_id: 'o', fulfilment: 'bopis' } })],
      value: null,
      coverage: null,
      why: 'bought online, fetched in the shop',
    },
    {
      told: [
        looked('2026-11-10T09:45:00Z', { context: { location: { store_id: 's' } } }),
        sold({ properties: { order_id: 'o', store_id: 's', category: 'Shoes' } }),
      ],
      value: 0,
      coverage: 1,
      why: 'on the shop’s own network at the till',
    },
    { told: [sold({ user: undefined })], value: null, coverage: 0, why: 'sold to nobody known' },
    {
      told: [looked('2026-11-09T10:00:00Z', { consent: 'denied' }), sold()],
      value: 0,
      coverage: 1,
      why: 'consent withdrawn',
    },
    {
      told: [
        looked('2026-11-09T10:00:00Z', { user: 'v' }),
        sold(),
        link('Identity Linked', '2026-11-20T00:00:00Z'),
      ],
      value: 1,
      coverage: 1,
      why: 'merged',
    },
    {
      told: [
        looked('2026-11-09T10:00:00Z', { user: 'v' }),
        sold(),
        link('Identity Linked', '2026-11-20T00:00:00Z'),
        link('Identity Unlinked', '2026-11-21T00:00:00Z'),
      ],
      value: 0,
      coverage: 1,
      why: 'and unmerged',
    },
    {
      told: [
        sold({ id: 'x' }),
        sold({ id: 'x' }),
        looked('2026-11-09T10:00:00Z', { received: '2026-12-20T00:00:00Z' }),
      ],
      value: 1,
      coverage: 1,
      why: 'one message twice, and research that came late',
    },
  ])('$value, coverage $coverage ($why)', ({ told, value, coverage }) => {
    expect(read('ropo-orders', told)?.value).toBe(value)
    expect(read('ropo-coverage', told)?.value).toBe(coverage)
  })

  test('revenue is net, in one currency, and an estimate where some is unknown', () => {
    const told = [
      looked('2026-11-09T10:00:00Z'),
      sold(),
      did('Order Refunded', '2026-11-12T10:00:00Z', { amount: 4_000, properties: { order_id: 'o' } }),
      sold({ user: 'v', amount: 6_000, currency: 'USD', properties: { order_id: 'p', fx_rate: 1 } }),
    ]
    expect(read('ropo-revenue', told)).toMatchObject({ value: 0.5, numerator: 6_000, status: 'small_n' })
    const unknown = sold({ user: 'w', currency: 'GBP', properties: { order_id: 'q' } })
    expect(read('ropo-revenue', [...told, unknown])).toMatchObject({ value: 0.5, status: 'estimated' })
  })
})

describe('the map, on exported facts', () => {
  const fact = (event: string, at: string, said: Readonly<Record<string, string>>): Told => {
    const { user = 'u', ...properties } = said
    return { event, at, user, properties: { journey_id: 'j', enrollment_id: user, ...properties } }
  }
  /** A run that stays a day in `ask`, then goes where it goes. */
  const run = (user: string, end: Record<string, string>): readonly Told[] => [
    fact('Journey Entered', '2026-11-02T10:00:00Z', { user }),
    fact('Node Entered', '2026-11-02T10:00:00Z', { node_id: 'ask', stage: 'awareness', user }),
    fact('Node Exited', '2026-11-03T10:00:00Z', { node_id: 'ask', ...end, user }),
  ]
  const onward = (user: string) => [
    ...run(user, { port: 'yes' }),
    fact('Node Entered', '2026-11-03T10:00:00Z', { node_id: 'won', stage: 'decision', user }),
    fact('Journey Exited', '2026-11-03T10:00:00Z', { node_id: 'won', reason: 'goal', user }),
  ]
  const inside = [
    fact('Journey Entered', '2026-11-02T10:00:00Z', { user: 'w' }),
    fact('Node Entered', '2026-11-02T10:00:00Z', { node_id: 'ask', stage: 'awareness', user: 'w' }),
  ]
  const told = [...onward('u'), ...run('v', { reason: 'refused' }), ...inside]

  test('entries are conserved: onward, lost by a reason, or at the goal', () => {
    expect(read('edge-share', told, { part: { edge: 'ask:yes' } })?.value).toBeCloseTo(1 / 3, 12)
    expect(read('drop-off', told, { part: { node: 'ask' } })?.value).toBeCloseTo(2 / 3, 12)
    expect(read('drop-off', told, { part: { node: 'won' } })?.value).toBe(0)
    expect(read('drop-off', told, { part: { reason: 'suppressed' } })?.value).toBe(0.25)
    expect(read('drop-off', told, { part: { reason: 'abandoned' } })?.value).toBe(0.25)
  })

  test.each([1, 2, 3, 4, 5])('nobody is lost twice or not at all (log %i)', (seed) => {
    const settings = settingsOf()
    const log = toKpiLog(tellSampleLog(seed), settings)
    const whole = (id: 'edge-share' | 'drop-off') => MAP_FROM_LOG[id](log, settings)[0]?.value
    const reasons = MAP_FROM_LOG['drop-off'](log, settings).filter(({ breakdown }) => 'reason' in breakdown)
    const lost = reasons.reduce((sum, { value }) => sum + (value.numerator ?? 0), 0)
    expect(lost).toBe(whole('drop-off')?.numerator)
    expect(lost + (whole('edge-share')?.numerator ?? 0)).toBe(whole('drop-off')?.denominator)
  })

  test('stages, goal and dwell', () => {
    expect(read('stage-conversion', told, { part: { journey: 'j', stage: 'awareness' } })?.value).toBeCloseTo(
      1 / 3,
      12,
    )
    expect(read('stage-drop-off', told)?.value).toBeCloseTo(2 / 3, 12)
    expect(read('goal', told, { part: { journey: 'j' } })?.value).toBeCloseTo(1 / 3, 12)
    const day = read('dwell', told, { part: { node: 'ask' } })
    expect(Math.abs((day?.value ?? 0) / 86_400_000 - 1)).toBeLessThan(0.01)
    expect(day?.interval?.method).toBe('ddsketch')
  })

  test('whoever is still inside lengthens the median, until half have left', () => {
    const part = { quantile: 'p50 with those inside' }
    expect(
      read('dwell', [...run('u', { port: 'no' }), ...run('v', { port: 'no' }), ...inside], { part }),
    ).toMatchObject({
      value: 86_400_000,
      numerator: 2,
      n: 3,
    })
    const alone = [...inside, ...inside.map((one) => ({ ...one, user: 'x' }))]
    expect(read('dwell', [...run('u', { port: 'no' }), ...alone], { part })).toMatchObject({
      value: null,
      status: 'immature',
    })
  })

  test('nobody is lost while there is time: the wait and seven days', () => {
    const soon = settingsOf({ asOf: Date.parse('2026-11-09T10:00:00Z') })
    expect(read('drop-off', inside, { settings: soon })).toMatchObject({ value: null, status: 'no_data' })
    const later = settingsOf({ asOf: Date.parse('2026-11-09T10:00:01Z') })
    expect(read('drop-off', inside, { settings: later })?.value).toBe(1)
  })

  test('a second run counts as an entry and not as another person', () => {
    const again = onward('u').map((one) => ({
      ...one,
      at: one.at.replace('2026-11-0', '2026-11-1'),
      properties: { ...one.properties, enrollment_id: 'u2' },
    }))
    expect(read('goal', [...onward('u'), ...again])?.n).toBe(1)
    expect(read('drop-off', [...onward('u'), ...again])?.n).toBe(4)
  })

  test('who is still under way counts for as long as they have been followed', () => {
    const view = { part: { view: 'with those under way' } }
    expect(read('goal', told, view)?.value).toBeCloseTo(1 / 3, 12)
    // a day after the second person came: one arrived on the first day, and two of three were followed for longer
    const soon = settingsOf({ asOf: Date.parse('2026-11-04T10:00:00Z') })
    expect(read('goal', told, { settings: soon })).toMatchObject({ value: null, status: 'no_data' })
    expect(read('goal', told, { ...view, settings: soon })).toMatchObject({ n: 3, numerator: 1 })
    expect(read('goal', told, { ...view, settings: soon })?.value).toBeCloseTo(1 / 3, 12)
    expect(read('goal', [], view)).toMatchObject({ value: null, status: 'no_data' })
  })

  test('nobody is stuck before what was promised', () => {
    const many = Array.from({ length: 30 }, (_, at) => run(`p${at}`, { port: 'no' })).flat()
    const promise = (days: number) =>
      inside.map((one) => ({ ...one, properties: { ...one.properties, sla_ms: days * 86_400_000 } }))
    const part = { part: { node: 'ask' } }
    expect(read('stuck', [...many, ...promise(58)], part)).toMatchObject({ value: 1 })
    expect(read('stuck', [...many, ...promise(61)], part)).toMatchObject({ value: 0 })
  })

  test('stuck needs thirty stays to know what long is', () => {
    expect(read('stuck', told)).toMatchObject({ value: null, status: 'small_n' })
    const many = Array.from({ length: 30 }, (_, at) => run(`p${at}`, { port: 'no' })).flat()
    expect(read('stuck', [...many, ...inside], { part: { node: 'ask' } })).toMatchObject({ value: 1, n: 30 })
  })

  test.each(Object.entries(FROM_LOG))('%s of an empty log is no data', (_, from) => {
    const settings = settingsOf()
    expect(from(tellLog([]), settings)[0]).toMatchObject({
      breakdown: {},
      value: { value: null, status: 'no_data' },
    })
  })
})
