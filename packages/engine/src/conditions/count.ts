import { toNominalMs } from '@periplo/model'
import type { CountCondition, Instant, RecentEvent } from '@periplo/model'
import { toWindowStart } from '../civil-time.ts'
import type { Truth } from './kleene.ts'
import type { Scope } from './scope.ts'

/** More than any clock change moves the start of a window. */
const SLACK_MS = 25 * 3_600_000

/**
 * Judges how often the person did something in `(at − within, at]` by event time; never unknown. The filter
 * sees each of those events as the event at hand, and takes unknown for "no".
 */
export function judgeCount(
  condition: CountCondition,
  scope: Scope,
  passes: (scope: Scope) => Truth,
): boolean {
  const { event, filter, within, is, times } = condition
  const isInside = toWindowTest(within, scope)
  let count = 0
  for (const recent of scope.person.recent) {
    if (recent.name !== event || !isInside(recent)) continue
    if (filter === undefined || passes({ ...scope, event: recent }) === true) count += 1
  }
  switch (is) {
    case 'at-least':
      return count >= times
    case 'at-most':
      return count <= times
    case 'exactly':
      return count === times
  }
}

/** Whether an event lies in the window. Civil days are worked out only for events near its start. */
function toWindowTest(
  within: CountCondition['within'],
  { at, person }: Scope,
): (event: RecentEvent) => boolean {
  const nominal = at - toNominalMs(within)
  const slackMs = within.unit === 'days' ? SLACK_MS : 0
  let start: Instant | undefined
  return ({ occurredAt }) => {
    if (occurredAt > at || occurredAt <= nominal - slackMs) return false
    if (occurredAt > nominal + slackMs) return true
    start ??= toWindowStart(at, within, person.zone)
    return occurredAt > start
  }
}
