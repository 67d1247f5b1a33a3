import { SendRules, SourceId } from '@periplo/model'
import { z } from 'zod'
import { memberProcedure, router } from '../trpc.ts'
import { NameInput } from './inputs.ts'

const LONGEST_OVERLAP_MS = 30 * 86_400_000

/** The workspace and who may send events to it. */
export const workspaceRouter = router({
  /** The workspace as the studio's frame shows it. */
  get: memberProcedure.query(({ ctx, input }) => ctx.verbs.workspace.get(input)),

  /** Who uses the studio here. */
  listMembers: memberProcedure.query(({ ctx, input }) => ctx.verbs.workspace.listMembers(input)),

  /** Its sources; write keys are never shown again. */
  listSources: memberProcedure.query(({ ctx, input }) => ctx.verbs.workspace.listSources(input)),

  /** A new source. The only answer that ever contains its write key. */
  createSource: memberProcedure
    .input(z.object({ name: NameInput, kind: z.enum(['browser', 'server']) }))
    .mutation(({ ctx, input }) => ctx.verbs.workspace.createSource({ ...input, actor: ctx.actor })),

  /** Another write key for a source. Beside `createSource` the only answer that ever contains one. */
  replaceSourceKey: memberProcedure
    .input(z.object({ sourceId: SourceId, overlapMs: z.number().int().min(0).max(LONGEST_OVERLAP_MS) }))
    .mutation(({ ctx, input }) => ctx.verbs.workspace.replaceSourceKey({ ...input, actor: ctx.actor })),

  /** Refuses the source's events from now on. */
  revokeSource: memberProcedure
    .input(z.object({ sourceId: SourceId }))
    .mutation(({ ctx, input }) => ctx.verbs.workspace.revokeSource({ ...input, actor: ctx.actor })),

  /** What its marketing keeps to: quiet hours by channel. */
  getSendRules: memberProcedure.query(({ ctx, input }) => ctx.verbs.workspace.getSendRules(input)),

  /** Replaces the rules as a whole. Says where they are none. */
  saveSendRules: memberProcedure
    .input(z.object({ rules: SendRules }))
    .mutation(({ ctx, input }) => ctx.verbs.workspace.saveSendRules({ ...input, actor: ctx.actor })),

  /** What webhooks from here are signed with, for whoever checks them. */
  getSigningSecret: memberProcedure.query(({ ctx, input }) => ctx.verbs.workspace.getSigningSecret(input)),
})
