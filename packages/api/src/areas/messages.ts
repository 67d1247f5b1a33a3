import { MessageNode, type MessageStatus, PersonId } from '@periplo/model'
import { z } from 'zod'
import { memberProcedure, router } from '../trpc.ts'
import { PageInput, SendKeyInput } from './inputs.ts'

const STATUSES = ['all', 'pending', 'sent', 'failed', 'refused', 'cancelled'] as const satisfies readonly (
  | MessageStatus
  | 'all'
)[]

/** The Inbox. */
export const messagesRouter = router({
  /** Newest first. */
  list: memberProcedure
    .input(PageInput.extend({ status: z.enum(STATUSES).default('all') }))
    .query(({ ctx, input }) => ctx.verbs.messages.list(input)),

  /** One message with its content. */
  get: memberProcedure
    .input(z.object({ sendKey: SendKeyInput }))
    .query(({ ctx, input }) => ctx.verbs.messages.get(input)),

  /** A message that is being written, as a person would get it, in `locale` if one is named. A mutation for the length of its text alone. */
  renderPreview: memberProcedure
    .input(
      z.object({
        node: MessageNode,
        personId: PersonId.optional(),
        locale: z.enum(['en', 'es']).optional(),
      }),
    )
    .mutation(({ ctx, input: { personId, locale, ...input } }) =>
      ctx.verbs.messages.renderPreview({
        ...input,
        ...(personId && { personId }),
        ...(locale && { locale }),
      }),
    ),
})
