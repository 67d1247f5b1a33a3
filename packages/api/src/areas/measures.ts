import { VersionId } from '@periplo/model'
import { memberProcedure, router } from '../trpc.ts'
import { CohortInput } from './inputs.ts'
import { streamWhileWanted } from './stream.ts'

const OverlayInput = CohortInput.extend({ versionId: VersionId })

/** What the map shows in Measure mode. */
export const measuresRouter = router({
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
