import { EnrollmentId, type JourneyDefinition, Literal, Operand, parseDefinition } from '@periplo/model'
import { z } from 'zod'

const MAX_PROBLEMS = 50

/** A piece of a long list: where the last one ended, and how many lines more. */
export const PageInput = z.object({
  cursor: z.string().min(1).max(500).nullable().default(null),
  limit: z.int().min(1).max(200).default(50),
})

/** A journey's name. */
export const NameInput = z.string().trim().min(1).max(120)

/** A draft's revision, counted from 1. */
export const RevisionInput = z.int().min(0)

/** The key a message is sent under. */
export const SendKeyInput = z.string().min(1).max(200)

/** A drawing, complete or not. Says where it is not one. */
export const DefinitionInput = z.custom<JourneyDefinition>().transform((value, context) => {
  const parsed = parseDefinition(value)
  if (parsed.kind === 'valid') return parsed.definition
  for (const { path, reason } of parsed.problems.slice(0, MAX_PROBLEMS)) {
    context.addIssue({ code: 'custom', path: path.split('.'), message: reason })
  }
  return z.NEVER
})

/** Cohorts of `[from, to)`, in civil days of the workspace; at most two years. */
export const CohortInput = z.object({ from: z.iso.date(), to: z.iso.date() })

/** One value of one stored step, as it was not. */
export const SuppositionInput = z.object({
  enrollmentId: EnrollmentId,
  seq: z.int().min(1),
  operand: Operand,
  value: Literal.nullable(),
})
