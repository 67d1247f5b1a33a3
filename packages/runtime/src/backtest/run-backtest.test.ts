import type { BacktestInput } from '@periplo/engine'
import { toBlankDefinition } from '@periplo/model'
import type { ConsentChange, Edge, JourneyDefinition, Node, SendRules } from '@periplo/model'
import { expect, test } from 'vitest'
import type { BacktestResult } from './backtest-shape.ts'
import { runBacktest, toDays } from './run-backtest.ts'

const HOUR_MS = 3_600_000
const NOON = Date.UTC(2026, 2, 2, 12)
const frame = { stage: 'decision', title: 'A step', position: { x: 0, y: 0 } } as const
const granted: ConsentChange = { channel: 'email', purpose: 'marketing', state: 'granted' }

/** A cart; a mail an hour later unless they bought; a second one the next day for those who ask for two. */
function draw(mails: 1 | 2): JourneyDefinition {
  const mail = (id: string): Node => ({
    ...frame,
    id,
    kind: 'message',
    channel: 'email',
    purpose: 'marketing',
    subject: 's',
    body: 'b',
    onRefused: 'continue',
  })
  const wait = (id: string, amount: number): Node => {
    return { ...frame, id, kind: 'wait-for-event', event: 'Bought', timeout: { amount, unit: 'hours' } }
  }
  const nodes: Node[] = [
    { ...frame, id: 'in', kind: 'event-entry', event: 'Added' },
    wait('first', 1),
    mail('one'),
    ...(mails === 2 ? [wait('second', 24), mail('two')] : []),
    { ...frame, id: 'won', kind: 'goal' },
    { ...frame, id: 'out', kind: 'exit' },
  ]
  const way = (from: string, port: string, to: string): Edge => ({ from, port, to })
  const edges = [
    way('in', 'next', 'first'),
    way('first', 'arrived', 'won'),
    way('first', 'timed-out', 'one'),
    ...(mails === 1
      ? [way('one', 'next', 'out')]
      : [
          way('one', 'next', 'second'),
          way('second', 'arrived', 'won'),
          way('second', 'timed-out', 'two'),
          way('two', 'next', 'out'),
        ]),
  ]
  return { ...toBlankDefinition('Carts'), nodes, edges }
}

function does(
  personId: string,
  name: string,
  { atHour, consent }: { readonly atHour: number; readonly consent?: readonly ConsentChange[] },
): BacktestInput {
  const receivedAt = NOON + atHour * HOUR_MS
  const event = {
    eventId: `${personId}-${name}-${atHour}`,
    type: 'track',
    name,
    occurredAt: receivedAt,
    channel: 'web',
    identifiers: [{ kind: 'email', value: `${personId}@shop.example` }],
    properties: {},
    flags: [],
    ...(consent && { consent }),
  } as const
  return { personId, receivedAt, mode: 'live', event }
}

const STORY: readonly BacktestInput[] = [
  does('ana', 'Added', { atHour: -30, consent: [granted] }),
  does('ana', 'Added', { atHour: 0 }),
  does('bob', 'Added', { atHour: 1 }),
  does('ana', 'Added', { atHour: 30 }),
  does('cleo', 'Added', { atHour: 30, consent: [granted] }),
  does('cleo', 'Bought', { atHour: 30.5 }),
]

async function play(
  terms: {
    readonly draft: JourneyDefinition
    readonly live: JourneyDefinition | null
    readonly rules?: SendRules
  },
  portions: readonly (readonly BacktestInput[])[] = [STORY],
): Promise<BacktestResult> {
  const days = { from: '2026-03-02', to: '2026-03-05' }
  const until = Date.UTC(2026, 2, 5)
  // oxlint-disable-next-line typescript/require-await -- a story in memory waits for nothing
  async function* stream() {
    yield* portions
  }
  for await (const progress of runBacktest({ journeyId: 'j', ...terms, zone: 'UTC', days, until }, stream()))
    if (progress.kind === 'done') return progress.result
  throw new Error('the backtest came to no end')
}

