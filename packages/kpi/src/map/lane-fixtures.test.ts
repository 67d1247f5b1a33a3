import { expect, test } from 'vitest'
import { at, DAY_MS } from '../testing/sample-journey.ts'
import {
  askCells,
  LONG_DAY,
  SHORT_DAY,
  tellMerge,
  tellRefusal,
  toDaySettings,
  toMoneylessRows,
  toUnchangingRows,
} from '../testing/fixture-list.ts'
import type { FixtureTable, OddDay } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { findQuantile, toBin } from '../sketch.ts'
import { MAP_FROM_LOG } from './from-log.ts'

// Everybody is asked. Ana goes on to the goal a day later, thirty others are refused a day later, Ben stays for good.

type Id = Exclude<keyof typeof MAP_FROM_LOG, 'ropo-orders' | 'ropo-revenue' | 'ropo-coverage'>

/** When Ana begins, and when the others do. */
interface Days {
  readonly ana: string
  readonly others: string
}
const NOVEMBER: Days = { ana: '2026-11-02T10:00:00Z', others: '2026-11-02T10:00:00Z' }
const SIZE = 30

const fact = (
  [user, event]: readonly [string, string],
  [when, days]: readonly [string, 0 | 1],
  properties: Readonly<Record<string, string>> = {},
): Told => ({
  event,
  at: new Date(at(when) + days * DAY_MS).toISOString(),
  user,
  properties: { journey_id: 'j', enrollment_id: `${user} ${when}`, ...properties },
})
const begin = (user: string, when: string): readonly Told[] => [
  fact([user, 'Journey Entered'], [when, 0]),
  fact([user, 'Node Entered'], [when, 0], { node_id: 'ask', stage: 'awareness' }),
]
const tellAna = (when: string): readonly Told[] => [
  ...begin('ana', when),
  fact(['ana', 'Message Sent'], [when, 0], { node_id: 'ask' }),
  fact(['ana', 'Node Exited'], [when, 1], { node_id: 'ask', port: 'yes' }),
  fact(['ana', 'Node Entered'], [when, 1], { node_id: 'won', stage: 'decision' }),
  fact(['ana', 'Journey Exited'], [when, 1], { node_id: 'won', reason: 'goal' }),
]
const tellStory = ({ ana, others }: Days): readonly Told[] => [
  ...tellAna(ana),
  ...begin('ben', others),
  ...Array.from({ length: SIZE }, (_, place) => `other ${place}`).flatMap((user) => [
    ...begin(user, others),
    fact([user, 'Message Refused'], [others, 0], { node_id: 'ask' }),
    fact([user, 'Node Exited'], [others, 1], { node_id: 'ask', reason: 'refused' }),
  ]),
]
const STORY = tellStory(NOVEMBER)
/** An odd day; Gus begins in the next, and goes all the way. */
const tellOddDay = ({ first, last, next }: OddDay): readonly Told[] => [
  ...tellStory({ ana: first, others: last }),
  ...tellAna(next).map((one) => ({ ...one, user: 'gus' })),
]

/** A day, as the sketch of stays tells it. */
const DAY = findQuantile(new Map([[toBin(DAY_MS), 1]]), 0.5)?.value ?? 0
const NOTHING = {
  'stage-conversion': null,
  'stage-drop-off': null,
  'stage-skips': null,
  goal: null,
  'edge-share': null,
  'drop-off': null,
  dwell: null,
  stuck: null,
  sends: null,
} as const satisfies Record<Id, null>
const USUAL = {
  'stage-conversion': [1 / 32, 'ok'],
  'stage-drop-off': [31 / 32, 'ok'],
  'stage-skips': 0, // Ana, who came by the question
  goal: [1 / 32, 'ok'],
  'edge-share': [1 / 33, 'ok'], // 32 entries of the question and one of the goal
  'drop-off': [31 / 33, 'ok'],
  dwell: [DAY, 'ok'],
  stuck: [1, 'ok'], // Ben, longer than nine in ten of 32 stays
  sends: [1 / 31, 'ok'],
} as const

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ user }) => user === 'ana',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: begin('ben', '2026-10-10T10:00:00Z'),
    is: NOTHING,
    why: 'Ben began before the window',
  },
  'one person': {
    told: tellAna(NOVEMBER.ana),
    is: {
      'stage-conversion': 1,
      'stage-drop-off': 0,
      'stage-skips': 0,
      goal: 1,
      'edge-share': 1 / 2,
      'drop-off': 0,
      dwell: 0,
      stuck: [null, 'small_n'],
      sends: 1,
    },
    why: 'Ana alone: of a day and no time the lower one; two stays do not tell what long is',
  },
  're-entry': {
    told: [...STORY, ...tellAna('2026-11-10T10:00:00Z')],
    is: { ...USUAL, 'edge-share': [2 / 35, 'ok'], 'drop-off': [31 / 35, 'ok'], sends: [2 / 32, 'ok'] },
    why: 'Ana comes again: two more entries of nodes, another message, and no other person',
  },
  ...toMoneylessRows<Id>(STORY, { is: USUAL, why: 'who arrived has arrived' }),
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY),
    settings: toDaySettings(LONG_DAY),
    is: USUAL,
    why: 'begun from its first instant to its last second; Gus is of the next day',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY),
    settings: { ...toDaySettings(SHORT_DAY), asOf: at('2026-06-15T22:00:00Z') },
    is: { ...USUAL, 'edge-share': [1 / 32, 'ok'], 'drop-off': [31 / 32, 'ok'] },
    why: '24 hours after its first instant the day is over: Ana enters the goal in the next (seen in June, as stays are remembered for 90 days)',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: {
      ...USUAL,
      'stage-conversion': [1 / 31, 'ok'],
      'stage-drop-off': [30 / 31, 'ok'],
      goal: [1 / 31, 'ok'],
    },
    why: 'Ana and Ben are one person, whose first run arrived; the entries stay',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: {
      'stage-conversion': [1 / 31, 'ok'],
      'stage-drop-off': [30 / 31, 'ok'],
      'stage-skips': 0,
      goal: [1 / 31, 'ok'],
      'edge-share': [1 / 32, 'ok'],
      'drop-off': [30 / 32, 'ok'],
      dwell: [DAY, 'ok'],
      stuck: [0, 'ok'],
      sends: [1 / 31, 'ok'],
    },
    why: 'Ben’s run may not be followed',
  },
}

test.each(askCells(MAP_FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})
