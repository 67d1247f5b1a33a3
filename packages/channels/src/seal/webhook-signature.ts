import { timingSafeEqual } from 'node:crypto'
import { StudioError } from '@periplo/model'
import type { Instant } from '@periplo/model'
import { Webhook } from 'standardwebhooks'

/** How far a signed moment may be from the receiver's, either way, in milliseconds: 5 minutes, inclusive. */
export const REPLAY_WINDOW_MS = 5 * 60_000

/** What is signed: Standard Webhooks signs `id.timestamp.body`, the timestamp in whole seconds. */
export interface SignedCall {
  readonly id: string
  readonly at: Instant
  readonly body: string
}

/**
 * The `webhook-signature` value of a call (Standard Webhooks 1.0, scheme v1: HMAC-SHA256, base64).
 * Fails with `secret/unreadable` where the secret is not `whsec_` and base64.
 */
export function signWebhook(secret: string, { id, at, body }: SignedCall): string {
  return getKey(secret).sign(id, new Date(at), body)
}

/** Whether a call may be believed, and if not, why. */
export type WebhookVerdict =
  | { readonly kind: 'valid'; readonly id: string }
  | { readonly kind: 'invalid'; readonly reason: 'missing-headers' | 'outside-window' | 'bad-signature' }

/** A call somebody made to us. Header names are lower case, as Node hands them over. */
export interface IncomingCall {
  /** Secrets that hold now: more than one while they rotate. */
  readonly secrets: readonly string[]
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The bytes as they came, before any parsing. */
  readonly body: string
  readonly now: Instant
}

/**
 * Verifies an inbound Standard Webhooks call within a window of 5 minutes. Compares in constant time.
 * Replays inside the window are the caller's to refuse, by the returned id.
 */
export function verifyWebhook({ secrets, headers, body, now }: IncomingCall): WebhookVerdict {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  )
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') {
    return { kind: 'invalid', reason: 'missing-headers' }
  }
  if (!/^\d{1,12}$/.test(timestamp)) return { kind: 'invalid', reason: 'missing-headers' }
  const at = Number(timestamp) * 1_000
  if (Math.abs(now - at) > REPLAY_WINDOW_MS) return { kind: 'invalid', reason: 'outside-window' }
  const given = signatures.split(' ').slice(0, 16)
  const isValid = secrets.some((secret) => {
    const expected = signWebhook(secret, { id, at, body })
    return given.some((signature) => isSame(signature, expected))
  })
  return isValid ? { kind: 'valid', id } : { kind: 'invalid', reason: 'bad-signature' }
}

const keys = new Map<string, Webhook>()

/** Decoded keys of the last secrets used; a sender uses few, and decoding costs more than signing. */
function getKey(secret: string): Webhook {
  const known = keys.get(secret)
  if (known) return known
  if (keys.size >= 256) keys.clear()
  const key = parseKey(secret)
  keys.set(secret, key)
  return key
}

function parseKey(secret: string): Webhook {
  try {
    return new Webhook(secret)
  } catch {
    throw new StudioError('secret/unreadable', 'A webhook secret must be whsec_ and base64.')
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
