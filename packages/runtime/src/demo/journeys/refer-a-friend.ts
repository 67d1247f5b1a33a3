import type { JourneyDefinition } from '@periplo/model'
import { at, SHOP_SETTINGS, toEdges } from './draw.ts'

const REFER_BODY = `Hello {{ person.first_name }},

you gave us {{ entry.score }} out of 10, which made somebody's day here.

If there is a friend who is always cold: with your link they get 15 euros off their first order, and you get 300 points once they wear it.

[My link for a friend](https://shop.nordica.example/friends)

Thank you,
Nórdica`

/** Who would recommend us is asked to, a day later and once. */
export const REFER_A_FRIEND: JourneyDefinition = {
  format: 3,
  name: 'Refer a friend',
  description: 'A day after a 9 or a 10: a link to pass on, and points when the friend has bought.',
  stages: [
    { id: 'advocacy', title: 'Advocacy', owner: 'Irene Vidal' },
    { id: 'reward', title: 'Reward' },
  ],
  nodes: [
    {
      id: 'promoter',
      kind: 'event-entry',
      stage: 'advocacy',
      title: 'Gives us a 9 or a 10',
      position: at(0),
      event: 'Survey Answered',
      filter: {
        op: 'all',
        of: [
          { op: 'compare', operand: { from: 'event', path: 'metric' }, is: 'equals', value: 'nps' },
          { op: 'compare', operand: { from: 'event', path: 'score' }, is: 'at-least', value: 9 },
        ],
      },
    },
    {
      id: 'day',
      kind: 'delay',
      stage: 'advocacy',
      title: 'Not in the same breath',
      position: at(1),
      duration: { amount: 1, unit: 'days' },
    },
    {
      id: 'mail-refer',
      kind: 'message',
      stage: 'advocacy',
      title: 'A link for a friend',
      position: at(2),
      channel: 'email',
      purpose: 'marketing',
      onRefused: 'exit',
      subject: 'Do you know somebody who is always cold?',
      body: REFER_BODY,
    },
    {
      id: 'passes-on',
      kind: 'wait-for-event',
      stage: 'advocacy',
      title: 'Passes the link on',
      position: at(3),
      event: 'Referral Made',
      timeout: { amount: 7, unit: 'days' },
    },
    { id: 'keeps-it', kind: 'exit', stage: 'advocacy', title: 'Keeps it to themselves', position: at(4) },
    {
      id: 'friend-buys',
      kind: 'wait-for-event',
      stage: 'reward',
      title: 'The friend buys',
      position: at(0),
      event: 'Referral Converted',
      timeout: { amount: 10, unit: 'days' },
    },
    {
      id: 'reward',
      kind: 'update-profile',
      stage: 'reward',
      title: '300 points',
      position: at(1),
      changes: [{ to: 'add', trait: 'points', by: 300 }],
    },
    { id: 'rewarded', kind: 'goal', stage: 'reward', title: 'A friend won', position: at(2) },
    { id: 'no-order', kind: 'exit', stage: 'reward', title: 'The friend only looked', position: at(3) },
  ],
  edges: toEdges([
    'promoter > day',
    'day > mail-refer',
    'mail-refer > passes-on',
    'passes-on:arrived > friend-buys',
    'passes-on:timed-out > keeps-it',
    'friend-buys:arrived > reward',
    'friend-buys:timed-out > no-order',
    'reward > rewarded',
  ]),
  settings: {
    ...SHOP_SETTINGS,
    reentry: { mode: 'cool-down', coolDown: { amount: 60, unit: 'days' } },
    exits: [],
  },
}
