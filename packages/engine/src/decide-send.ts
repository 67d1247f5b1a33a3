import type {
  ConsentEntry,
  Instant,
  MessageChannel,
  PersonState,
  Purpose,
  RefusalReason,
} from '@periplo/model'
import { findConsent } from './consent.ts'

/** Whether a message may leave, and if not, why. */
export type SendDecision =
  | { readonly kind: 'send' }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason }

/** What {@link decideSend} judges by. */
export interface SendQuestion {
  readonly message: { readonly channel: MessageChannel; readonly purpose: Purpose }
  readonly person: { readonly erased: boolean; readonly suppressed: boolean; readonly hasAddress: boolean }
  /** Any lines of the person's ledger, in any order; the latest one at or before `at` holds. */
  readonly consent: readonly ConsentEntry[]
  readonly at: Instant
}

/**
 * Decides whether a message may leave. The first of these refuses: erased, suppressed, consent (marketing
 * needs it granted; transactional goes unless it was denied), no address. Pure; delivery, backtest and
 * message nodes all ask here.
 */
export function decideSend({ message, person, consent, at }: SendQuestion): SendDecision {
  if (person.erased) return refuse('erased')
  if (person.suppressed) return refuse('suppressed')
  const state = findConsent(consent, message, at)
  if (state === 'denied') return refuse('consent-denied')
  if (state !== 'granted' && message.purpose === 'marketing') return refuse('consent-unknown')
  return person.hasAddress ? { kind: 'send' } : refuse('no-address')
}

/** {@link decideSend} as far as a message node can know it: addresses are looked up at sending time. */
export function decideAtNode(
  message: SendQuestion['message'],
  { person, now }: { readonly person: PersonState; readonly now: Instant },
): SendDecision {
  const known = { erased: false, suppressed: person.suppressed, hasAddress: true }
  return decideSend({ message, person: known, consent: person.consent, at: now })
}

function refuse(reason: RefusalReason): SendDecision {
  return { kind: 'refuse', reason }
}
