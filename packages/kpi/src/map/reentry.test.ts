import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reentry } from '../measure-info.ts'
import { MEASURE_IDS, MEASURES } from '../measures.ts'
import type { MeasureInfo } from '../measure-info.ts'
import { MEASURES_FROM_LOG } from '../measures-from-log.ts'
import { at, DAY_MS } from '../testing/sample-journey.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { orderStages, toLaneConversion } from './lane-measures.ts'
import { listRuns } from './journey-log.ts'

const BEGIN = at('2026-11-02T10:00:00Z')
const when = (days: number): string => new Date(BEGIN + days * DAY_MS).toISOString()

/** A run that asks on its first day and, where it `wins`, arrives on the day after. */
function tellRun(user: string, day: number, wins: boolean): readonly Told[] {
  const own = { journey_id: 'j', enrollment_id: `${user} ${day}` }
  const tell = (event: string, after: number, more: Readonly<Record<string, string>>): Told => ({
    event,
    at: when(day + after),
    user,
    properties: { ...own, ...more },
  })
  const begin = [
    tell('Journey Entered', 0, {}),
    tell('Node Entered', 0, { node_id: 'ask', stage: 'awareness' }),
  ]
  if (!wins) return [...begin, tell('Journey Exited', 1, { node_id: 'ask', reason: 'exit-rule' })]
  return [
    ...begin,
    tell('Node Exited', 1, { node_id: 'ask', port: 'yes' }),
    tell('Node Entered', 1, { node_id: 'won', stage: 'decision' }),
    tell('Journey Exited', 1, { node_id: 'won', reason: 'goal' }),
  ]
}

// Ana fails, fails and arrives; Ben arrives and fails.
const STORY = [
  ...tellRun('ana', 0, false),
  ...tellRun('ana', 3, false),
  ...tellRun('ana', 6, true),
  ...tellRun('ben', 0, true),
  ...tellRun('ben', 3, false),
]

interface Row {
  readonly id: 'goal' | 'stage-conversion' | 'stage-drop-off' | 'drop-off' | 'edge-share'
  readonly reentry: Reentry | 'usual'
  readonly part: number
  readonly whole: number
  readonly why: string
}
const ROWS: readonly Row[] = [
  { id: 'goal', reentry: 'usual', part: 1, whole: 2, why: 'of persons, by their first run: Ben' },
  { id: 'goal', reentry: 'first', part: 1, whole: 2, why: 'which is what is usual' },
  { id: 'goal', reentry: 'last', part: 1, whole: 2, why: 'by their last run: Ana' },
  { id: 'goal', reentry: 'all', part: 2, whole: 5, why: 'of runs' },
  { id: 'stage-conversion', reentry: 'last', part: 1, whole: 2, why: 'Ana went on in the end' },
  { id: 'stage-conversion', reentry: 'all', part: 2, whole: 5, why: 'of runs' },
  { id: 'stage-drop-off', reentry: 'last', part: 1, whole: 2, why: 'Ben did not' },
  { id: 'stage-drop-off', reentry: 'all', part: 3, whole: 5, why: 'the rest of runs' },
  { id: 'drop-off', reentry: 'usual', part: 3, whole: 7, why: 'of every entry of a node' },
  { id: 'drop-off', reentry: 'all', part: 3, whole: 7, why: 'which is what is usual' },
  { id: 'drop-off', reentry: 'first', part: 1, whole: 3, why: 'Ana at the question; Ben passed two nodes' },
  { id: 'drop-off', reentry: 'last', part: 1, whole: 3, why: 'Ben at the question; Ana passed two nodes' },
  {
    id: 'edge-share',
    reentry: 'last',
    part: 1,
    whole: 3,
    why: 'Ana left the question; the goal is left by nothing',
  },
]

test.each(ROWS)('$id by $reentry runs is $part of $whole ($why)', ({ id, reentry, part, whole }) => {
  const settings = settingsOf({ reentry })
  const [value] = MEASURES_FROM_LOG[id](tellLog(STORY, settings), settings)
  expect(value?.value).toMatchObject({ numerator: part, denominator: whole })
})

