import type { JourneyDefinition } from '@periplo/model'
import { at, SHOP_SETTINGS, toEdges } from './draw.ts'

const WELCOME_BODY = `Hello {{ person.first_name }},

welcome to the Nórdica club. Clothes for cold mornings, made to be worn for ten winters: that is all we do.

What the club gives you:

- a point for every euro, in the shop, in the app and at the till
- free alterations in the store in {{ person.city }}
- first look at every small series

[See what is new](https://shop.nordica.example/new)

Glad you are here,
Nórdica`

const NUDGE_BODY = `Hello {{ person.first_name }},

you have looked around a little. Three things people ask us before their first order:

- **Sizes** run true; between two, take the smaller one.
- **Delivery** takes two to four days, and a store pick-up is free.
- **Returns** are free for 30 days, by post or in any store.

[Back to the shop](https://shop.nordica.example/)

Nórdica`

/** What happens between joining the club and the first order. */
export const WELCOME: JourneyDefinition = {
  format: 3,
  name: 'Welcome to the club',
  description: 'A warm hello an hour after joining, and a second word for those who look but do not buy.',
  stages: [
    { id: 'consideration', owner: 'Marta Arias' },
    { id: 'decision', targetConversionRate: 0.3, owner: 'Marta Arias' },
    { id: 'advocacy', owner: 'Irene Vidal' },
  ],
  nodes: [
    {
      id: 'joins',
      kind: 'event-entry',
      stage: 'consideration',
      title: 'Joins the club',
      position: at(0),
      event: 'Signed Up',
    },
    {
      id: 'hour',
      kind: 'delay',
      stage: 'consideration',
      title: 'Give them an hour',
      position: at(1),
      duration: { amount: 1, unit: 'hours' },
    },
    {
      id: 'mail-welcome',
      kind: 'message',
      stage: 'consideration',
      title: 'Warm hello',
      position: at(2),
      channel: 'email',
      purpose: 'transactional',
      onRefused: 'continue',
      subject: 'Welcome, {{ person.first_name }}',
      body: WELCOME_BODY,
    },
    {
      id: 'first',
      kind: 'wait-for-event',
      stage: 'decision',
      title: 'First order within a week',
      position: at(0),
      event: 'Order Completed',
      timeout: { amount: 7, unit: 'days' },
    },
    {
      id: 'looks',
      kind: 'condition',
      stage: 'decision',
      title: 'Still looking around?',
      position: at(1),
      condition: {
        op: 'count',
        event: 'Product Viewed',
        within: { amount: 7, unit: 'days' },
        is: 'at-least',
        times: 2,
      },
    },
    {
      id: 'mail-nudge',
      kind: 'message',
      stage: 'decision',
      title: 'Answers before they ask',
      position: at(2),
      channel: 'email',
      purpose: 'marketing',
      onRefused: 'exit',
      subject: 'Three things people ask before their first order',
      body: NUDGE_BODY,
    },
    {
      id: 'second-chance',
      kind: 'wait-for-event',
      stage: 'decision',
      title: 'Orders after all',
      position: at(3),
      event: 'Order Completed',
      timeout: { amount: 7, unit: 'days' },
    },
    { id: 'quiet', kind: 'exit', stage: 'decision', title: 'Stays quiet', position: at(4) },
    {
      id: 'gift',
      kind: 'update-profile',
      stage: 'advocacy',
      title: '50 points to begin with',
      position: at(0),
      changes: [
        { to: 'add', trait: 'points', by: 50 },
        { to: 'value', trait: 'tier', value: 'wool' },
      ],
    },
    { id: 'member', kind: 'goal', stage: 'advocacy', title: 'Has ordered', position: at(1) },
  ],
  edges: toEdges([
    'joins > hour',
    'hour > mail-welcome',
    'mail-welcome > first',
    'first:arrived > gift',
    'first:timed-out > looks',
    'looks:yes > mail-nudge',
    'looks:no > quiet',
    'mail-nudge > second-chance',
    'second-chance:arrived > gift',
    'second-chance:timed-out > quiet',
    'gift > member',
  ]),
  settings: { ...SHOP_SETTINGS, reentry: { mode: 'never' }, exits: [] },
}
