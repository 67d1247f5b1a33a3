import { Condition, SegmentDraft, SegmentId, findJsonFlaw } from '@periplo/model'
import { z } from 'zod'
import { memberProcedure, router } from '../trpc.ts'
import { PageInput, RevisionInput } from './inputs.ts'

const OneSegment = z.object({ segmentId: SegmentId })

/** What somebody wrote, within the bounds of one event. Whether a rule can be kept is told when it is saved. */
function toWrittenInput<T>(schema: z.ZodType<T>) {
  return z.custom<T>().transform((value, context) => {
    const parsed = schema.safeParse(value)
    if (findJsonFlaw(value) === undefined && parsed.success) return parsed.data
    for (const { path, message } of parsed.error?.issues ?? [{ path: [], message: 'too large' }])
      context.addIssue({ code: 'custom', path: [...path], message })
    return z.NEVER
  })
}

const RuleInput = toWrittenInput<Condition>(Condition)
const DraftInput = toWrittenInput<SegmentDraft>(SegmentDraft)

/** Segments, and who belongs to them. */
export const segmentsRouter = router({
  /** Every segment of the workspace, archived ones included. */
  list: memberProcedure.query(({ ctx, input }) => ctx.verbs.segments.list(input)),

  /** One segment. */
  get: memberProcedure.input(OneSegment).query(({ ctx, input }) => ctx.verbs.segments.get(input)),

  /** A new segment. Fails with `segment/invalid-rule`, which says why. */
  create: memberProcedure
    .input(z.object({ draft: DraftInput }))
    .mutation(({ ctx, input }) => ctx.verbs.segments.create({ ...input, actor: ctx.actor })),

  /** Fails with `segment/stale-revision` if somebody else saved since `revision`. */
  save: memberProcedure
    .input(OneSegment.extend({ revision: RevisionInput, draft: DraftInput }))
    .mutation(({ ctx, input }) => ctx.verbs.segments.save({ ...input, actor: ctx.actor })),

  /** Nobody belongs to it any more. Fails with `segment/in-use` where something running names it. */
  archive: memberProcedure
    .input(OneSegment)
    .mutation(({ ctx, input }) => ctx.verbs.segments.archive({ ...input, actor: ctx.actor })),

  /** Takes archiving back. */
  restore: memberProcedure
    .input(OneSegment)
    .mutation(({ ctx, input }) => ctx.verbs.segments.restore({ ...input, actor: ctx.actor })),

  /** Who belongs to it, whoever joined last first. */
  listMembers: memberProcedure
    .input(PageInput.extend(OneSegment.shape))
    .query(({ ctx, input }) => ctx.verbs.segments.listMembers(input)),

  /** Whom a rule nobody has saved would let in, of the people seen last. */
  preview: memberProcedure
    .input(z.object({ segmentId: SegmentId.optional(), rule: RuleInput }))
    .mutation(({ ctx, input }) => ctx.verbs.segments.preview(input)),
})
