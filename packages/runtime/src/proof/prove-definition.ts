import { proveJourney } from '@periplo/engine'
import { validateDefinition } from '@periplo/model'
import type { JourneyDefinition, Problem, Proof } from '@periplo/model'

/** What is wrong with a drawing, and what can be told of it without running it. */
export interface ProvenDefinition {
  readonly problems: readonly Problem[]
  /** Empty while `problems` holds an error. */
  readonly proof: Proof
}

/** Judges a definition by itself, without a workspace around it. Changes nothing, and reads nothing else. */
export function proveDefinition(definition: JourneyDefinition): ProvenDefinition {
  return { problems: validateDefinition(definition), proof: proveJourney(definition) }
}
