import { NO_AUDIENCES, changeAudiences } from '../change-audiences.ts'
import { toChangeKey } from '../hash.ts'
import type { Action } from '../machine/machine-config.ts'
import type { Run } from '../machine/run.ts'
import type { Telling } from './telling.ts'
import { countVisits } from './way.ts'

/** The person comes into an audience, or leaves it; who is there already is not told of. */
export function tellAudience(
  telling: Telling,
  { node, act, audience }: Extract<Action, { type: 'changeAudience' }>['params'],
  { person }: Run,
): void {
  const { audiences = NO_AUDIENCES } = person
  if (changeAudiences(audiences, { act, audience }) === audiences) return
  const { factAt: at } = telling.moments
  const { enrollmentId } = telling.begun
  const changeKey = toChangeKey({ enrollmentId, nodeId: node, visit: countVisits(telling, node) })
  telling.facts.push({ kind: 'audience-changed', at, node, audience, act })
  const origin = `node:${enrollmentId}/${node}`
  telling.effects.push({ kind: 'audience', change: { changeKey, audience, act, at, origin } })
}
