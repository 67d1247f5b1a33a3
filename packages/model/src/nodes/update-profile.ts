import { z } from 'zod'
import { Literal, Operand, PropertyPath } from '../condition/operand.ts'
import { nodeFrame } from './frame.ts'

/** A change of one trait (top level). `copy` of a missing value changes nothing; `add` counts a missing or non-numeric trait as 0. */
export const TraitChange = z.discriminatedUnion('to', [
  z.object({ to: z.literal('value'), trait: PropertyPath, value: Literal }),
  z.object({ to: z.literal('copy'), trait: PropertyPath, operand: Operand }),
  z.object({ to: z.literal('add'), trait: PropertyPath, by: z.number() }),
  z.object({ to: z.literal('nothing'), trait: PropertyPath }),
])
export type TraitChange = z.infer<typeof TraitChange>

/** Changes traits of the person, in order; the nodes after it see the new values. */
export const UpdateProfileNode = z.object({
  ...nodeFrame,
  kind: z.literal('update-profile'),
  changes: z.array(TraitChange).max(20),
})
export type UpdateProfileNode = z.infer<typeof UpdateProfileNode>
