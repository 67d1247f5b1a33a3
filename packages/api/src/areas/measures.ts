import { isMapMeasureId, listMeasures } from '@periplo/kpi'
import type { MapMeasureId } from '@periplo/kpi'
import { VersionId } from '@periplo/model'
import { z } from 'zod'
import { memberProcedure, router } from '../trpc.ts'
import { CohortInput } from './inputs.ts'
import { streamWhileWanted } from './stream.ts'

const OverlayInput = CohortInput.extend({ versionId: VersionId })

/** A measure that live counters can tell. */
const LiveMeasure = z.custom<MapMeasureId>(
  (value) => typeof value === 'string' && isMapMeasureId(value),
  'Not a measure of the map; measures.list says of each whether it is live.',
)

/** What is measured, in words, and what the map shows in Measure mode. */
export const measuresRouter = router({
  /** Everything the registry tells of every measure, in English and Spanish. */
  list: memberProcedure.query(() => listMeasures()),

  /** One measure of a version by its name in the registry, part by part. */
  read: memberProcedure
    .input(OverlayInput.extend({ measure: LiveMeasure }))
    .query(({ ctx, input }) => ctx.verbs.measures.read(input)),

  /** The overlay of a version, now. */
  readOverlay: memberProcedure
    .input(OverlayInput)
    .query(({ ctx, input }) => ctx.verbs.measures.readOverlay(input)),

  /** The overlay now, and again whenever it changed. */
  watchOverlay: memberProcedure
    .input(OverlayInput)
    .subscription(({ ctx, input, path, signal }) =>
      streamWhileWanted({ ctx, path, signal }, (signal) =>
        ctx.verbs.measures.watchOverlay({ ...input, signal }),
      ),
    ),
})
