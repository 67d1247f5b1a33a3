import type { JsonObject, MessageStatus } from '@periplo/model'
import type { MessageSummary } from '@periplo/runtime'
import type { Room } from './house.ts'

/** Who does something, as the sender knows them. */
export type Who = { readonly userId: string } | { readonly anonymousId: string }

/** Somebody does something; it is in the log when this is fulfilled. */
export async function track(room: Room, who: Who, what: string | Tracked): Promise<void> {
  await sendWell(room, 'track', { ...who, ...(typeof what === 'string' ? { event: what } : what) })
}

interface Tracked {
  readonly event: string
  readonly properties?: JsonObject
  readonly timestamp?: string
  readonly messageId?: string
  readonly context?: JsonObject
}

/** Somebody becomes known: `<userId>@example.com`, with consent to e-mail where it is granted. */
export async function identify(
  room: Room,
  userId: string,
  { granted = true, anonymousId, traits = {} }: Partial<Known> = {},
): Promise<void> {
  await sendWell(room, 'identify', {
    userId,
    ...(anonymousId === undefined ? {} : { anonymousId }),
    traits: { email: `${userId}@example.com`, first_name: userId, ...traits },
    ...(granted ? { context: { periplo: { consent: { email: 'granted' } } } } : {}),
  })
}

interface Known {
  readonly granted: boolean
  readonly anonymousId: string
  readonly traits: JsonObject
}

/** Posts to the tracking API. Throws unless it was taken whole. */
export async function sendWell(room: Room, call: string, body: object): Promise<void> {
  const answer = await room.send(call, body)
  const said: { rejected?: readonly unknown[] } = JSON.parse(await answer.text())
  if (answer.status !== 200 || (said.rejected ?? []).length > 0)
    throw new Error(`${call} was answered ${answer.status}: ${JSON.stringify(said)}`)
}

/** The messages of the Inbox, oldest first, as `<node> <status>`, with the reason where there is one. */
export async function listOutbox(
  room: Room,
  status: MessageStatus | 'all' = 'all',
): Promise<readonly string[]> {
  const messages = await readOutbox(room, status)
  return messages.map(
    ({ nodeTitle, status, reason }) => `${nodeTitle} ${status}${reason === null ? '' : ` (${reason})`}`,
  )
}

/** The messages of the Inbox, oldest first. */
export async function readOutbox(
  { studio, workspaceId }: Room,
  status: MessageStatus | 'all' = 'all',
): Promise<readonly MessageSummary[]> {
  const { items } = await studio.messages.list.query({ workspaceId, status, limit: 200 })
  return items.toReversed()
}
