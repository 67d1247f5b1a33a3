import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import { askCells, tellMerge, tellRefusal, toUnchangingRows } from '../testing/fixture-list.ts'
import type { FixtureTable } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { DWELL_LOG_FROM_LOG } from './from-log.ts'

// Ana's case is dealt with at once by x; Ben's goes from x to y and back, and takes two contacts.

type Id = keyof typeof DWELL_LOG_FROM_LOG

const HOUR_MS = 3_600_000
/** A case of a user, as `Opened@x:0`: what was done, by whom, so many hours after it began. */
const tellCase = (user: string, begun: string, deeds: string): readonly Told[] =>
  deeds.split(' ').map((deed) => {
    const [, what = '', agent = '', hours = ''] = /^(\w+)@(\w+):(\d+)$/.exec(deed) ?? []
    return {
      event: `Case ${what}`,
      at: new Date(at(begun) + Number(hours) * HOUR_MS).toISOString(),
      user,
      properties: { issue_id: `${user} ${begun.slice(0, 10)}`, agent_id: agent },
    }
  })
const tellStory = (ana: string, ben: string): readonly Told[] => [
  ...tellCase('ana', ana, 'Opened@x:0 Contacted@x:1 Resolved@x:3'),
  ...tellCase('ben', ben, 'Opened@x:0 Contacted@y:1 Contacted@x:5 Resolved@x:9'),
]
const STORY = tellStory('2026-11-02T09:00:00Z', '2026-11-03T09:00:00Z')

const NOTHING = {
  'process-throughput': null,
  'process-dwell': null,
  'process-rework': null,
  'process-transfers': null,
  'process-first-contact': null,
} as const satisfies Record<Id, null>
const USUAL = {
  'process-throughput': 6 * HOUR_MS, // 3 and 9
  'process-dwell': 2 * HOUR_MS, // 1, 2 and 1, 4, 4
  'process-rework': 1 / 2, // Ben was contacted twice
  'process-transfers': 2 / 2, // x to y and back
  'process-first-contact': 1 / 2, // Ana's
} as const satisfies Record<Id, number>

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ event }) => event === 'Case Resolved',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [
      ...tellStory('2026-10-20T09:00:00Z', '2026-10-31T20:00:00Z'),
      { event: 'Page Viewed', at: '2026-11-05T09:00:00Z' },
    ],
    is: NOTHING,
    why: 'the cases began before the window, one of them to be closed in it',
  },
  'one person': {
    told: tellCase('ana', '2026-11-02T09:00:00Z', 'Opened@x:0 Contacted@x:1 Resolved@x:3'),
    is: {
      'process-throughput': 3 * HOUR_MS,
      'process-dwell': 1.5 * HOUR_MS,
      'process-rework': 0,
      'process-transfers': 0,
      'process-first-contact': 1,
    },
    why: 'Ana alone',
  },
  're-entry': {
    told: [...STORY, ...tellCase('ana', '2026-11-20T09:00:00Z', 'Opened@x:0 Contacted@x:1 Resolved@x:2')],
    is: {
      'process-throughput': 3 * HOUR_MS,
      'process-dwell': 1 * HOUR_MS,
      'process-rework': 1 / 3,
      'process-transfers': 2 / 3,
      'process-first-contact': 2 / 3,
    },
    why: 'Ana comes again with another case: 2, 3 and 9 hours; 1, 1, 1, 1, 2, 4, 4 between',
  },
  'full refund': { cannot: 'a process log holds cases, and a refund is of an order' },
  'partial refund': { cannot: 'the same' },
  'two currencies, one without a rate': { cannot: 'nothing here is worth money' },
  'day of 25 hours': {
    told: [
      ...tellStory('2026-10-25T00:30:00Z', '2026-10-24T22:00:00Z'),
      ...tellCase('eva', '2026-10-25T23:00:00Z', 'Opened@x:0 Contacted@y:1 Resolved@x:2'),
    ],
    settings: { window: { from: at('2026-10-24T22:00:00Z'), to: at('2026-10-25T23:00:00Z') } },
    is: USUAL,
    why: 'from half past two to half past two is an hour that night; a case of the next day is not of this one',
  },
  'day of 23 hours': {
    told: [
      ...tellStory('2026-03-29T00:30:00Z', '2026-03-28T23:00:00Z'),
      ...tellCase('eva', '2026-03-29T22:00:00Z', 'Opened@x:0 Contacted@y:1 Resolved@x:2'),
    ],
    settings: { window: { from: at('2026-03-28T23:00:00Z'), to: at('2026-03-29T22:00:00Z') } },
    is: USUAL,
    why: 'from half past one to half past three is an hour that night; a case of the next day is not of this one',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: USUAL,
    why: 'two cases of one person are two cases',
  },
  'consent withdrawn': {
    told: [tellRefusal('ana'), ...STORY],
    is: USUAL,
    why: 'a case is counted without knowing whose it is',
  },
}

test.each(askCells(DWELL_LOG_FROM_LOG, ROWS))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)
