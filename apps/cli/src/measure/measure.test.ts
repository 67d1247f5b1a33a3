import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { MEASURES } from '@periplo/kpi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

const XES = `<?xml version="1.0"?><log><trace><string key="concept:name" value="1"/>
<event><string key="concept:name" value="open"/><date key="time:timestamp" value="2026-03-01T09:00:00Z"/><string key="org:resource" value="ana"/></event>
<event><string key="concept:name" value="solve"/><date key="time:timestamp" value="2026-03-01T11:00:00Z"/><string key="org:resource" value="eva"/></event>
</trace></log>`

const at = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T10:00:00Z`
const EVENTS = [
  {
    event: 'Product Viewed',
    userId: 'ana',
    timestamp: at(1),
    channel: 'web',
    properties: { sku: 's', category: 'shoes' },
  },
  {
    event: 'Order Completed',
    userId: 'ana',
    timestamp: at(5),
    channel: 'pos',
    properties: {
      order_id: '1',
      store_id: 'x',
      revenue: 50,
      currency: 'EUR',
      products: [{ sku: 't', category: 'shoes' }],
    },
  },
  {
    event: 'Product Added',
    userId: 'eva',
    timestamp: at(6),
    channel: 'web',
    properties: { cart_id: 'c', sku: 's' },
  },
  {
    event: 'Survey Answered',
    userId: 'eva',
    timestamp: at(7),
    channel: 'email',
    properties: { metric: 'nps', score: 9 },
  },
]

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'paths.csv': 'path,conversions,value,nulls\na > b > c,1,100.5,0\na,0,0,1\nb > c,0,,1\n',
  'tx.csv':
    'person_id,date,amount\n1,2026-01-01,10\n1,2026-01-20,12\n1,2026-02-03,9\n2,2026-01-05,20\n2,2026-03-01,22\n3,2026-01-07,5\n3,2026-02-15,6\n3,2026-02-25,7\n4,2026-02-11,50\n',
  // Fader & Hardie (2007), table 1: high-end subscribers.
  's.csv': 'period,survivors\n0,1000\n1,869\n2,743\n3,653\n4,593\n5,551\n6,517\n7,491\n',
  'rows.csv': 'arm,outcome,value,pre\ncontrol,0,1,2\ncontrol,1,3,3\ntreatment,1,4,\ntreatment,1,5,4\n',
  'late.ndjson': ['2026-03-01T11:00:00Z', '2026-03-20T00:00:00Z']
    .map((receivedAt, index) =>
      JSON.stringify({ messageId: `l${index}`, event: 'Ad Impression', timestamp: at(1), receivedAt }),
    )
    .join('\n'),
  'r.csv': 'score,channel\n10,web\n9,web\n7,store\n0,store\n',
  'ces.csv': 'score\n7\n1\n',
  'e.csv':
    '\uFEFFperson;event;timestamp\r\np1;view;2026-03-01 10:00\r\np1;buy;2026-03-01 12:00\r\np2;view;2026-03-02 10:00\r\n',
  'log.csv':
    'case,activity,timestamp,resource\n1,open,2026-03-01 09:00,ana\n1,wait,2026-03-01 10:00,eva\n1,wait,2026-03-01 13:00,eva\n2,open,2026-03-02 09:00,ana\n',
  'log.xes': XES,
  'log.xes.gz': gzipSync(XES),
  'e.ndjson': EVENTS.map((event, index) => JSON.stringify({ messageId: `m${index}`, ...event })).join('\n'),
  'runs.ndjson': [
    ['1', 'Journey Entered', {}],
    ['1', 'Journey Exited', { reason: 'exit-rule' }],
    ['2', 'Journey Entered', {}],
    ['2', 'Goal Reached', {}],
  ]
    .map(([run, event, properties], index) =>
      JSON.stringify({
        messageId: `r${index}`,
        event,
        userId: 'ana',
        timestamp: at(index + 1),
        properties: { journey_id: 'j', enrollment_id: run, ...Object(properties) },
      }),
    )
    .join('\n'),
  't.csv': 'text\nMuy mal servicio\nMe encanta\n',
  'bias.csv': `g,o\n${'x,1\n'.repeat(20)}${'y,1\n'.repeat(10)}${'y,0\n'.repeat(10)}`,
}

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'periplo-measure-'))
  await Promise.all(Object.entries(FILES).map(([name, content]) => writeFile(join(dir, name), content)))
})
afterAll(() => rm(dir, { recursive: true }))

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the program as somebody at a terminal does, with nothing that a database would need. */
function measure(words: string, stdin = ''): Promise<Ran> {
  const args = words.split(' ').map((word) => (word in FILES ? join(dir, word) : word))
  const database = 'postgres://nobody@127.0.0.1:1/none'
  const env = { PATH: process.env['PATH'], XDG_CACHE_HOME: dir, DATABASE_URL: database }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [MAIN, 'measure', ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
    child.stdin?.end(stdin)
  })
}

async function measureJson(words: string, stdin = '') {
  const { code, out, err } = await measure(`${words} --json`, stdin)
  const { command, version, input, results, detail, ...rest } = JSON.parse(out)
  expect(rest).toEqual({})
  expect([typeof command, typeof version, typeof input, typeof detail]).toEqual([
    'string',
    'string',
    'object',
    'object',
  ])
  for (const result of results)
    expect(result).toEqual({
      currency: result.currency,
      measure: expect.any(String),
      breakdown: expect.any(Object),
      value: result.value === null ? null : expect.any(Number),
      unit: expect.any(String),
      numerator: result.numerator === null ? null : expect.any(Number),
      denominator: result.denominator === null ? null : expect.any(Number),
      n: expect.any(Number),
      interval: result.interval === null ? null : expect.any(Object),
      status: expect.any(String),
      flags: expect.any(Array),
      window: { from: expect.any(Number), to: expect.any(Number) },
      asOf: expect.any(Number),
      definitionVersion: expect.any(String),
    })
  return { code, command, results, detail, err, out }
}

describe.concurrent('what is measured', () => {
  test.each<{ words: string; code?: number; first?: object; detail: object }>([
    {
      words: 'attribution --input paths.csv --model markov',
      first: { measure: 'attributed-conversions', breakdown: { model: 'markov', channel: 'a' }, value: 0.2 },
      detail: {
        models: { markov: { b: { conversions: 0.4, value: 40.2 } } },
        markov: { removalEffects: { a: 0.5 }, removalIntervals: { c: { lo: 1, hi: 1, level: 0.95 } } },
      },
    },
    {
      words: 'attribution --input paths.csv',
      detail: {
        totals: { conversions: 1, value: 100.5, nulls: 2 },
        models: { last: { c: { conversions: 1, value: 100.5 } } },
      },
    },
    {
      words: 'clv --input tx.csv --until 2026-02-20 --holdout 2026-03-01',
      first: { measure: 'clv-predicted' },
      detail: {
        parameters: { r: expect.any(Number), alpha: expect.any(Number) },
        logLikelihood: expect.any(Number),
        holdout: { actual: 2 },
      },
    },
    {
      words: 'retention --input s.csv --periods 8',
      detail: {
        parameters: { alpha: expect.closeTo(0.668, 3), beta: expect.closeTo(3.806, 2) },
        logLikelihood: expect.closeTo(-1611.2, 1),
      },
    },
    {
      words: 'cohort --input tx.csv --until 2026-03-31',
      first: { measure: 'retention', breakdown: {}, value: 0.5, n: 4 },
      detail: {
        cohorts: [
          { month: '2026-01', size: 3 },
          { month: '2026-02', size: 1 },
        ],
      },
    },
    {
      words: 'uplift --control 120,2400 --treatment 156,2410',
      first: { measure: 'uplift', value: expect.closeTo(0.01473, 5) },
      detail: {
        p: expect.closeTo(0.0281, 4),
        alwaysValidP: expect.any(Number),
        sampleRatio: { mismatch: false },
      },
    },
    {
      words: 'uplift --control 120,2400 --treatment 156,3410',
      code: 1,
      first: { value: null },
      detail: { sampleRatio: { mismatch: true } },
    },
    {
      words: 'uplift --input rows.csv',
      first: { value: 0.5 },
      detail: { arms: { control: { conversions: 1, persons: 2 } }, cuped: expect.any(Object) },
    },
    {
      words: 'nps --input r.csv',
      first: { measure: 'nps', breakdown: {}, value: 25, n: 4 },
      detail: { answers: 4 },
    },
    {
      words: 'nps --input e.ndjson',
      first: { measure: 'nps', value: 100, n: 1 },
      detail: { counts: { kept: 4 } },
    },
    { words: 'csat --input ces.csv --scale 1-7', first: { measure: 'csat', value: 0.5 }, detail: {} },
    {
      words: 'ces --input ces.csv',
      first: { measure: 'ces', value: 50 },
      detail: { scores: { 1: 1, 7: 1 } },
    },
    { words: 'ces --input ces.csv --polarity low-is-good', first: { measure: 'ces', value: 50 }, detail: {} },
    {
      words: 'funnel --input e.csv --steps view,buy --window 14d',
      first: { measure: 'funnel-conversion', value: 1 },
      detail: {
        steps: [
          { step: 'view', count: 2 },
          { step: 'buy', count: 1, conversion: 0.5, meanMs: 7_200_000, medianMs: 7_200_000 },
        ],
      },
    },
    {
      words: 'funnel --input e.csv --steps view,buy --window 1h --order strict',
      detail: { steps: [{ count: 2 }, { count: 0 }] },
    },
    {
      words: 'dwell --input log.csv',
      detail: {
        cases: 2,
        events: 4,
        throughputMs: { median: 7_200_000 },
        rework: { rate: 0.5 },
        transfers: { total: 1 },
        firstContactResolution: 0.5,
      },
    },
    {
      words: 'dwell --input log.csv --hours sun@09:00-11:00',
      detail: { cases: 2, throughputMs: { median: 3_600_000 } },
    },
    {
      words: 'dwell --input log.xes',
      detail: { cases: 1, events: 2, throughputMs: { median: 7_200_000 }, transfers: { total: 1 } },
    },
    { words: 'dwell --input log.xes.gz', detail: { cases: 1, events: 2 } },
    {
      words: 'ropo --input e.ndjson',
      first: { measure: 'ropo-orders', breakdown: {}, value: 1, n: 1 },
      detail: { orders: 1, identified: 1, identityMatch: { value: 1, n: 2 } },
    },
    { words: 'cart --input e.ndjson', first: { measure: 'cart-abandonment', value: 1, n: 1 }, detail: {} },
    { words: 'engagement --input e.ndjson', first: { measure: 'recency', n: 2 }, detail: {} },
    {
      words: 'sentiment --input t.csv --lang es',
      first: { measure: 'sentiment', n: 2 },
      detail: { texts: [{ line: 2 }, { line: 3 }] },
    },
    {
      words: 'bias --input bias.csv --group g --outcome o',
      code: 1,
      first: { measure: 'disparate-impact', value: 0.5 },
      detail: { reference: 'x', hasAlert: true, alerts: [expect.stringContaining('under 0.8')] },
    },
    {
      words: 'impressions --input late.ndjson --restated',
      first: { value: 2 },
      detail: {
        restatements: [
          { day: '2026-03-01', breakdown: {}, before: { value: 1 }, after: { value: 2 }, because: ['l1'] },
          { breakdown: { channel: expect.any(String) } },
        ],
      },
    },
    { words: 'ropo --input late.ndjson --restated', detail: { restatements: [] } },
    { words: 'uplift --input e.ndjson', first: { measure: 'uplift', status: 'no_data' }, detail: {} },
    {
      words: 'goal --input runs.ndjson --as-of 2026-06-01',
      first: { measure: 'goal', numerator: 0, denominator: 1 },
      detail: {},
    },
    {
      words: 'goal --input runs.ndjson --as-of 2026-06-01 --reentry last',
      first: { measure: 'goal', numerator: 1, denominator: 1 },
      detail: {},
    },
    {
      words: 'goal --input runs.ndjson --as-of 2026-06-01 --reentry all',
      first: { measure: 'goal', numerator: 1, denominator: 2 },
      detail: {},
    },
    {
      words: 'workspace-conversion-open --input e.ndjson --as-of 2026-06-01',
      first: { measure: 'workspace-conversion-open', value: 1, status: 'estimated' },
      detail: {},
    },
    { words: 'dwell --input e.ndjson', first: { measure: 'dwell' }, detail: {} },
    {
      words: 'shopping-funnel --input e.ndjson --zone Europe/Madrid',
      first: { measure: 'shopping-funnel' },
      detail: {},
    },
    { words: 'list', detail: { kpis: expect.arrayContaining([expect.objectContaining({ id: 'funnel' })]) } },
  ])('$words', async ({ words, code = 0, first, detail }) => {
    const ran = await measureJson(words)
    expect(ran.code).toBe(code)
    expect(ran.detail).toMatchObject(detail)
    if (first) expect(ran.results[0]).toMatchObject(first)
  })
})

describe.concurrent('what is refused', () => {
  test.each<{ words: string; stdin?: string; says: RegExp }>([
    {
      words: 'attribution --input tx.csv',
      says: /tx\.csv line 1: there is no column path; it has person_id, date, amount/,
    },
    {
      words: 'attribution --input -',
      stdin: 'path,conversions\na > > b,1\n',
      says: /line 2, column path: "a > > b" is not a path/,
    },
    {
      words: 'attribution --input -',
      stdin: 'path,conversions\na,-1\n',
      says: /line 2, column conversions: "-1" is not a number, 0 or more/,
    },
    {
      words: 'attribution --input -',
      stdin: 'path,conversions,value\na,1,1e3x\n',
      says: /line 2, column value: "1e3x" is no amount/,
    },
    { words: 'attribution --input paths.csv --order 4', says: /Allowed choices are 1, 2, 3/ },
    { words: 'attribution --input paths.csv --model best', says: /Allowed choices/ },
    { words: 'clv --input tx.csv --until 2026-02-30', says: /It is a date such as/ },
    { words: 'clv --input tx.csv --until 2026-02-20 --holdout 2026-01-01', says: /must be after --until/ },
    {
      words: 'clv --input -',
      stdin: 'person_id,date,amount\n1,01/02/2026,3\n',
      says: /line 2, column date: "01\/02\/2026" is not a date/,
    },
    {
      words: 'retention --input -',
      stdin: 'period,survivors\n0,10\n2,5\n',
      says: /line 3, column period: it is 2 where 1 is next/,
    },
    {
      words: 'retention --input -',
      stdin: 'period,survivors\n0,10\n1,11\n2,5\n',
      says: /line 3, column survivors: they rise from 10 to 11/,
    },
    {
      words: 'attribution --input -',
      stdin: 'path,conversions\na,1e308\nb,1e308\n',
      says: /line 2, column conversions: "1e308" is not a number, 0 or more, up to 1e15/,
    },
    {
      words: 'nps --input -',
      stdin: 'score\nNaN\n',
      says: /line 2, column score: "NaN" is not a number from -1e15 to 1e15/,
    },
    { words: 'uplift', says: /Give --control x,n and --treatment x,n, or --input/ },
    { words: 'uplift --control 5,4 --treatment 1,2', says: /not more conversions than persons/ },
    {
      words: 'uplift --input -',
      stdin: 'arm,outcome\na,1\nb,0\n',
      says: /no row is of the arm "control"|third arm/,
    },
    {
      words: 'nps --input -',
      stdin: 'score\n11\n',
      says: /line 2, column score: 11 is not on the scale from 0 to 10/,
    },
    { words: 'nps --input -', stdin: '', says: /standard input: it is empty/ },
    { words: 'nps --input -', stdin: '{"event":"x"\n', says: /standard input line 1: it is no JSON/ },
    { words: 'funnel --input e.csv', says: /required option '--steps <a,b,c>'/ },
    { words: 'funnel --input e.csv --steps view,,buy', says: /It is a list such as a,b,c/ },
    { words: 'funnel --input e.csv --steps a --window soon', says: /It is a time such as 14d/ },
    { words: 'funnel --input e.csv --steps a --exclude a:1:2', says: /a is a step/ },
    {
      words: 'funnel --input e.csv --steps a --person who',
      says: /there is no column who; it has person, event, timestamp/,
    },
    { words: 'dwell --input log.csv --hours mon-fri', says: /They are hours such as mon-fri@09:00-18:00/ },
    { words: 'dwell --input log.csv --hours fri-mon@9:00-18:00', says: /They are hours such as/ },
    { words: 'dwell --input log.csv --hours mon@18:00-9:00', says: /They are hours such as/ },
    { words: 'dwell --input e.ndjson --hours mon-fri@9:00-18:00', says: /--hours is for process logs/ },
    { words: 'dwell --input -', stdin: '<!DOCTYPE x><log/>', says: /document type/ },
    { words: 'ropo --input r.csv', says: /events are asked for, one JSON object a line/ },
    { words: 'bias --input bias.csv --group g --outcome o --label l', says: /there is no column l/ },
    { words: 'cohort --input nothing.csv', says: /nothing\.csv: there is no such file/ },
    { words: 'sentiment --input t.csv --lang fr', says: /Allowed choices are es, en/ },
    { words: 'recency --input e.ndjson --zone Mars', says: /IANA time zone/ },
    { words: 'goal --input e.ndjson --reentry newest', says: /Allowed choices are first, all, last/ },
    { words: 'recency --input e.ndjson --reentry last', says: /unknown option '--reentry'/ },
    { words: 'npss --input r.csv', says: /unknown command 'npss'/ },
  ])('$words: $says', async ({ words, stdin, says }) => {
    const { code, out, err } = await measure(`${words} --json`, stdin)
    expect(code).toBe(2)
    expect(err).toMatch(says)
    expect(err).not.toMatch(/^\s+at /m)
    const { results, detail } = JSON.parse(out)
    expect(results).toEqual([])
    expect(detail.error.message).toMatch(says)
  })
})

test('the same input gives the same bytes', async () => {
  const words = 'attribution --input paths.csv --json'
  const [one, other] = await Promise.all([measure(words), measure(words)])
  expect(other).toEqual(one)
})

test('people see tables, and JSON only when they ask for it', async () => {
  const { code, out, err } = await measure('nps --input r.csv')
  expect({ code, err }).toEqual({ code: 0, err: '4 answers, of which 4 count.\n' })
  expect(out).toBe(
    [
      'measure      value        interval  n  status',
      '───────────  ─────  ──────────────  ─  ───────',
      'nps           25.0  -56.3 to 100.0  4  small_n',
      'nps · store  -50.0  -100.0 to 19.3  2  small_n',
      'nps · web    100.0  100.0 to 100.0  2  small_n',
      '',
    ].join('\n'),
  )
})

test('combinations of channels stand by how frequent they are, with their number and interval', async () => {
  const { out } = await measure(
    'attribution --input - --model last',
    'path,conversions,nulls\na,9,1\nb > a,1,39\n',
  )
  const [, sets = ''] = out.split('Combinations\n')
  expect(sets.trim().split('\n').slice(2)).toEqual([
    'a + b        40      2.5 %   0.4 % to 12.9 %',
    'a            10     90.0 %  59.6 % to 98.2 %',
  ])
})

test('beside figures over several channels stands how many persons are known', async () => {
  const seen = [{ userId: 'ana' }, { anonymousId: 'd' }].map((who, at) =>
    JSON.stringify({ messageId: `s${at}`, event: 'Page Viewed', timestamp: '2026-03-01T10:00:00Z', ...who }),
  )
  const { err } = await measure('omnichannel-conversion --input -', seen.join('\n'))
  expect(err).toContain('1 of 2 persons are known by more than an anonymous id')
})

test('every measure of the registry has a command, and its help tells columns and an example', async () => {
  const { detail } = await measureJson('list')
  const kpis: readonly { readonly id: string }[] = detail.kpis
  const ids = kpis.map(({ id }) => id)
  expect(Object.keys(MEASURES).filter((id) => !ids.includes(id))).toEqual([])
  expect(kpis).toContainEqual(
    expect.objectContaining({
      id: 'drop-off',
      measure: expect.objectContaining({ kpi: 'K03', name: MEASURES['drop-off'].name, isLive: true }),
    }),
  )
  const { out } = await measure('funnel --help')
  expect(out).toMatch(/Columns:\n {2}person .*\n/)
  expect(out).toContain('periplo measure funnel --input e.csv --steps')
})
