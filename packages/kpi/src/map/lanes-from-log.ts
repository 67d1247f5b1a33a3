import type { Measure } from '@periplo/model'
import type { LogSettings } from '../log/kpi-log.ts'
import { partsOf } from '../log/parts.ts'
import { toPartValues, toWhole } from '../measured-value.ts'
import type { FromLog, MeasuredValue, MeasureFromLog } from '../measured-value.ts'
import { chooseRuns, listRunsBegun } from './counted-runs.ts'
import type { JourneyRun } from './journey-log.ts'
import {
  orderStages,
  toGoalRate,
  toGoalRateWithOpen,
  toLaneConversion,
  toLaneSkips,
} from './lane-measures.ts'
import type { Lane } from './lane-measures.ts'
import type { STAGE_MEASURES } from './measures-of-stages.ts'

/** A stage of which something can be told, by its place from the left. */
interface LaneReading {
  readonly places: (stages: readonly string[]) => readonly number[]
  readonly read: (
    runs: readonly JourneyRun[],
    at: Pick<Lane, 'stages' | 'place'>,
    settings: LogSettings,
  ) => Measure
}

const listPlaces = (stages: readonly string[]): readonly number[] => stages.map((_, place) => place)

/** How K01 is computed on runs a log tells of, looked at as an open funnel or a closed one. */
export function readLaneConversion<Id extends string>(
  measure: Id,
  how: Pick<Lane, 'funnel' | 'isLoss'>,
): MeasureFromLog<Id> {
  return readLanes(measure, {
    places: (stages) => listPlaces(stages).slice(0, -1),
    read: (runs, at, settings) => toLaneConversion(runs, { ...at, ...how }, settings),
  })
}

/** How what the map tells of stages and of the journey is computed on a log that holds exported facts. */
export const STAGES_FROM_LOG: FromLog<typeof STAGE_MEASURES> = {
  'stage-conversion': readLaneConversion('stage-conversion', { funnel: 'closed', isLoss: false }),
  'stage-drop-off': readLaneConversion('stage-drop-off', { funnel: 'closed', isLoss: true }),
  'stage-skips': readLanes('stage-skips', {
    places: (stages) => listPlaces(stages).slice(1),
    read: (runs, { stages, place }, settings) =>
      toLaneSkips(runs, { stage: stages[place] ?? '', before: stages[place - 1] ?? '' }, settings),
  }),
  goal: (log, settings) => {
    const runs = chooseRuns(listRunsBegun(log, settings), settings, 'first')
    const read = (some: readonly JourneyRun[]): Measure => toGoalRate(some, settings)
    const parts = partsOf(runs, ({ journeyId }) => journeyId)
    return [
      ...toWhole('goal', read(runs)),
      ...toPartValues('goal', { dimension: 'journey', parts, read }),
      {
        measure: 'goal',
        breakdown: { view: 'with those under way' },
        value: toGoalRateWithOpen(runs, settings),
      },
    ]
  },
}

/** The first stage of which there is something to say speaks for the whole; then each, journey by journey. */
function readLanes<Id extends string>(measure: Id, { places, read }: LaneReading): MeasureFromLog<Id> {
  return (log, settings) => {
    const begun = listRunsBegun(log, settings)
    const readAt = (runs: readonly JourneyRun[], stages: readonly string[], place: number): Measure =>
      read(chooseRuns(runs, settings, 'first'), { stages, place }, settings)
    const parts = partsOf(begun, ({ journeyId }) => journeyId).flatMap(([journey, own]) => {
      const stages = orderStages(own)
      return places(stages).map((place): MeasuredValue<Id> => ({
        measure,
        breakdown: { journey, stage: stages[place] ?? '' },
        value: readAt(own, stages, place),
      }))
    })
    const stages = orderStages(begun)
    return [...toWhole(measure, readAt(begun, stages, places(stages)[0] ?? 0)), ...parts]
  }
}
