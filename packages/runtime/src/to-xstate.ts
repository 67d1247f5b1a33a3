import { compileJourney } from '@periplo/engine'
import type { MachineConfig } from '@periplo/engine'
import type { JourneyDefinition } from '@periplo/model'

/**
 * A journey as the config of an XState machine: plain JSON, a state per node, with guards, actions and delays
 * by name. What `createMachine` takes; whoever runs it implements the names. Fails with
 * `journey/not-publishable` for a drawing with errors.
 */
export function toXState(definition: JourneyDefinition): MachineConfig {
  return compileJourney({ journeyId: 'exported', versionId: 'exported', definition }).config
}
