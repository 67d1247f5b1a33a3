import type { MessageStatus } from '@periplo/model'
import type { RawSearch } from '../search.ts'
import { readChoice, readText } from '../search.ts'

/** Where a message can stand. */
export const MESSAGE_STATUSES = [
  'pending',
  'sent',
  'failed',
  'refused',
  'cancelled',
] as const satisfies readonly MessageStatus[]

/** What the Inbox is narrowed to, and the message that is open. */
export interface InboxSearch {
  readonly status?: MessageStatus | undefined
  /** The key a message is sent under. */
  readonly message?: string | undefined
}

/** Reads the address. */
export function readInboxSearch(raw: RawSearch): InboxSearch {
  return { status: readChoice(raw, 'status', MESSAGE_STATUSES), message: readText(raw, 'message') }
}
