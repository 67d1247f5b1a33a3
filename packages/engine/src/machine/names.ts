import type { Duration, EventName, NodeId } from '@periplo/model'
import type { StateName } from './machine-config.ts'

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

/** The machine's name for the moment a node waits for. */
export function toUntilName(node: NodeId): string {
  return `until ${node}`
}

/** The state beside a node in which somebody waits; no node can be called so. */
export function toWaitingName(node: NodeId): StateName {
  return `$waiting-${node}`
}
