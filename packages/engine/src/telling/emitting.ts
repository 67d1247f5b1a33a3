import { ENROLLMENT_REQUESTED, MAX_CHAIN } from '@periplo/model'
import type { EmittedProperty, JourneyId, JsonObject, JsonValue, NodeId } from '@periplo/model'
import { findOperand, isMissing } from '../conditions/scope.ts'
import { toEmissionId } from '../hash.ts'
import type { Emitting } from '../machine/machine-config.ts'
import type { Run } from '../machine/run.ts'
import type { Telling } from './telling.ts'
import { countVisits } from './way.ts'

/** The person's node puts an event into the log. */
export function tellEmission(telling: Telling, { node, event, properties }: Emitting, run: Run): void {
  emit(telling, { node, name: event, properties: toProperties(properties, run) })
}

/** The person's node asks another journey to let them in. */
export function tellStart(
  telling: Telling,
  { node, journeyId }: { readonly node: NodeId; readonly journeyId: JourneyId },
  { entry: { properties } }: Run,
): void {
  emit(telling, { node, name: ENROLLMENT_REQUESTED, properties, enrol: { journeyId } })
}

/** Events that bring one another about in one instant come to an end. */
function emit(
  telling: Telling,
  wanted: {
    readonly node: NodeId
    readonly name: string
    readonly properties: JsonObject
    readonly enrol?: { readonly journeyId: JourneyId }
  },
): void {
  const { node, name, properties, enrol } = wanted
  const { factAt: at, depth: causedBy } = telling.moments
  const depth = causedBy + 1
  const told = { kind: 'emitted', at, node, event: name } as const
  if (depth > MAX_CHAIN) return void telling.facts.push({ ...told, refused: 'loop' })
  telling.facts.push(told)
  const visit = countVisits(telling, node)
  const eventId = toEmissionId({ enrollmentId: telling.begun.enrollmentId, nodeId: node, visit })
  const emission = { eventId, nodeId: node, name, occurredAt: at, properties, depth }
  telling.effects.push({ kind: 'emit', emission: enrol ? { ...emission, enrol } : emission })
}

function toProperties(properties: readonly EmittedProperty[], run: Run): JsonObject {
  return Object.fromEntries(
    properties.flatMap(({ name, value }): readonly (readonly [string, JsonValue])[] => {
      const found = typeof value === 'object' ? findOperand(value, run) : value
      return isMissing(found) ? [] : [[name, found]]
    }),
  )
}
