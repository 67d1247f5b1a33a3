import type { JourneyDefinition, Node } from '@periplo/model'
import { at, toEdges } from './draw.ts'
import { CODE_EMAIL, REMINDER_EMAIL, SURVEY_EMAIL } from './cart-emails.ts'

const SAME_CART = { property: 'cart_id', entryProperty: 'cart_id' } as const

const AWARENESS: readonly Node[] = [
  {
    id: 'ad',
    kind: 'event-entry',
    stage: 'awareness',
    title: 'Clicks a social ad',
    position: at(0),
    event: 'Ad Clicked',
    filter: {
      op: 'compare',
      operand: { from: 'event', path: 'campaign_id' },
      is: 'equals',
      value: 'autumn-layers',
    },
  },
  {
    id: 'known',
    kind: 'condition',
    stage: 'awareness',
    title: 'Already has an account?',
    position: at(1),
    condition: { op: 'exists', operand: { from: 'trait', path: 'email' } },
  },
  {
    id: 'account',
    kind: 'wait-for-event',
    stage: 'awareness',
    title: 'Signs up or in',
    position: at(2),
    event: 'Identify',
    timeout: { amount: 5, unit: 'days' },
  },
  { id: 'leaves', kind: 'exit', stage: 'awareness', title: 'Leaves unnamed', position: at(3) },
]

const CONSIDERATION: readonly Node[] = [
  {
    id: 'cart',
    kind: 'wait-for-event',
    stage: 'consideration',
    title: 'Fills the cart',
    position: at(0),
    event: 'Cart Viewed',
    filter: { op: 'exists', operand: { from: 'event', path: 'products.0.sku' } },
    correlation: SAME_CART,
    timeout: { amount: 5, unit: 'days' },
  },
  {
    id: 'evening',
    kind: 'delay',
    stage: 'consideration',
    title: 'Wait for the evening',
    position: at(1),
    duration: { amount: 6, unit: 'hours' },
  },
  {
    id: 'meanwhile',
    kind: 'condition',
    stage: 'consideration',
    title: 'Bought meanwhile?',
    position: at(2),
    condition: {
      op: 'count',
      event: 'Order Completed',
      within: { amount: 6, unit: 'hours' },
      is: 'at-least',
      times: 1,
    },
  },
  {
    id: 'split',
    kind: 'random-split',
    stage: 'consideration',
    title: 'Code, reminder or nothing',
    position: at(3),
    branches: [
      { id: 'code', title: 'Code', weight: 45 },
      { id: 'reminder', title: 'Reminder', weight: 40 },
      { id: 'control', title: 'Control', weight: 15 },
    ],
  },
  { id: 'bought', kind: 'goal', stage: 'consideration', title: 'Bought unasked', position: at(4) },
  { id: 'browses', kind: 'exit', stage: 'consideration', title: 'Only looked around', position: at(5) },
]

const DECISION: readonly Node[] = [
  {
    id: 'create-code',
    kind: 'webhook',
    stage: 'decision',
    title: 'Create the code',
    position: at(0),
    url: 'https://shop.nordica.example/codes',
  },
  { id: 'mail-code', kind: 'message', stage: 'decision', position: at(1), ...CODE_EMAIL },
  { id: 'mail-reminder', kind: 'message', stage: 'decision', position: at(2), ...REMINDER_EMAIL },
  {
    id: 'buys',
    kind: 'wait-for-event',
    stage: 'decision',
    title: 'Buys in any channel',
    position: at(3),
    event: 'Order Completed',
    correlation: SAME_CART,
    timeout: { amount: 7, unit: 'days' },
  },
  { id: 'no-purchase', kind: 'exit', stage: 'decision', title: 'No purchase', position: at(4) },
]

