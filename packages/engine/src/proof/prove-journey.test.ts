import { describe, expect, test } from 'vitest'
import { PROOF_FINDINGS } from '@periplo/model'
import type { Comparison, Condition, ProofCode, Wanted } from '@periplo/model'
import { toDefinition } from '../testing/build-journey.ts'
import type { JourneySketch, Sketch } from '../testing/build-journey.ts'
import { proveJourney } from './prove-journey.ts'

const week = { amount: 7, unit: 'days' } as const
const hour = { amount: 1, unit: 'hours' } as const
const minute = { amount: 1, unit: 'minutes' } as const

const compare = (
  from: 'entry' | 'event' | 'trait',
  path: string,
  rest: { is: Comparison; value: Wanted },
): Condition => ({ op: 'compare', operand: { from, path }, ...rest })
const atLeast = (value: number) => compare('entry', 'worth', { is: 'at-least', value })
const lessThan = (value: number) => compare('entry', 'worth', { is: 'less-than', value })
const never: Condition = { op: 'all', of: [atLeast(10), lessThan(5)] }

const entry: Sketch = { id: 'in', kind: 'event-entry', event: 'Began' }
const won: Sketch = { id: 'won', kind: 'goal' }
const out: Sketch = { id: 'out', kind: 'exit' }
const ask = (id: string, condition: Condition): Sketch => ({ id, kind: 'condition', condition })
const pause = (
  id: string,
  duration = hour as { amount: number; unit: 'hours' | 'days' | 'minutes' },
): Sketch => ({
  id,
  kind: 'delay',
  duration,
})
const mail = (
  id: string,
  purpose: 'marketing' | 'transactional' = 'marketing',
  guard?: Condition,
): Sketch => ({
  ...(guard && { guard }),
  id,
  kind: 'message',
  channel: 'email',
  purpose,
  subject: 's',
  body: 'b',
  onRefused: 'continue',
})
const wait = (id: string, event: string, rest: object = {}): Sketch => ({
  id,
  kind: 'wait-for-event',
  event,
  timeout: week,
  ...rest,
})
const split = (id: string, ...weights: readonly number[]): Sketch => ({
  id,
  kind: 'random-split',
  branches: weights.map((weight, at) => ({ id: `b${at}`, title: '', weight })),
})

interface Row extends JourneySketch {
  readonly why: string
  readonly finds: readonly string[]
}

/** `code node:port [path]` of every finding, notes left out unless asked for. */
function tell(
  sketch: JourneySketch,
  asked: (code: ProofCode) => boolean = (code) => PROOF_FINDINGS[code] !== 'note',
) {
  return proveJourney(toDefinition(sketch))
    .findings.filter(({ code }) => asked(code))
    .map(({ code, node = '', port, path }) =>
      [code, port === undefined ? node : `${node}:${port}`, path.join(' ')].join(' ').trim(),
    )
}

