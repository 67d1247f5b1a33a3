import type { Instant } from '@periplo/model'
import { listSentEmails, toRunner } from '@periplo/store'
import type { Store } from '@periplo/store'
import type { SentMessage } from './shop/reactions.ts'

/** The e-mails really sent in `[from, until)`, as the people of the shop get them. */
export async function listSentMessages(
  { store }: { readonly store: Store },
  period: { readonly workspaceId: string; readonly from: Instant; readonly until: Instant },
): Promise<readonly SentMessage[]> {
  const sent = await listSentEmails(toRunner(store), period)
  return sent.flatMap(({ createdAt, email, ...touch }) =>
    email === null ? [] : [{ touch, email, sentAt: createdAt }],
  )
}