test('a measure that says which runs it counts counts those unless asked otherwise', () => {
  const told: readonly (readonly [(typeof MEASURE_IDS)[number], MeasureInfo])[] = MEASURE_IDS.map((id) => [
    id,
    MEASURES[id],
  ])
  for (const [id, { reentry }] of told) {
    if (!reentry) continue
    const read = (mode: Reentry | 'usual') => {
      const settings = settingsOf({ reentry: mode })
      return MEASURES_FROM_LOG[id](tellLog(STORY, settings), settings)
    }
    expect({ id, values: read(reentry) }).toEqual({ id, values: read('usual') })
    const others = (['first', 'all', 'last'] as const).filter((mode) => mode !== reentry)
    expect({
      id,
      differs: others.some((mode) => JSON.stringify(read(mode)) !== JSON.stringify(read(reentry))),
    }).toEqual({ id, differs: true })
  }
})

const stories = fc.array(
  fc.record({
    user: fc.constantFrom('ana', 'ben', 'cem'),
    day: fc.integer({ min: 0, max: 6 }),
    wins: fc.boolean(),
  }),
  { maxLength: 12 },
)

test('who counts by the first or last run counts once, in one window or the next; every run counts in all', () => {
  fc.assert(
    fc.property(stories, fc.integer({ min: 0, max: 7 }), (runs, cut) => {
      const once = [...new Map(runs.map((run) => [`${run.user} ${run.day}`, run])).values()]
      const log = tellLog(once.flatMap(({ user, day, wins }) => tellRun(user, day, wins)))
      const count = (reentry: Reentry, from: number, to: number): number => {
        const window = { from: BEGIN + from * DAY_MS, to: BEGIN + to * DAY_MS }
        const [value] = MEASURES_FROM_LOG.goal(log, settingsOf({ reentry, window }))
        return value?.value.n ?? 0
      }
      const inParts = (reentry: Reentry): number => count(reentry, -1, cut) + count(reentry, cut, 9)
      const persons = new Set(once.map(({ user }) => user)).size
      expect([inParts('first'), inParts('last'), inParts('all')]).toEqual([persons, persons, once.length])
    }),
  )
})

const moments = fc.record({
  awareness: fc.option(fc.integer({ min: 0, max: 40 })),
  consideration: fc.option(fc.integer({ min: 0, max: 40 })),
  decision: fc.option(fc.integer({ min: 0, max: 40 })),
})

test('an open funnel never widens: each stage has at most the people of the one before, and at least those seen', () => {
  fc.assert(
    fc.property(fc.array(moments, { maxLength: 8 }), (people) => {
      const told = people.flatMap((stages, person) =>
        Object.entries(stages).flatMap(([stage, day]): readonly Told[] =>
          day === null
            ? []
            : [
                {
                  event: 'Node Entered',
                  at: when(day),
                  user: `p${person}`,
                  properties: { journey_id: 'j', enrollment_id: `p${person}`, node_id: stage, stage },
                },
              ],
        ),
      )
      const settings = settingsOf({ asOf: at('2027-06-01T00:00:00Z') })
      const runs = listRuns(tellLog(told, settings))
      const stages = orderStages(runs)
      const read = (funnel: 'open' | 'closed') =>
        stages.map((_, place) => toLaneConversion(runs, { stages, place, funnel, isLoss: false }, settings))
      const [open, closed] = [read('open'), read('closed')]
      open.forEach((measure, place) => {
        expect(measure.denominator).toBeGreaterThanOrEqual(closed[place]?.denominator ?? 0)
        expect(measure.denominator).toBeLessThanOrEqual(open[place - 1]?.denominator ?? Infinity)
        const isInferred = measure.flags.includes('estimated')
        if (!isInferred) expect(measure.denominator).toBe(closed[place]?.denominator)
      })
      expect(closed.some(({ flags }) => flags.includes('estimated'))).toBe(false)
    }),
  )
})