const ROWS: readonly Row[] = [
  {
    why: 'nothing is wrong',
    nodes: [entry, ask('worth', atLeast(10)), mail('code'), won, out],
    edges: ['in>worth', 'worth:yes>code', 'code>won', 'worth:no>out'],
    finds: [],
  },
  {
    why: 'the only filter contradicts itself',
    nodes: [{ ...entry, filter: never }, out],
    edges: ['in>out'],
    finds: ['nobody-enters'],
  },
  {
    why: 'one of two filters contradicts itself',
    nodes: [entry, { id: 'too', kind: 'event-entry', event: 'Bought', filter: never }, out],
    edges: ['in>out', 'too>out'],
    finds: ['entry-never too'],
  },
  {
    why: 'the first entry takes everybody',
    nodes: [entry, { ...entry, id: 'too' }, out],
    edges: ['in>out', 'too>out'],
    finds: ['entry-shadowed too'],
  },
  {
    why: 'the first entry takes those the second would',
    nodes: [{ ...entry, filter: atLeast(5) }, { ...entry, id: 'too', filter: atLeast(10) }, out],
    edges: ['in>out', 'too>out'],
    finds: ['entry-shadowed too'],
  },
  {
    why: 'a question that contradicts itself',
    nodes: [entry, ask('q', never), won, out],
    edges: ['in>q', 'q:yes>won', 'q:no>out'],
    finds: ['goal-unreachable', 'always-no q in:next', 'never-reached won in:next q:yes'],
  },
  {
    why: 'a question that an earlier one has answered',
    nodes: [entry, ask('rich', atLeast(100)), ask('poor', lessThan(50)), won, out],
    edges: ['in>rich', 'rich:yes>poor', 'rich:no>won', 'poor:yes>out', 'poor:no>won'],
    finds: ['always-no poor in:next rich:yes', 'never-reached out in:next rich:yes poor:yes'],
  },
  {
    why: 'the filter of the entry answers the question',
    nodes: [{ ...entry, filter: atLeast(100) }, ask('q', atLeast(50)), won, out],
    edges: ['in>q', 'q:yes>won', 'q:no>out'],
    finds: ['always-yes q in:next', 'never-reached out in:next q:no'],
  },
  {
    why: 'two ways in leave the question open',
    nodes: [
      { ...entry, filter: atLeast(100) },
      { ...entry, id: 'too', filter: lessThan(10) },
      ask('q', atLeast(50)),
      won,
      out,
    ],
    edges: ['in>q', 'too>q', 'q:yes>won', 'q:no>out'],
    finds: [],
  },
  {
    why: 'a trait may change while somebody waits',
    nodes: [
      entry,
      { id: 'set', kind: 'update-profile', changes: [{ to: 'value', trait: 'tier', value: 'gold' }] },
      pause('nap'),
      ask('q', compare('trait', 'tier', { is: 'equals', value: 'gold' })),
      won,
      out,
    ],
    edges: ['in>set', 'set>nap', 'nap>q', 'q:yes>won', 'q:no>out'],
    finds: [],
  },
  {
    why: 'and not at once',
    nodes: [
      entry,
      { id: 'set', kind: 'update-profile', changes: [{ to: 'value', trait: 'tier', value: 'gold' }] },
      ask('q', compare('trait', 'tier', { is: 'equals', value: 'GOLD' })),
      won,
      out,
    ],
    edges: ['in>set', 'set>q', 'q:yes>won', 'q:no>out'],
    finds: ['always-yes q in:next set:next', 'never-reached out in:next set:next q:no'],
  },
  {
    why: 'no event is ever such a one',
    nodes: [entry, wait('w', 'Bought', { filter: never }), won, out],
    edges: ['in>w', 'w:arrived>won', 'w:timed-out>out'],
    finds: ['goal-unreachable', 'wait-never-woken w:arrived in:next', 'never-reached won in:next w:arrived'],
  },
  {
    why: 'the goal of the journey comes before the wait',
    nodes: [entry, wait('w', 'Bought'), won, out],
    edges: ['in>w', 'w:arrived>won', 'w:timed-out>out'],
    settings: { goal: { event: 'Bought' } },
    finds: ['wait-never-woken w:arrived in:next', 'never-reached won in:next w:arrived'],
  },
  {
    why: 'a branch without people',
    nodes: [entry, split('s', 100, 0), won, out],
    edges: ['in>s', 's:b0>out', 's:b1>won'],
    finds: ['goal-unreachable', 'way-never-taken s:b1 in:next', 'never-reached won in:next s:b1'],
  },
  {
    why: 'a circle nobody gets out of',
    nodes: [entry, pause('nap', week), mail('again'), out, split('s', 50, 50)],
    edges: ['in>s', 's:b0>out', 's:b1>nap', 'nap>again', 'again>nap'],
    finds: ['no-way-out nap nap:next again:next'],
  },
  {
    why: 'a rule ends the circle',
    nodes: [entry, pause('nap', week), mail('again'), out, split('s', 50, 50)],
    edges: ['in>s', 's:b0>out', 's:b1>nap', 'nap>again', 'again>nap'],
    settings: { exits: [{ event: 'Left' }] },
    finds: [],
  },
  {
    why: 'a rule that never acts ends nothing',
    nodes: [entry, pause('nap', week), mail('again'), out, split('s', 50, 50)],
    edges: ['in>s', 's:b0>out', 's:b1>nap', 'nap>again', 'again>nap'],
    settings: { exits: [{ event: 'Left', filter: never }] },
    finds: ['no-way-out nap nap:next again:next', 'rule-never'],
  },
  {
    why: 'two messages with a decision between',
    nodes: [entry, mail('one'), ask('q', atLeast(5)), mail('two'), out],
    edges: ['in>one', 'one>q', 'q:yes>two', 'q:no>out', 'two>out'],
    finds: ['messages-at-once two one:next q:yes'],
  },
  {
    why: 'a message whose guard contradicts itself',
    nodes: [entry, mail('one', 'marketing', never), out],
    edges: ['in>one', 'one>out'],
    finds: ['message-never-sent one in:next'],
  },
  {
    why: 'a message that may be sent',
    nodes: [entry, mail('one', 'marketing', atLeast(5)), out],
    edges: ['in>one', 'one>out'],
    finds: [],
  },
  {
    why: 'two messages with time between',
    nodes: [entry, mail('one'), pause('nap'), mail('two'), out],
    edges: ['in>one', 'one>nap', 'nap>two', 'two>out'],
    finds: [],
  },
  {
    why: 'a message an hour until they buy',
    nodes: [entry, mail('nag'), wait('w', 'Bought', { timeout: hour }), out],
    edges: ['in>nag', 'nag>w', 'w:timed-out>nag', 'w:arrived>out'],
    finds: [`heavy-week nag ${Array.from({ length: 49 }, () => 'nag:next w:timed-out').join(' ')}`],
  },
]

