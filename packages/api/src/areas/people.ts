import { PersonId } from '@periplo/model'
import { z } from 'zod'
import { memberProcedure, router } from '../trpc.ts'
import { PageInput } from './inputs.ts'

const OnePerson = z.object({ personId: PersonId })

/** People and their timelines. */
export const peopleRouter = router({
  /** Those whose name or identifier matches; everybody for an empty search. */
  list: memberProcedure
    .input(PageInput.extend({ search: z.string().trim().max(200).default('') }))
    .query(({ ctx, input }) => ctx.verbs.people.list(input)),

  /** Everything but the timeline. */
  get: memberProcedure.input(OnePerson).query(({ ctx, input }) => ctx.verbs.people.get(input)),

  /** What happened to them, newest first. */
  getTimeline: memberProcedure
    .input(PageInput.extend(OnePerson.shape))
    .query(({ ctx, input }) => ctx.verbs.people.getTimeline(input)),
})
