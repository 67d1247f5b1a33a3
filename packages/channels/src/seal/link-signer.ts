import { createHmac, timingSafeEqual } from 'node:crypto'
import { invariant } from '@periplo/model'
import type { WorkspaceId } from '@periplo/model'

/** What a link in a message stands for. Only a click carries where it leads. */
export type LinkPayload =
  | {
      readonly kind: 'click'
      readonly workspaceId: WorkspaceId
      readonly sendKey: string
      readonly url: string
    }
  | { readonly kind: 'open' | 'unsubscribe'; readonly workspaceId: WorkspaceId; readonly sendKey: string }

/** Makes and reads the tokens in tracking links, open pixels and unsubscribe links. */
export interface LinkSigner {
  /** A token of `A–Z a–z 0–9 - _ .`; the same payload always gives the same token. Not encrypted. */
  sign(payload: LinkPayload): string
  /** The payload, or undefined for anything this signer did not sign. Tokens do not expire. */
  verify(token: string): LinkPayload | undefined
}

/** Bytes of the code that are kept: half of SHA-256, the least RFC 2104 §5 allows. */
const CODE_BYTES = 16

/** Longer tokens are refused unread. */
const MAX_TOKEN_LENGTH = 8_000

const LETTERS = { click: 'c', open: 'o', unsubscribe: 'u' } as const

/** Signs by HMAC-SHA256 over the form's version and the payload. `secret` is at least 32 bytes. */
export function createLinkSigner({ secret }: { secret: Buffer | string }): LinkSigner {
  const key = Buffer.from(secret)
  invariant(key.length >= 32, 'a link secret is at least 32 bytes')
  const codeOf = (payload: string): Buffer =>
    createHmac('sha256', key).update(`periplo-link.1.${payload}`).digest().subarray(0, CODE_BYTES)
  return {
    sign(payload) {
      const text = Buffer.from(toText(payload)).toString('base64url')
      return `1.${text}.${codeOf(text).toString('base64url')}`
    },
    verify(token) {
      if (token.length > MAX_TOKEN_LENGTH) return undefined
      const { text, code } = /^1\.(?<text>[\w-]+)\.(?<code>[\w-]{22})$/.exec(token)?.groups ?? {}
      if (text === undefined || code === undefined) return undefined
      const given = Buffer.from(code, 'base64url')
      const isOurs = timingSafeEqual(given, codeOf(text)) && given.toString('base64url') === code
      return isOurs ? parsePayload(Buffer.from(text, 'base64url').toString('utf8')) : undefined
    },
  }
}

function toText(payload: LinkPayload): string {
  const { kind, workspaceId, sendKey } = payload
  return JSON.stringify([LETTERS[kind], workspaceId, sendKey, ...(kind === 'click' ? [payload.url] : [])])
}

/** Reads what {@link toText} wrote; the code has been checked, so another shape means another version of us. */
function parsePayload(text: string): LinkPayload | undefined {
  const parts: unknown = JSON.parse(text)
  if (!Array.isArray(parts) || !parts.every((part): part is string => typeof part === 'string'))
    return undefined
  const [letter, workspaceId, sendKey, url] = parts
  if (workspaceId === undefined || sendKey === undefined) return undefined
  if (letter === LETTERS.click)
    return url === undefined ? undefined : { kind: 'click', workspaceId, sendKey, url }
  if (letter === LETTERS.open) return { kind: 'open', workspaceId, sendKey }
  return letter === LETTERS.unsubscribe ? { kind: 'unsubscribe', workspaceId, sendKey } : undefined
}
