import { NO_SEND_RULES } from '@periplo/model'
import type {
  Condition,
  ConsentEntry,
  HoldReason,
  Instant,
  JourneyId,
  MessageChannel,
  PersonState,
  Purpose,
  RefusalReason,
  SendRules,
  SendSlot,
} from '@periplo/model'
import { evaluate } from './conditions/evaluate.ts'
import type { Scope } from './conditions/scope.ts'
import { findConsent } from './consent.ts'
import { isCapped, isImportant } from './frequency-caps.ts'
import { findQuietEnd } from './quiet-hours.ts'
import { isZoneKnown } from './zone-offsets.ts'

/** Whether a message may leave, and if not, why. A message that is held asks again at `until`. */
export type SendDecision =
  | { readonly kind: 'send' }
  | { readonly kind: 'hold'; readonly reason: HoldReason; readonly until: Instant }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason }

/** What {@link decideSend} judges by. */
export interface SendQuestion {
  readonly message: {
    readonly channel: MessageChannel
    readonly purpose: Purpose
    readonly sendKey: string
    readonly journeyId: JourneyId
  }
  readonly person: {
    readonly erased: boolean
    readonly suppressed: boolean
    readonly hasAddress: boolean
    /** The one they are in now, or else the workspace's. One this machine does not know counts as UTC. */
    readonly zone: string
  }
  /** Any lines of the person's ledger, in any order; the latest one at or before `at` holds. */
  readonly consent: readonly ConsentEntry[]
  /** What the node asks besides, and of what: stock or eligibility. Unknown counts as no. */
  readonly guard?: { readonly condition: Condition; readonly scope: Scope } | undefined
  readonly rules: SendRules
  /** Marketing the person was sent on the channel by any journey, as far as caps look back. */
  readonly slots: readonly SendSlot[]
  readonly at: Instant
}

/**
 * Decides whether a message may leave. The first of these decides: erased, suppressed, consent (marketing
 * needs it granted; transactional goes unless it was denied), no address, the guard of the node; then, of marketing
 * alone, the rules of the workspace: quiet hours hold it, and a frequency cap refuses it. Pure; delivery, backtest and message nodes all ask here.
 */
export function decideSend({ message, person, consent, ...question }: SendQuestion): SendDecision {
  const { at, guard } = question
  if (person.erased) return refuse('erased')
  if (person.suppressed) return refuse('suppressed')
  const state = findConsent(consent, message, at)
  if (state === 'denied') return refuse('consent-denied')
  if (state !== 'granted' && message.purpose === 'marketing') return refuse('consent-unknown')
  if (!person.hasAddress) return refuse('no-address')
  if (guard && evaluate(guard.condition, guard.scope) !== true) return refuse('not-eligible')
  return message.purpose === 'transactional'
    ? { kind: 'send' }
    : decideByRules({ message, person, consent, ...question })
}

function decideByRules({ message, person, rules, slots, at }: SendQuestion): SendDecision {
  const { quietHours, caps = [] } = rules.channels[message.channel] ?? {}
  const zone = isZoneKnown(person.zone) ? person.zone : 'UTC'
  const until = quietHours ? findQuietEnd(quietHours, at, zone) : at
  if (until > at) return { kind: 'hold', reason: 'quiet-hours', until }
  const slot = { sendKey: message.sendKey, at, important: isImportant(rules, message.journeyId) }
  return isCapped(caps, { slot, slots, zone }) ? refuse('frequency-cap') : { kind: 'send' }
}

/**
 * {@link decideSend} as far as a message node can know it: addresses and the workspace's rules are looked up
 * at sending time, and the guard is asked again.
 */
export function decideAtNode(
  {
    guard: condition,
    ...message
  }: Omit<SendQuestion['message'], 'sendKey' | 'journeyId'> & {
    readonly guard?: Condition | undefined
  },
  scope: Scope & { readonly person: PersonState; readonly now: Instant },
): { readonly kind: 'send' } | { readonly kind: 'refuse'; readonly reason: RefusalReason } {
  const { person, now } = scope
  const { suppressed, zone, consent } = person
  const guard = condition && { condition, scope }
  const known = { erased: false, suppressed, hasAddress: true, zone }
  const asked = {
    message: { ...message, sendKey: '', journeyId: '' },
    person: known,
    consent,
    guard,
    at: now,
  }
  const decision = decideSend({ ...asked, rules: NO_SEND_RULES, slots: [] })
  return decision.kind === 'refuse' ? decision : { kind: 'send' }
}

function refuse(reason: RefusalReason): SendDecision {
  return { kind: 'refuse', reason }
}
