import { toNominalMs } from '@periplo/model'
import type {
  CountCondition,
  Deeds,
  Instant,
  PickCondition,
  RecentEvent,
  TotalCondition,
} from '@periplo/model'
import { toWindowStart } from '../civil-time.ts'
import type { Truth } from './kleene.ts'
import type { Scope } from './scope.ts'
import { compareTotal } from './total.ts'

/** More than any clock change moves the start of a window. */
const SLACK_MS = 25 * 3_600_000

/** Judges a condition inside another one. */
export type JudgeInner = (scope: Scope) => Truth

/** Judges how often the person did something in `(at − within, at]` by event time; never unknown. */
export function judgeCount(condition: CountCondition, scope: Scope, passes: JudgeInner): boolean {
  const { is, times } = condition
  const count = listDeeds(condition, scope, passes).length
  switch (is) {
    case 'at-least':
      return count >= times
    case 'at-most':
      return count <= times
    case 'exactly':
      return count === times
  }
}

/** Judges what a property of the person's deeds comes to. */
export function judgeTotal(condition: TotalCondition, scope: Scope, passes: JudgeInner): Truth {
  return compareTotal(condition, listDeeds(condition, scope, passes), scope)
}

/** Judges the first or last of the person's deeds, by event time; of one instant the later in the log is the later. */
export function judgePick(
  condition: PickCondition,
  scope: Scope,
  { passes, where }: { readonly passes: JudgeInner; readonly where: JudgeInner },
): Truth {
  const inOrder = listDeeds(condition, scope, passes).toSorted((a, b) => a.occurredAt - b.occurredAt)
  const picked = inOrder.at(condition.op === 'first' ? 0 : -1)
  return picked && where({ ...scope, event: picked })
}

/** The deeds in the window. The filter sees each as the event at hand, and takes unknown for "no". */
function listDeeds(deeds: Deeds, scope: Scope, passes: JudgeInner): readonly RecentEvent[] {
  const { event, filter, within } = deeds
  const isInside = toWindowTest(within, scope)
  return scope.person.recent.filter(
    (recent) =>
      recent.name === event &&
      isInside(recent) &&
      (filter === undefined || passes({ ...scope, event: recent }) === true),
  )
}

/** Whether an event lies in the window. Civil days are worked out only for events near its start. */
export function toWindowTest(
  within: Deeds['within'],
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
