import type { JsonObject, JsonValue, TraitAssignment, TraitChange } from '@periplo/model'
import { findOperand, isMissing } from './conditions/scope.ts'
import type { Scope } from './conditions/scope.ts'

/** What a list of changes comes to. */
export interface TraitUpdate {
  /** The same object when nothing changed. */
  readonly traits: JsonObject
  /** Only what changes something, in order. */
  readonly assignments: readonly TraitAssignment[]
}

/** Works out changes of traits, in order: each sees what those before it did. Changes nothing itself. */
export function updateTraits(changes: readonly TraitChange[], scope: Scope): TraitUpdate {
  const assignments: TraitAssignment[] = []
  let { traits } = scope.person
  for (const change of changes) {
    const value = toNewValue(change, { ...scope, person: { ...scope.person, traits } })
    if (value === ownTrait(traits, change.trait)) continue
    assignments.push({ trait: change.trait, value })
    traits = withTrait(traits, change.trait, value)
  }
  return { traits, assignments }
}

/** The trait's value after the change; undefined for none. */
function toNewValue(change: TraitChange, scope: Scope): JsonValue | undefined {
  const present = ownTrait(scope.person.traits, change.trait)
  switch (change.to) {
    case 'value':
      return change.value
    case 'copy': {
      const value = findOperand(change.operand, scope)
      return isMissing(value) ? present : value
    }
    case 'add': {
      const sum = (typeof present === 'number' ? present : 0) + change.by
      return Number.isFinite(sum) ? sum : present
    }
    case 'nothing':
      return undefined
  }
}

function ownTrait(traits: JsonObject, trait: string): JsonValue | undefined {
  return Object.hasOwn(traits, trait) ? traits[trait] : undefined
}

function withTrait(traits: JsonObject, trait: string, value: JsonValue | undefined): JsonObject {
  if (value !== undefined) return { ...traits, [trait]: value }
  return Object.fromEntries(Object.entries(traits).filter(([name]) => name !== trait))
}
