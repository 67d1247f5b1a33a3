import type { Duration, EventName } from '@periplo/model'

/**
 * The machine's type for an event. It is the name itself, but for `*`, `%` and a leading `xstate.`, which
 * mean something to the machine and are percent-encoded. Distinct names have distinct types.
 */
export function toEventType(name: EventName): string {
  return name
    .replaceAll('%', '%25')
    .replaceAll('*', '%2A')
    .replace(/^xstate\./, 'xstate%2E')
}

/** The machine's name for a delay: `2 days`. */
export function toDelayName({ amount, unit }: Duration): string {
  return `${amount} ${unit}`
}
