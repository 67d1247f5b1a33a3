import { toChangeKey } from '../hash.ts'
import type { Action } from '../machine/machine-config.ts'
import type { Run } from '../machine/run.ts'
import type { Telling } from './telling.ts'
import { countVisits } from './way.ts'

/** The person is given loyalty points, or some are taken. */
export function tellPoints(
  telling: Telling,
  { node, by, reason }: Extract<Action, { type: 'changePoints' }>['params'],
  { person }: Run,
): void {
  const { factAt: at } = telling.moments
  const { enrollmentId } = telling.begun
  const changeKey = toChangeKey({ enrollmentId, nodeId: node, visit: countVisits(telling, node) })
  const balance = (person.points ?? 0) + by
  telling.facts.push({ kind: 'points-changed', at, node, points: by, balance })
  const origin = `node:${enrollmentId}/${node}`
  telling.effects.push({ kind: 'points', change: { changeKey, points: by, balance, reason, at, origin } })
}
