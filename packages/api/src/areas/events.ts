import { EventName } from '@periplo/model'
import { z } from 'zod'
import { memberProcedure, router } from '../trpc.ts'
import { PageInput } from './inputs.ts'
import { streamWhileWanted } from './stream.ts'

const EventsInput = PageInput.extend({
  show: z.enum(['all', 'accepted', 'rejected']).default('all'),
  /** Empty for every name. */
  name: EventName.default(''),
})

/** What arrives. */
export const eventsRouter = router({
  /** Newest first. */
  list: memberProcedure.input(EventsInput).query(({ ctx, input }) => ctx.verbs.events.list(input)),

  /** Batches of events as they arrive. */
  watch: memberProcedure.subscription(({ ctx, input, path, signal }) =>
    streamWhileWanted({ ctx, path, signal }, (signal) => ctx.verbs.events.watch({ ...input, signal })),
  ),

  /** Names seen lately, with the paths of their properties. */
  listNames: memberProcedure.query(({ ctx, input }) => ctx.verbs.events.listNames(input)),
})
