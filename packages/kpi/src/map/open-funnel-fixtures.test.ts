import { expect, test } from 'vitest'
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
import { at, DAY_MS } from '../testing/sample-journey.ts'
import type { Told } from '../testing/tell-log.ts'
import { OPEN_FUNNELS_FROM_LOG } from './from-log.ts'

// Ana is seen in awareness, and a day later in a decision: nobody saw her consider. Ben is seen deciding alone. Cem
// is seen in awareness and stays. The runs and the events of the workspace tell the same.

type Id = keyof typeof OPEN_FUNNELS_FROM_LOG

/** When Ana comes, and when the others do. */
interface Days {
  readonly ana: string
  readonly others: string
}
const NOVEMBER: Days = { ana: '2026-11-02T10:00:00Z', others: '2026-11-02T10:00:00Z' }

const inRun = (user: string, run: string): Readonly<Record<string, string>> => ({
  journey_id: 'j',
  enrollment_id: `${user} ${run}`,
})
const EVENT_OF = { awareness: 'Ad Clicked', consideration: 'Product Viewed', decision: 'Checkout Started' }

const beIn = (
  stage: keyof typeof EVENT_OF,
  { user, when, run = when }: { readonly user: string; readonly when: string; readonly run?: string },
): readonly Told[] => [
  { event: EVENT_OF[stage], at: when, user },
  {
    event: 'Node Entered',
    at: when,
    user,
    properties: { ...inRun(user, run), node_id: stage, stage },
  },
]
const aDayAfter = (when: string): string => new Date(at(when) + DAY_MS).toISOString()
const tellAna = (when: string): readonly Told[] => [
  ...beIn('awareness', { user: 'ana', when }),
  ...beIn('decision', { user: 'ana', when: aDayAfter(when), run: when }),
]
const tellStory = ({ ana, others }: Days): readonly Told[] => [
  ...tellAna(ana),
  ...beIn('decision', { user: 'ben', when: others }),
  ...beIn('awareness', { user: 'cem', when: others }),
  // so that there is the stage
  ...beIn('consideration', { user: 'dan', when: others }),
]
const STORY = tellStory(NOVEMBER)
const tellOddDay = ({ first, last, next }: OddDay): readonly Told[] => [
  ...tellStory({ ana: first, others: last }),
  ...beIn('awareness', { user: 'gus', when: next }),
]

const both = <Value>(value: Value): Readonly<Record<Id, Value>> => ({
  'stage-conversion-open': value,
  'workspace-conversion-open': value,
})
/** Of Ana, Ben, Cem and Dan, who all count as aware, all but Cem went on. */
const USUAL = both([3 / 4, 'estimated'] as const)

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: both(null),
    late: ({ user }) => user === 'ana',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: beIn('awareness', { user: 'cem', when: '2026-10-10T10:00:00Z' }),
    is: both(null),
    why: 'Cem was aware before the window',
  },
  'one person': {
    told: tellAna(NOVEMBER.ana),
    is: both(1),
    why: 'Ana alone: she was seen aware, and nothing of that is inferred',
  },
  're-entry': {
    told: [...STORY, ...tellAna('2026-11-10T10:00:00Z')],
    is: USUAL,
    why: 'Ana comes again: no other person',
  },
  ...toMoneylessRows<Id>(STORY, { is: USUAL, why: 'she had gone on already' }),
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY),
    settings: toDaySettings(LONG_DAY),
    is: USUAL,
    why: 'from its first instant to its last second; Gus is of the next day',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY),
    settings: toDaySettings(SHORT_DAY),
    is: USUAL,
    why: 'the same of the short one',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: {
      'stage-conversion-open': [2 / 3, 'estimated'],
      'workspace-conversion-open': [2 / 3, 'estimated'],
    },
    why: 'Ana and Ben are one, who went on at once',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: both([2 / 3, 'estimated'] as const),
    why: 'Ben may not be followed: Ana and Dan of three',
  },
}

test.each(askCells(OPEN_FUNNELS_FROM_LOG, ROWS))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)
