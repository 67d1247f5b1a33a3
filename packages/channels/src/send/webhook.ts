import { invariant } from '@periplo/model'
import type { Egress, EgressOutcome } from '../egress/egress.ts'
import { signWebhook } from '../seal/webhook-signature.ts'
import type { Channel, SendOutcome, WebhookRequest } from './channel.ts'
import { parseRetryAfterMs } from './retry.ts'

/** 4xx answers that speak of the moment and not of the request. */
const PASSING_TROUBLE: ReadonlySet<number> = new Set([408, 425, 429])

/**
 * Sends webhooks signed by Standard Webhooks through the egress door. 2xx is sent; 408, 425, 429 and 5xx may be
 * retried, honouring Retry-After; any other answer, a redirect included, is final. A forbidden address fails.
 * Fails with `secret/unreadable` where the request's secret is not a Standard Webhooks secret.
 */
export function createWebhookChannel({ egress }: { egress: Egress }): Channel {
  return {
    async send(request, signal) {
      invariant(request.kind === 'webhook', 'the webhook channel got a request of another kind')
      const { url, body } = request
      const outcome = await egress.call({ method: 'POST', url, body, headers: headersOf(request) }, signal)
      return toSendOutcome(outcome, request)
    },
  }
}

function headersOf({ sendKey, body, secret, at }: WebhookRequest): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Periplo-Webhooks/1',
    'idempotency-key': sendKey,
    'webhook-id': sendKey,
    'webhook-timestamp': String(Math.floor(at / 1_000)),
    'webhook-signature': signWebhook(secret, { id: sendKey, at, body }),
  }
}

function toSendOutcome(outcome: EgressOutcome, { at }: WebhookRequest): SendOutcome {
  switch (outcome.kind) {
    case 'forbidden':
      return { kind: 'failed', reason: `forbidden: ${outcome.reason}` }
    case 'unreachable':
      return { kind: 'retry', afterMs: null, reason: `unreachable: ${outcome.reason}` }
    case 'replied':
      return toReplyOutcome(outcome, parseRetryAfterMs(outcome.retryAfter, at))
  }
}

function toReplyOutcome(
  { status, body }: { readonly status: number; readonly body: Buffer },
  afterMs: number | null,
): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent', providerId: null, answer: body.toString('utf8') }
  const reason = `answered ${status}`
  if (status >= 500 || PASSING_TROUBLE.has(status)) return { kind: 'retry', afterMs, reason }
  return { kind: 'failed', reason }
}