describe('the proof finds', () => {
  test.each(ROWS)('$why', ({ finds, ...sketch }) => {
    expect(tell(sketch)).toEqual(finds)
  })

  test('a question that cannot be answered', () => {
    const q = ask('q', compare('entry', 'worth', { is: 'one-of', value: ['a'] }))
    const filter = compare('entry', 'worth', { is: 'at-least', value: 1 })
    const sketch = {
      nodes: [{ ...entry, filter } as Sketch, q, won, out],
      edges: ['in>q', 'q:yes>won', 'q:no>out'],
    }
    expect(tell(sketch)[1]).toBe('always-unknown q in:next')
  })

  test('what is only told: messages nobody said yes to, and shares that are no percentages', () => {
    const sketch = {
      nodes: [entry, mail('receipt', 'transactional'), split('s', 1, 2), out],
      edges: ['in>receipt', 'receipt>s', 's:b0>out', 's:b1>out'],
    }
    const notes = tell(sketch, (code) => PROOF_FINDINGS[code] === 'note')
    expect(notes).toEqual(['sends-without-consent receipt in:next', 'shares-not-100 s in:next receipt:next'])
  })

  test('messages on a channel that is not connected', () => {
    const definition = toDefinition({ nodes: [entry, mail('one'), out], edges: ['in>one', 'one>out'] })
    const terms = { weeklyLimit: 7, connected: new Set<string>() }
    expect(proveJourney(definition, terms).findings[0]).toMatchObject({
      code: 'channel-not-connected',
      node: 'one',
      data: { channel: 'email' },
    })
  })

  test('nothing in a drawing that is not finished', () => {
    expect(proveJourney(toDefinition({ nodes: [entry, out], edges: [] }))).toEqual({
      findings: [],
      times: {},
      worstWeek: { messages: 0, atLeast: false },
    })
  })
})

test('times: the quickest and the slowest way, and no limit behind a circle', () => {
  const definition = toDefinition({
    nodes: [entry, wait('w', 'Bought'), pause('nap'), pause('again', minute), won, out],
    edges: ['in>w', 'w:arrived>won', 'w:timed-out>nap', 'nap>again', 'again>nap'],
    settings: { exits: [{ event: 'Left' }] },
  })
  const slow = 7 * 86_400_000
  expect(
    proveJourney({ ...definition, nodes: definition.nodes.filter(({ id }) => id !== 'out') }).times,
  ).toEqual({
    in: { soonestMs: 0, latestMs: 0 },
    w: { soonestMs: 0, latestMs: 0 },
    won: { soonestMs: 0, latestMs: slow + 3_600_000 },
    nap: { soonestMs: slow - 3_600_000, latestMs: null },
    again: { soonestMs: slow, latestMs: null },
  })
})
