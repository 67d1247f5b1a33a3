import type { MessageStatus } from '@periplo/model'
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
})