test('people go through the draft at the times of their events, and nobody is sent anything', async () => {
  const { draft, events, people } = await play({ draft: draw(1), live: null })
  expect({ events, people }).toEqual({ events: 6, people: 3 })
  const { overlay, messages, load, personWeeks } = draft
  expect(overlay.journey).toMatchObject({ entered: 4, inside: 0 })
  expect(overlay.nodes['won']).toMatchObject({ entered: 1 })
  expect(messages).toEqual({ sent: 2, refused: 1, refusedByReason: { 'consent-unknown': 1 } })
  expect(load.map(({ hour, sends }) => [(hour - NOON) / HOUR_MS, sends])).toEqual([
    [1, 1],
    [31, 1],
  ])
  expect(personWeeks).toEqual([{ messages: 2, weeks: 1 }])
})

test('what would be sent in quiet hours is sent when they end, and counted then', async () => {
  const rules: SendRules = { channels: { email: { quietHours: { fromMinute: 720, untilMinute: 1_080 } } } }
  const { draft } = await play({ draft: draw(1), live: null, rules })
  expect(draft.messages).toEqual({ sent: 2, refused: 1, refusedByReason: { 'consent-unknown': 1 } })
  expect(draft.load.map(({ hour, sends }) => [(hour - NOON) / HOUR_MS, sends])).toEqual([
    [6, 1],
    [31, 1],
  ])
})

test('a cap refuses in a backtest what it would have refused, and says so', async () => {
  const cap = { most: 1, within: { amount: 2, unit: 'days' } } as const
  const rules: SendRules = { channels: { email: { caps: [cap] } } }
  const { draft } = await play({ draft: draw(1), live: null, rules })
  const refusedByReason = { 'consent-unknown': 1, 'frequency-cap': 1 }
  expect(draft.messages).toEqual({ sent: 1, refused: 2, refusedByReason })
})

test('what lies before the period tells of people and lets nobody in', async () => {
  const { draft } = await play({ draft: draw(1), live: null })
  expect(draft.overlay.nodes['in']?.entered).toBe(4)
  const { draft: unknown } = await play({ draft: draw(1), live: null }, [STORY.slice(1)])
  expect(unknown.messages).toEqual({ sent: 0, refused: 3, refusedByReason: { 'consent-unknown': 3 } })
})

test('the draft is told from the live version, node by node', async () => {
  const { difference } = await play({ draft: draw(2), live: draw(1) })
  expect(difference).toMatchObject({
    entered: 0,
    sent: 2,
    nodes: { in: 0, one: 0, second: 3, two: 3, won: 0, out: 0 },
  })
})

test('the same events come to the same bytes, however they are portioned', async () => {
  const pair = { draft: draw(2), live: draw(1) }
  const once = JSON.stringify(await play(pair))
  expect(
    JSON.stringify(
      await play(
        pair,
        STORY.map((input) => [input]),
      ),
    ),
  ).toBe(once)
})

test('whoever stops listening stops the backtest', async () => {
  let asked = 0
  // oxlint-disable-next-line typescript/require-await -- a story in memory waits for nothing
  async function* endless() {
    for (;;) yield STORY.slice((asked += 1) % 2, 2)
  }
  const days = { from: '2026-03-02', to: '2026-03-05' }
  const terms = { journeyId: 'j', draft: draw(1), live: null, zone: 'UTC', days, until: NOON }
  for await (const progress of runBacktest(terms, endless())) if (progress.kind === 'running') break
  expect(asked).toBe(1)
})

test('a stream fills whole civil days of its zone', () => {
  const firstAt = Date.UTC(2026, 2, 28, 23, 30)
  const lastAt = Date.UTC(2026, 2, 29, 12)
  expect(toDays({ firstAt, lastAt }, 'Europe/Madrid')).toEqual({
    from: '2026-03-29',
    to: '2026-03-30',
    until: Date.UTC(2026, 2, 29, 22),
  })
})
