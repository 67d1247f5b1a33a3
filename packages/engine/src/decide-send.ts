import { NO_SEND_RULES } from '@periplo/model'
import type {
  ConsentEntry,
  HoldReason,
  Instant,
  MessageChannel,
  PersonState,
  Purpose,
  RefusalReason,
  SendRules,
} from '@periplo/model'
import { findConsent } from './consent.ts'
import { findQuietEnd } from './quiet-hours.ts'
import { isZoneKnown } from './zone-offsets.ts'

/** Whether a message may leave, and if not, why. A message that is held asks again at `until`. */
export type SendDecision =
  | { readonly kind: 'send' }
  | { readonly kind: 'hold'; readonly reason: HoldReason; readonly until: Instant }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason }

/** What {@link decideSend} judges by. */
export interface SendQuestion {
  readonly message: { readonly channel: MessageChannel; readonly purpose: Purpose }
  readonly person: {
    readonly erased: boolean
    readonly suppressed: boolean
    readonly hasAddress: boolean
    /** The one they are in now, or else the workspace's. One this machine does not know counts as UTC. */
    readonly zone: string
  }
  /** Any lines of the person's ledger, in any order; the latest one at or before `at` holds. */
  readonly consent: readonly ConsentEntry[]
  readonly rules: SendRules
  readonly at: Instant
}

/**
 * Decides whether a message may leave. The first of these decides: erased, suppressed, consent (marketing
 * needs it granted; transactional goes unless it was denied), no address; then, of marketing alone, the rules
 * of the workspace: quiet hours hold it. Pure; delivery, backtest and message nodes all ask here.
 */
export function decideSend({ message, person, consent, rules, at }: SendQuestion): SendDecision {
  if (person.erased) return refuse('erased')
  if (person.suppressed) return refuse('suppressed')
  const state = findConsent(consent, message, at)
  if (state === 'denied') return refuse('consent-denied')
  if (state !== 'granted' && message.purpose === 'marketing') return refuse('consent-unknown')
  if (!person.hasAddress) return refuse('no-address')
  if (message.purpose === 'transactional') return { kind: 'send' }
  const { quietHours } = rules.channels[message.channel] ?? {}
  const until = quietHours ? findQuietEnd(quietHours, at, toZone(person.zone)) : at
  return until > at ? { kind: 'hold', reason: 'quiet-hours', until } : { kind: 'send' }
}

/**
 * {@link decideSend} as far as a message node can know it: addresses and the workspace's rules are looked up
 * at sending time.
 */
export function decideAtNode(
  message: SendQuestion['message'],
  { person, now }: { readonly person: PersonState; readonly now: Instant },
): { readonly kind: 'send' } | { readonly kind: 'refuse'; readonly reason: RefusalReason } {
  const { suppressed, zone, consent } = person
  const known = { erased: false, suppressed, hasAddress: true, zone }
  const decision = decideSend({ message, person: known, consent, rules: NO_SEND_RULES, at: now })
  return decision.kind === 'refuse' ? decision : { kind: 'send' }
}

function refuse(reason: RefusalReason): SendDecision {
  return { kind: 'refuse', reason }
}

function toZone(zone: string): string {
  return isZoneKnown(zone) ? zone : 'UTC'
}
