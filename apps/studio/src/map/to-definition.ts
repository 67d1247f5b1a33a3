import type { JourneyDefinition } from '@periplo/model'
import { invariant, parseDefinition } from '@periplo/model'

/** A definition as the server sent it. It is read like any other document; one that is none is a bug. */
export function toDefinition(sent: unknown): JourneyDefinition {
  const parsed = parseDefinition(sent)
  invariant(parsed.kind === 'valid', 'the server sent no definition')
  return parsed.definition
}