const SERVICE: readonly Node[] = [
  {
    id: 'fulfilled',
    kind: 'wait-for-event',
    stage: 'service',
    title: 'Gets the clothes',
    position: at(0),
    event: 'Order Fulfilled',
    correlation: SAME_CART,
    timeout: { amount: 6, unit: 'days' },
  },
  {
    id: 'problem',
    kind: 'wait-for-event',
    stage: 'service',
    title: 'Delivery problem?',
    position: at(1),
    event: 'Case Opened',
    filter: { op: 'compare', operand: { from: 'event', path: 'topic' }, is: 'equals', value: 'delivery' },
    timeout: { amount: 2, unit: 'days' },
  },
  {
    id: 'solved',
    kind: 'wait-for-event',
    stage: 'service',
    title: 'Problem solved',
    position: at(2),
    event: 'Case Resolved',
    timeout: { amount: 5, unit: 'days' },
  },
  { id: 'unsolved', kind: 'exit', stage: 'service', title: 'Left waiting', position: at(3) },
]

const ADVOCACY: readonly Node[] = [
  { id: 'mail-survey', kind: 'message', stage: 'advocacy', position: at(0), ...SURVEY_EMAIL },
  {
    id: 'answer',
    kind: 'wait-for-event',
    stage: 'advocacy',
    title: 'Would recommend us?',
    position: at(1),
    event: 'Survey Answered',
    filter: { op: 'compare', operand: { from: 'event', path: 'metric' }, is: 'equals', value: 'nps' },
    timeout: { amount: 5, unit: 'days' },
  },
  {
    id: 'points',
    kind: 'update-profile',
    stage: 'advocacy',
    title: '120 loyalty points',
    position: at(2),
    changes: [{ to: 'add', trait: 'points', by: 120 }],
  },
  {
    id: 'referral',
    kind: 'wait-for-event',
    stage: 'advocacy',
    title: 'Recommends to a friend',
    position: at(3),
    event: 'Referral Made',
    timeout: { amount: 7, unit: 'days' },
  },
  { id: 'friend', kind: 'goal', stage: 'advocacy', title: 'Brings a friend', position: at(4) },
  { id: 'customer', kind: 'goal', stage: 'advocacy', title: 'Happy customer', position: at(5) },
]

/** The reference story in one journey: from the lunch-break ad to a friend's recommendation, with a control arm. */
export const CART_RECOVERY: JourneyDefinition = {
  format: 3,
  name: 'Cart recovery, autumn',
  description:
    'From the social ad to the purchase in any channel. In the evening a code for the items left in the cart, a reminder without one, or nothing: the control arm shows what the code really causes.',
  stages: [
    { id: 'awareness', targetConversionRate: 0.55, owner: 'Irene Vidal' },
    { id: 'consideration', targetConversionRate: 0.45, owner: 'Marta Arias' },
    { id: 'decision', targetConversionRate: 0.4, owner: 'Marta Arias' },
    { id: 'service', targetConversionRate: 0.95, owner: 'Teo Lindqvist' },
    { id: 'advocacy', owner: 'Irene Vidal' },
  ],
  nodes: [...AWARENESS, ...CONSIDERATION, ...DECISION, ...SERVICE, ...ADVOCACY],
  edges: toEdges([
    'ad > known',
    'known:yes > cart',
    'known:no > account',
    'account:arrived > cart',
    'account:timed-out > leaves',
    'cart:arrived > evening',
    'cart:timed-out > browses',
    'evening > meanwhile',
    'meanwhile:yes > bought',
    'meanwhile:no > split',
    'split:code > create-code',
    'split:reminder > mail-reminder',
    'split:control > buys',
    'create-code > mail-code',
    'mail-code > buys',
    'mail-reminder > buys',
    'buys:arrived > fulfilled',
    'buys:timed-out > no-purchase',
    'fulfilled:arrived > problem',
    'fulfilled:timed-out > problem',
    'problem:arrived > solved',
    'problem:timed-out > mail-survey',
    'solved:arrived > mail-survey',
    'solved:timed-out > unsolved',
    'mail-survey > answer',
    'answer:arrived > points',
    'answer:timed-out > customer',
    'points > referral',
    'referral:arrived > friend',
    'referral:timed-out > customer',
  ]),
  settings: {
    reentry: { mode: 'after-exit' },
    correlationKey: 'cart_id',
    conversionWindow: { amount: 30, unit: 'days' },
    exits: [],
  },
}
