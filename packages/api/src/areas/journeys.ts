import { InFlightChoice, InsideChoice, JourneyId, OverdueChoice, SpreadMs, VersionId } from '@periplo/model'
import { z } from 'zod'
import { memberProcedure, router } from '../trpc.ts'
import { CohortInput, DefinitionInput, NameInput, RevisionInput } from './inputs.ts'
import { streamWhileWanted } from './stream.ts'

const OneJourney = z.object({ journeyId: JourneyId })

/** Drafts and versions of journeys. */
export const journeysRouter = router({
  /** Every journey of the workspace. */
  list: memberProcedure.query(({ ctx, input }) => ctx.verbs.journeys.list(input)),

  /** A new draft, blank or from a definition. */
  create: memberProcedure
    .input(z.object({ name: NameInput, definition: DefinitionInput.optional() }))
    .mutation(({ ctx, input: { definition, ...input } }) =>
      ctx.verbs.journeys.create({ ...input, ...(definition && { definition }), actor: ctx.actor }),
    ),

  /** A new draft that starts as this journey's. */
  duplicate: memberProcedure
    .input(OneJourney.extend({ name: NameInput }))
    .mutation(({ ctx, input }) => ctx.verbs.journeys.duplicate({ ...input, actor: ctx.actor })),

  /** The draft as opened on the canvas. */
  getDraft: memberProcedure.input(OneJourney).query(({ ctx, input }) => ctx.verbs.journeys.getDraft(input)),

  /** Stores the drawing. Fails with `journey/stale-revision` if somebody else saved since `revision`. */
  saveDraft: memberProcedure
    .input(OneJourney.extend({ revision: RevisionInput, definition: DefinitionInput }))
    .mutation(({ ctx, input }) => ctx.verbs.journeys.saveDraft({ ...input, actor: ctx.actor })),

  /** What can be told of the draft without running it. */
  prove: memberProcedure.input(OneJourney).query(({ ctx, input }) => ctx.verbs.journeys.prove(input)),

  /** The draft tried over stored events, with signs of life on the way; leaving stops it. */
  backtest: memberProcedure
    .input(OneJourney.extend(CohortInput.shape))
    .subscription(({ ctx, input, path, signal }) =>
      streamWhileWanted({ ctx, path, signal }, (signal) => ctx.verbs.journeys.backtest({ ...input, signal })),
    ),

  /**
   * Freezes the draft as the next version. Fails with `journey/stale-revision` if it moved, and with
   * `journey/unconfirmed-warnings` unless somebody accepted them. People in flight stay, unless it is said what
   * becomes of them; `journey/flawed-mapping` where that cannot be.
   */
  publish: memberProcedure
    .input(
      OneJourney.extend({
        revision: RevisionInput,
        acceptWarnings: z.boolean().default(false),
        inFlight: InFlightChoice.default({ kind: 'stay' }),
      }),
    )
    .mutation(({ ctx, input }) => ctx.verbs.journeys.publish({ ...input, actor: ctx.actor })),

  /**
   * What publishing the draft now would make of the people in flight. Changes nothing; posted, as a mapping may be
   * longer than an address.
   */
  foreseeMove: memberProcedure
    .input(OneJourney.extend({ choice: InFlightChoice }))
    .mutation(({ ctx, input }) => ctx.verbs.journeys.foreseeMove(input)),

  /** What was done with people in flight, the latest first. */
  listMoves: memberProcedure.input(OneJourney).query(({ ctx, input }) => ctx.verbs.journeys.listMoves(input)),

  /** Takes the latest move back for whoever still stands where it has put them. */
  bringBack: memberProcedure
    .input(OneJourney.extend({ moveNo: z.int().positive(), spreadMs: SpreadMs }))
    .mutation(({ ctx, input }) => ctx.verbs.journeys.bringBack({ ...input, actor: ctx.actor })),

  /** Versions of one journey. */
  listVersions: memberProcedure
    .input(OneJourney)
    .query(({ ctx, input }) => ctx.verbs.journeys.listVersions(input)),

  /** One version with its drawing. */
  getVersion: memberProcedure
    .input(z.object({ versionId: VersionId }))
    .query(({ ctx, input }) => ctx.verbs.journeys.getVersion(input)),

  /** How many people are inside, and how many of them a pause holds. */
  readInside: memberProcedure
    .input(OneJourney)
    .query(({ ctx, input }) => ctx.verbs.journeys.readInside(input)),

  /** Nobody enters, nobody moves on, nothing is sent. */
  pause: memberProcedure
    .input(OneJourney)
    .mutation(({ ctx, input }) => ctx.verbs.journeys.pause({ ...input, actor: ctx.actor })),

  /** Takes pausing back, and says what becomes of those who were held. */
  resume: memberProcedure
    .input(OneJourney.extend({ overdue: OverdueChoice }))
    .mutation(({ ctx, input }) => ctx.verbs.journeys.resume({ ...input, actor: ctx.actor })),

  /** Nobody enters any more; people inside go on, or leave. */
  archive: memberProcedure
    .input(OneJourney.extend({ inside: InsideChoice.default('finish') }))
    .mutation(({ ctx, input }) => ctx.verbs.journeys.archive({ ...input, actor: ctx.actor })),

  /** Takes archiving back. */
  unarchive: memberProcedure
    .input(OneJourney)
    .mutation(({ ctx, input }) => ctx.verbs.journeys.unarchive({ ...input, actor: ctx.actor })),
})
