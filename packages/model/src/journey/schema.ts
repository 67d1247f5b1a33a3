import { z } from 'zod'
import { JourneyDefinition } from './definition.ts'

/**
 * The shape of a journey file as a JSON Schema (draft 2020-12): what an editor offers and a check in a
 * repository holds files to. Says nothing of what makes a journey complete; `validateDefinition` does.
 */
export function toJourneySchema(): object {
  const { $schema, ...shape } = z.toJSONSchema(JourneyDefinition, { io: 'input' })
  const title = 'A journey of Periplo'
  return { $schema, $id: 'https://periplo.example/journey.schema.json', title, ...shape }
}
