import { describe, expect, test } from 'vitest'
import { WEBHOOK_ANSWERED } from '@periplo/model'
import type { JsonValue, WebhookAnswer } from '@periplo/model'
import { toSendKey } from '../hash.ts'
import { MINUTE, NOON, toEvent, toJourney } from '../testing/build-journey.ts'
import { ENROLLMENT_ID, board, pathOf, placeOf } from '../testing/ride.ts'

const journey = toJourney({
  nodes: [
    { id: 'in', kind: 'event-entry', event: 'Began' },
    {
      id: 'ask',
      kind: 'webhook',
      url: 'https://shop.example/points',
      answer: { timeout: { amount: 5, unit: 'minutes' } },
    },
    {
      id: 'rich',
      kind: 'condition',
      condition: {
        op: 'compare',
        operand: { from: 'answer', path: 'ask.balance' },
        is: 'at-least',
        value: 10,
      },
    },
    { id: 'rest', kind: 'delay', duration: { amount: 1, unit: 'hours' } },
    { id: 'none', kind: 'exit' },
  ],
  edges: ['in>ask', 'ask:answered>rich', 'ask:failed>none', 'rich:yes>rest', 'rich:no>none', 'rest>ask'],
})
const keyOf = (visit: number): string =>
  toSendKey({ enrollmentId: ENROLLMENT_ID, nodeId: 'ask', visit, channel: 'webhook' })
const answered = (answer: Partial<WebhookAnswer>) =>
  toEvent(WEBHOOK_ANSWERED, {
    occurredAt: NOON + MINUTE,
    answer: { sendKey: keyOf(1), failed: false, body: null, ...answer },
  })

describe('a webhook that waits', () => {
  test('makes its call once, and holds the person', () => {
    const { step } = board(journey)
    expect(step.effects).toMatchObject([
      { kind: 'send', intent: { nodeId: 'ask', visit: 1, sendKey: keyOf(1) } },
      { kind: 'timer-set', timer: { dueAt: NOON + 5 * MINUTE, nodeId: 'ask' } },
    ])
    expect(step.enrollment.nodeId).toBe('ask')
  })

  test.each([
    { body: { balance: 10, secret: 'x' }, path: ['in', 'ask', 'rich', 'rest'], why: 'the answer decides' },
    { body: { balance: 9 }, path: ['in', 'ask', 'rich', 'none'], why: 'the answer decides otherwise' },
    { body: 'fine', path: ['in', 'ask', 'rich', 'none'], why: 'a text has no property' },
    { body: null, path: ['in', 'ask', 'rich', 'none'], why: 'nothing that could be kept' },
  ] satisfies { body: JsonValue; path: string[]; why: string }[])(
    'goes on with its answer ($why)',
    ({ body, path }) => {
      expect(pathOf(board(journey).hear(answered({ body })))).toEqual(path)
    },
  )

  test('remembers of it what can be asked for, and keeps the event at hand', () => {
    const { enrollment } = board(journey).hear(answered({ body: { balance: 10, secret: 'x' } })).step
    expect(enrollment.envelope.answers).toEqual({ ask: { balance: 10 } })
    expect(enrollment.envelope.last.name).toBe('Began')
  })

  test.each([
    { answer: { failed: true }, place: ['none', 'exit'], why: 'refused' },
    { answer: { sendKey: keyOf(2) }, place: ['ask', 'active'], why: 'the answer to another call' },
  ] as const)('$why: $place.0', ({ answer, place }) => {
    expect(placeOf(board(journey).hear(answered(answer)))).toEqual(place)
  })

  test('an event that only has the name is no answer', () => {
    const forged = toEvent(WEBHOOK_ANSWERED, { properties: { balance: 99 }, occurredAt: NOON + MINUTE })
    expect(placeOf(board(journey).hear(forged))).toEqual(['ask', 'active'])
  })

  test('fails when the time is over', () => {
    expect(placeOf(board(journey).wake())).toEqual(['none', 'exit'])
  })

  test('asks anew on a second visit, and an answer to the first is none', () => {
    const again = board(journey)
      .hear(answered({ body: { balance: 10 } }))
      .wake()
    expect(again.step.effects).toMatchObject([{ intent: { sendKey: keyOf(2) } }, { kind: 'timer-set' }])
    expect(again.hear(answered({ body: { balance: 10 } })).step).toBe(again.step)
    expect(placeOf(again.hear(answered({ sendKey: keyOf(2), body: { balance: 1 } })))).toEqual([
      'none',
      'exit',
    ])
  })
})
