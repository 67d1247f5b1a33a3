import type { Instant } from '@periplo/model'
import type { Telling } from './telling.ts'

/** The machine entered a wait of the person's node. */
export function tellTimerSet(
  telling: Telling,
  { timerId, dueAt }: { timerId: string; dueAt: Instant },
): void {
  const timer = { timerId, nodeId: telling.nodeId, dueAt }
  telling.timers = [...telling.timers, timer]
  telling.effects.push({ kind: 'timer-set', timer })
}

/** The machine left a wait. A timer that fired is gone already; any other is cancelled. */
export function tellTimerCancel(telling: Telling, timerId: string): void {
  if (!telling.timers.some((timer) => timer.timerId === timerId)) return
  telling.timers = telling.timers.filter((timer) => timer.timerId !== timerId)
  if (timerId !== telling.moments.firedTimerId) telling.effects.push({ kind: 'timer-cancel', timerId })
}
