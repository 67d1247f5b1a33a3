import { StudioError } from '@periplo/model'
import type { JsonObject } from '@periplo/model'
import type { ListedMessage, WorkspaceTx } from '@periplo/store'
import { findMessage, findVersion, inWorkspace, listMessagesBatch } from '@periplo/store'
import type { StoredRendering } from '../deliver/send-message.ts'
import type { Resources } from '../resources.ts'
import type { MessageSummary, StudioVerbs } from '../verbs.ts'
import { parseCursor, toCursor } from './cursor.ts'
import { findName } from './people-verbs.ts'
import { renderPreview } from './render-preview.ts'

const FIRST_PAGE = { at: Number.MAX_SAFE_INTEGER, key: '' }
const NOT_RENDERED: StoredRendering = { to: '', subject: '', html: '', text: '' }

/** The verbs about messages. */
export function toMessageVerbs(resources: Resources): StudioVerbs['messages'] {
  const { store } = resources
  return {
    list: ({ workspaceId, status, cursor, limit }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const { at: createdAt, key: sendKey } = parseCursor(cursor) ?? FIRST_PAGE
        const found = await listMessagesBatch(tx, { status, before: { createdAt, sendKey } }, limit)
        const last = found.length === limit ? found.at(-1) : undefined
        return {
          items: await Promise.all(found.map((message) => toMessageSummary(tx, message))),
          next: last ? toCursor({ at: last.createdAt, key: last.sendKey }) : null,
        }
      }),
    get: ({ workspaceId, sendKey }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const message = await findMessage(tx, sendKey)
        if (!message) throw new StudioError('message/not-found', 'There is no such message.')
        const { html, text } = parseRendering(message)
        return { ...(await toMessageSummary(tx, message)), html, text, attempts: message.attempt }
      }),
    renderPreview: (input) => renderPreview(resources, input),
  }
}

function parseRendering({ rendered }: ListedMessage): StoredRendering {
  return rendered === null ? NOT_RENDERED : (JSON.parse(rendered) as StoredRendering) // oxlint-disable-line typescript/no-unsafe-type-assertion -- written by delivery alone
}

async function toMessageSummary(tx: WorkspaceTx, message: ListedMessage): Promise<MessageSummary> {
  const version = await findVersion(tx, message.versionId)
  const { to, subject } = parseRendering(message)
  const traits = JSON.parse(message.traits ?? '{}') as JsonObject // oxlint-disable-line typescript/no-unsafe-type-assertion -- written from a profile alone
  const node = version?.definition.nodes.find(({ id }) => id === message.nodeId)
  return {
    sendKey: message.sendKey,
    channel: message.channel,
    purpose: message.purpose,
    status: message.status,
    reason: message.reason,
    journeyId: message.journeyId,
    journeyName: version?.definition.name ?? '',
    nodeTitle: node?.title ?? message.nodeId,
    personId: message.personId,
    personName: findName(traits, []),
    to,
    subject,
    createdAt: message.createdAt,
    dueAt: message.status === 'pending' ? message.dueAt : null,
    sentAt: message.status === 'sent' ? message.settledAt : null,
    outcomes: message.outcomes,
    delivery: message.delivery ?? 'inbox',
  }
}
