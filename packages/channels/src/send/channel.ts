import type { Instant } from '@periplo/model'

/** An e-mail as it leaves: rendered, addressed, decided. Header values may be hostile; senders strip line breaks. */
export interface EmailRequest {
  readonly kind: 'email'
  /** Becomes the left part of the Message-ID, so that a repeated send can be told from a second message. */
  readonly sendKey: string
  /** `Shop <hello@shop.example>` or a bare address. */
  readonly from: string
  /** One bare address. */
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers: {
    /** Where a mail client posts a one-click unsubscribe (RFC 8058); absent on transactional mail. */
    readonly listUnsubscribeUrl?: string
    readonly replyTo?: string
  }
}

/** A signed call to somebody's HTTP address. */
export interface WebhookRequest {
  readonly kind: 'webhook'
  /** Travels as `webhook-id` and `Idempotency-Key`. */
  readonly sendKey: string
  readonly url: string
  /** JSON, sent byte for byte as it is signed. */
  readonly body: string
  /** `whsec_` and base64, as Standard Webhooks writes it. */
  readonly secret: string
  /** The moment signed into the call; receivers refuse what is five minutes off. */
  readonly at: Instant
}

/** What can be handed to a {@link Channel}. */
export type SendRequest = EmailRequest | WebhookRequest

/**
 * What became of one attempt. `retry`: nothing is known to have been accepted and trying again with the same
 * key may help, not before `afterMs` where the provider said so. `failed`: trying again cannot help.
 * A reason never holds an address, a body or a secret.
 */
export type SendOutcome =
  | {
      readonly kind: 'sent'
      readonly providerId: string | null
      /** What a webhook was answered, as text. */
      readonly answer?: string
    }
  | { readonly kind: 'retry'; readonly afterMs: number | null; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }

/** Sends to one kind of provider. */
export interface Channel {
  /**
   * Tries once and reports; never throws for what a provider, a network or a recipient does. Safe to call
   * many times at once. When `signal` fires the attempt ends as `retry`: the provider may have accepted it,
   * and sees the same key again. Throws an invariant error for a request of another channel's kind.
   */
  send(request: SendRequest, signal: AbortSignal): Promise<SendOutcome>
}
