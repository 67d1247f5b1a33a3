import type { JourneyDefinition } from '@periplo/model'
import { at, SHOP_SETTINGS, toEdges } from './draw.ts'

const SAME_CASE = { property: 'issue_id', entryProperty: 'issue_id' } as const

const APOLOGY_BODY = `Hello {{ person.first_name }},

your order {{ entry.order_id }} has not reached you as it should, and we are sorry.

What you told us is in one file, number **{{ entry.issue_id }}**. Whoever you talk to next, in the chat, on the phone or in the store, can read it, so nobody will ask you the same thing twice.

We answer within one working day. If you would rather not wait: call us on 900 000 000.

Nórdica customer care`

const CLOSED_BODY = `Hello {{ person.first_name }},

your case {{ entry.issue_id }} is closed on our side. How easy was it to get it solved, from 1 (hard) to 7 (easy)?

[Tell us](https://shop.nordica.example/survey/ces)

Thank you for your patience,
Nórdica customer care`

/** One case, one file: nobody asks the same thing twice, and the head of service hears of what takes too long. */
export const DELIVERY_PROBLEM: JourneyDefinition = {
  format: 3,
  name: 'Delivery problem',
  description: 'One file for chat, phone and store; an alarm when three days pass without a solution.',
  stages: [
    { id: 'service', targetConversionRate: 0.8, owner: 'Teo Lindqvist' },
    { id: 'advocacy', owner: 'Irene Vidal' },
  ],
  nodes: [
    {
      id: 'opens',
      kind: 'event-entry',
      stage: 'service',
      title: 'Opens a case',
      position: at(0),
      event: 'Case Opened',
      filter: { op: 'compare', operand: { from: 'event', path: 'topic' }, is: 'equals', value: 'delivery' },
    },
    {
      id: 'file',
      kind: 'webhook',
      stage: 'service',
      title: 'One file for everybody',
      position: at(1),
      url: 'https://desk.nordica.example/cases',
    },
    {
      id: 'mail-apology',
      kind: 'message',
      stage: 'service',
      title: 'We are on it',
      position: at(2),
      channel: 'email',
      purpose: 'transactional',
      onRefused: 'continue',
      subject: 'Your delivery: we are on it ({{ entry.issue_id }})',
      body: APOLOGY_BODY,
    },
    {
      id: 'solved-soon',
      kind: 'wait-for-event',
      stage: 'service',
      title: 'Solved within two days',
      position: at(3),
      event: 'Case Resolved',
      correlation: SAME_CASE,
      timeout: { amount: 2, unit: 'days' },
    },
    {
      id: 'alarm',
      kind: 'webhook',
      stage: 'service',
      title: 'Tell the head of service',
      position: at(3, 1),
      url: 'https://desk.nordica.example/alarms',
    },
    {
      id: 'solved-late',
      kind: 'wait-for-event',
      stage: 'service',
      title: 'Solved in the end',
      position: at(4, 1),
      event: 'Case Resolved',
      correlation: SAME_CASE,
      timeout: { amount: 7, unit: 'days' },
    },
    { id: 'lost', kind: 'exit', stage: 'service', title: 'Never solved', position: at(5, 1) },
    {
      id: 'mail-closed',
      kind: 'message',
      stage: 'advocacy',
      title: 'How easy was it?',
      position: at(0),
      channel: 'email',
      purpose: 'transactional',
      onRefused: 'continue',
      subject: 'How easy was it, {{ person.first_name }}?',
      body: CLOSED_BODY,
    },
    {
      id: 'effort',
      kind: 'wait-for-event',
      stage: 'advocacy',
      title: 'Answers',
      position: at(1),
      event: 'Survey Answered',
      filter: { op: 'compare', operand: { from: 'event', path: 'metric' }, is: 'equals', value: 'ces' },
      timeout: { amount: 5, unit: 'days' },
    },
    { id: 'heard', kind: 'goal', stage: 'advocacy', title: 'Solved, and heard', position: at(2) },
    { id: 'silent', kind: 'goal', stage: 'advocacy', title: 'Solved in silence', position: at(3) },
  ],
  edges: toEdges([
    'opens > file',
    'file > mail-apology',
    'mail-apology > solved-soon',
    'solved-soon:arrived > mail-closed',
    'solved-soon:timed-out > alarm',
    'alarm > solved-late',
    'solved-late:arrived > mail-closed',
    'solved-late:timed-out > lost',
    'mail-closed > effort',
    'effort:arrived > heard',
    'effort:timed-out > silent',
  ]),
  settings: {
    ...SHOP_SETTINGS,
    correlationKey: 'issue_id',
    exits: [],
  },
}
