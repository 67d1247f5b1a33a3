import type { JourneyDefinition } from '@periplo/model'
import { at, SHOP_SETTINGS, toEdges } from './draw.ts'

const INVITATION_BODY = `Hello {{ person.first_name }},

this is Alba from the store in {{ person.city }}. You were looking at **{{ entry.name }}** ({{ entry.price_minor | money: 'EUR' }}), and yes: we have it here in your size.

Shall I put it aside for you until tomorrow evening? Come by whenever it suits you; the fitting rooms are quiet around noon.

[Put it aside for me](https://shop.nordica.example/try/{{ entry.sku }})

If you have questions about the cut or the wool, just answer this e-mail.

Alba, Nórdica {{ person.city }}`

/** Research online, purchase offline, with a helping hand: half the people are invited, half are left alone. */
export const TRY_IN_STORE: JourneyDefinition = {
  format: 3,
  name: 'Try in store',
  description:
    'Who checks the stock of a store is invited to try the piece on; one half is left alone to compare.',
  stages: [
    { id: 'consideration', targetConversionRate: 0.3, owner: 'Alba Soler' },
    { id: 'decision', owner: 'Alba Soler' },
  ],
  nodes: [
    {
      id: 'checks',
      kind: 'event-entry',
      stage: 'consideration',
      title: 'Checks stock in a store',
      position: at(0),
      event: 'Stock Checked',
      filter: {
        op: 'all',
        of: [
          { op: 'compare', operand: { from: 'event', path: 'available' }, is: 'equals', value: true },
          { op: 'exists', operand: { from: 'trait', path: 'email' } },
        ],
      },
    },
    {
      id: 'half',
      kind: 'random-split',
      stage: 'consideration',
      title: 'Invite one half',
      position: at(1),
      branches: [
        { id: 'invited', title: 'Invited', weight: 50 },
        { id: 'alone', title: 'Left alone', weight: 50 },
      ],
    },
    {
      id: 'mail-try',
      kind: 'message',
      stage: 'consideration',
      title: 'The ambassador writes',
      position: at(2),
      channel: 'email',
      purpose: 'marketing',
      onRefused: 'continue',
      subject: '{{ entry.name }} is here in your size',
      body: INVITATION_BODY,
    },
    {
      id: 'comes',
      kind: 'wait-for-event',
      stage: 'consideration',
      title: 'Comes to the store',
      position: at(3),
      event: 'Store Visit Recorded',
      timeout: { amount: 7, unit: 'days' },
    },
    { id: 'stays-away', kind: 'exit', stage: 'consideration', title: 'Stays away', position: at(4) },
    {
      id: 'buys-there',
      kind: 'wait-for-event',
      stage: 'decision',
      title: 'Buys in the store',
      position: at(0),
      event: 'Order Completed',
      filter: { op: 'exists', operand: { from: 'event', path: 'store_id' } },
      timeout: { amount: 3, unit: 'days' },
    },
    { id: 'tried-on', kind: 'goal', stage: 'decision', title: 'Tried on and bought', position: at(1) },
    { id: 'no-fit', kind: 'exit', stage: 'decision', title: 'Did not fit', position: at(2) },
  ],
  edges: toEdges([
    'checks > half',
    'half:invited > mail-try',
    'half:alone > comes',
    'mail-try > comes',
    'comes:arrived > buys-there',
    'comes:timed-out > stays-away',
    'buys-there:arrived > tried-on',
    'buys-there:timed-out > no-fit',
  ]),
  settings: {
    ...SHOP_SETTINGS,
    reentry: { mode: 'cool-down', coolDown: { amount: 14, unit: 'days' } },
    exits: [],
  },
}
