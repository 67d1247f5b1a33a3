import type { MessageStatus } from '@periplo/model'
import type { IconName, Tone } from '@periplo/ui'
import { Badge, useMessages } from '@periplo/ui'
import { INBOX_MESSAGES } from './inbox-messages.ts'

const LOOKS: { readonly [S in MessageStatus]: { readonly tone: Tone; readonly icon: IconName } } = {
  pending: { tone: 'accent', icon: 'clock' },
  sent: { tone: 'ok', icon: 'check' },
  failed: { tone: 'bad', icon: 'error' },
  refused: { tone: 'warn', icon: 'refused' },
  cancelled: { tone: 'neutral', icon: 'close' },
}

/** Where a message stands. */
export function StatusBadge({ status }: { readonly status: MessageStatus }) {
  const m = useMessages(INBOX_MESSAGES)
  return <Badge {...LOOKS[status]}>{m[`is_${status}`]}</Badge>
}

const REASONS = [
  'erased',
  'suppressed',
  'consent-denied',
  'consent-unknown',
  'no-address',
  'not-eligible',
  'frequency-cap',
  'quiet-hours',
  'overdue',
] as const

/** Says why a message was refused, or what holds it; a provider's own reason is told as it came. */
export function useReasonWords(): (reason: string) => string {
  const m = useMessages(INBOX_MESSAGES)
  return (reason) => {
    const known = REASONS.find((code) => code === reason)
    return known ? m[known] : reason
  }
}
