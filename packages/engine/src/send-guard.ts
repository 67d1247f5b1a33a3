import type { Condition, Instant, SendIntent } from '@periplo/model'
import type { Scope } from './conditions/scope.ts'
import type { SendQuestion } from './decide-send.ts'

/**
 * A guard with what it is asked of as its message leaves: the person as they are then, and the run as it was when
 * it wanted the message. Undefined where there is none.
 */
export function toGuard(
  condition: Condition | undefined,
  { entry, event, answers = {}, run }: Pick<SendIntent, 'entry' | 'event' | 'answers' | 'run'>,
  moment: {
    readonly person: Scope['person']
    readonly at: Instant
  },
): SendQuestion['guard'] {
  if (!condition) return undefined
  const seen = run && { run: { ...run, envelope: { answers } } }
  return { condition, scope: { ...moment, now: moment.at, entry, event, ...seen } }
}
