import type { SendDecision } from '@periplo/engine'
import type { OutboxMessage } from '@periplo/model'
import type { Settlement } from '@periplo/store'

/** How a message is settled that may not leave: refused for good, or put back until what holds it ends. */
export function toWithheld(
  message: OutboxMessage,
  decision: Exclude<SendDecision, { kind: 'send' }>,
): Settlement {
  switch (decision.kind) {
    case 'refuse':
      return refuse(message, decision.reason)
    case 'hold':
      return putBack(message, { dueAt: decision.until, reason: decision.reason }, 0)
  }
}

/** Back until `dueAt`. `made` is how many attempts to leave this was: none where nothing left. */
export function putBack(
  message: OutboxMessage,
  { dueAt, reason }: Pick<Settlement, 'dueAt' | 'reason'>,
  made: 0 | 1 = 1,
): Settlement {
  return settle(message, { status: 'pending', dueAt, reason, attempt: message.attempt - 1 + made })
}

/** It never leaves. */
export function refuse(message: OutboxMessage, reason: string): Settlement {
  return settle(message, { status: 'refused', reason })
}

/** It could not be sent; of a long reason the first 500 characters are kept. */
export function fail(message: OutboxMessage, reason: string): Settlement {
  return settle(message, { status: 'failed', reason: reason.slice(0, 500) })
}

/** A settlement that leaves everything but `change` as it was claimed. */
export function settle(
  message: OutboxMessage,
  change: Partial<Settlement> & Pick<Settlement, 'status'>,
): Settlement {
  const { attempt, dueAt } = message
  return { message, reason: null, attempt, dueAt, delivery: null, rendered: null, ...change }
}
