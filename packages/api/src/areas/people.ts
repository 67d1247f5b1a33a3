import { AudienceName, JourneyId, PersonId } from '@periplo/model'
import { z } from 'zod'
import { memberProcedure, router } from '../trpc.ts'
import { PageInput, SuppositionInput } from './inputs.ts'

const OnePerson = z.object({ personId: PersonId })

/** People and their timelines. */
export const peopleRouter = router({
  /** Those whose name or identifier matches; everybody for an empty search. */
  list: memberProcedure
    .input(PageInput.extend({ search: z.string().trim().max(200).default('') }))
    .query(({ ctx, input }) => ctx.verbs.people.list(input)),

  /** Everything but the timeline. */
  get: memberProcedure.input(OnePerson).query(({ ctx, input }) => ctx.verbs.people.get(input)),

  /** Names of the traits seen lately, without values. */
  listTraits: memberProcedure.query(({ ctx, input }) => ctx.verbs.people.listTraits(input)),

  /** The audiences that journeys keep. */
  listAudiences: memberProcedure.query(({ ctx, input }) => ctx.verbs.people.listAudiences(input)),

  /** Who is in one of them, as ad networks know people. */
  listAudienceMembers: memberProcedure
    .input(
      z.object({
        audience: AudienceName.min(1),
        cursor: PersonId.nullable().default(null),
        limit: z.int().min(1).max(1_000).default(500),
      }),
    )
    .query(({ ctx, input }) => ctx.verbs.people.listAudienceMembers(input)),

  /** Asks that they be let into a journey. */
  enrol: memberProcedure
    .input(OnePerson.extend({ journeyId: JourneyId }))
    .mutation(({ ctx, input }) => ctx.verbs.people.enrol({ ...input, actor: ctx.actor })),

  /** Why they did, or did not do, what they did in a journey. */
  explain: memberProcedure
    .input(OnePerson.extend({ journeyId: JourneyId }))
    .query(({ ctx, input }) => ctx.verbs.people.explain(input)),

  /** What one step would have come to with one value changed. */
  suppose: memberProcedure
    .input(OnePerson.extend({ journeyId: JourneyId, ...SuppositionInput.shape }))
    .query(({ ctx, input }) => ctx.verbs.people.suppose(input)),

  /** What happened to them, newest first. */
  getTimeline: memberProcedure
    .input(PageInput.extend(OnePerson.shape))
    .query(({ ctx, input }) => ctx.verbs.people.getTimeline(input)),
})
