import { findAtPath } from '@periplo/model'
import { evaluate, passes } from '../conditions/evaluate.ts'
import { decideAtNode } from '../decide-send.ts'
import { toSendKey, toShare } from '../hash.ts'
import { findTarget, isReached } from '../wait-target.ts'
import type { Awaited, Guard } from './machine-config.ts'
import type { Run } from './run.ts'

/** How the machine asks a guard. */
interface Asked {
  readonly context: Run
}

/** What a guard is asked with. */
type ParamsOf<T extends Guard['type']> = Extract<Guard, { type: T }>['params']

/** How each guard of {@link Guard} is judged. Unknown never opens a way. */
export const GUARDS: {
  readonly [T in Guard['type']]: (asked: Asked, params: ParamsOf<T>) => boolean
} = {
  entersBy: ({ context }, { node }) => context.enteringBy === node,
  matches: ({ context }, { condition }) => evaluate(condition, context) === true,
  isAwaited: ({ context }, awaited) => isAwaited(context, awaited),
  isDrawnBelow: ({ context }, { node, share }) => {
    const { journeyId, person } = context
    return toShare({ journeyId, nodeId: node, personId: person.personId }) < share
  },
  isShort: ({ context }, { points }) => (context.person.points ?? 0) < points,
  isAnswer: ({ context }, asked) => isAnswer(context, asked),
  isReached: ({ context }, { until }) => isReached(until, context),
  isDateless: ({ context }, { until }) => findTarget(until, context) === undefined,
  isRefused: ({ context }, addressed) => decideAtNode(addressed, context).kind === 'refuse',
}

/** The answer is to the call of this very visit, and says so much of it. */
function isAnswer({ answer, run }: Run, { node, failed }: ParamsOf<'isAnswer'>): boolean {
  if (answer?.failed !== failed) return false
  const { enrollmentId, envelope } = run
  const visit = envelope.visits[node] ?? 0
  return answer.sendKey === toSendKey({ enrollmentId, nodeId: node, visit, channel: 'webhook' })
}

/** The correlated values must both be there and be the same value of the same type, in the same case. */
function isAwaited(run: Run, { filter, correlation }: Awaited): boolean {
  if (correlation) {
    const awaited = findAtPath(run.event.properties, correlation.property)
    const entered = findAtPath(run.entry.properties, correlation.entryProperty)
    const isPlain = typeof awaited !== 'object' && awaited !== undefined && awaited !== ''
    if (!isPlain || awaited !== entered) return false
  }
  return passes(filter, run)
}
