import { z } from 'zod'
import es from 'zod/v4/locales/es.js'
import { NodeId } from '../ids.ts'
import { findJsonFlaw } from '../json.ts'
import { Node } from '../nodes/node.ts'
import { JourneySettings } from './settings.ts'
import { BUILT_IN_STAGES, Stage } from './stage.ts'
import { PRESENT_FORMAT, upgradeDocument } from './upgrade.ts'

/** The way from a port of one node to another node. A port has at most one. */
export const Edge = z.object({ from: NodeId, port: z.string().max(20), to: NodeId })
export type Edge = z.infer<typeof Edge>

/** The most nodes a journey may have. */
export const MAX_NODES = 500

/**
 * A journey as drawn: what the canvas edits, what is stored, what is compiled. A definition that parses
 * may still be unfinished (empty names, open ports); `validateDefinition` says what is missing.
 */
export const JourneyDefinition = z.object({
  /** Format of this document; raised with every change of shape that has shipped. */
  format: z.literal(PRESENT_FORMAT),
  name: z.string().min(1).max(120),
  description: z.string().max(2_000).optional(),
  /** The lanes, from left to right. */
  stages: z.array(Stage).min(1).max(12),
  nodes: z.array(Node).max(MAX_NODES),
  edges: z.array(Edge).max(MAX_NODES * 8),
  settings: JourneySettings,
})
export type JourneyDefinition = z.infer<typeof JourneyDefinition>

const SPANISH = { error: es().localeError }

/** A whole journey holds far more keys than one event. */
const DOCUMENT_LIMITS = { depth: 32, keys: 100_000 }

/** What came of reading a document as a definition. */
export type ParsedDefinition =
  | { readonly kind: 'valid'; readonly definition: JourneyDefinition }
  | {
      readonly kind: 'invalid'
      readonly problems: readonly { readonly path: string; readonly reason: string }[]
    }

/**
 * Reads any value as a definition: its shape and bounds, not its completeness. Unknown keys are dropped, and
 * a document of an older format is upgraded. Reasons are written for a reader of `language`.
 */
export function parseDefinition(value: unknown, language: 'en' | 'es' = 'en'): ParsedDefinition {
  const flaw = findJsonFlaw(value, DOCUMENT_LIMITS)
  if (flaw) return { kind: 'invalid', problems: [{ path: '', reason: flaw }] }
  const parsed = JourneyDefinition.safeParse(upgradeDocument(value), language === 'es' ? SPANISH : undefined)
  if (parsed.success) return { kind: 'valid', definition: parsed.data }
  const problems = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), reason: issue.message }))
  return { kind: 'invalid', problems }
}

/** The name of the edge that leaves by this port; unique inside a definition. */
export function toEdgeKey(edge: { readonly from: string; readonly port: string }): string {
  return `${edge.from}:${edge.port}`
}

/** A journey with the built-in stages and nothing drawn yet. */
export function toBlankDefinition(name: string): JourneyDefinition {
  return {
    format: PRESENT_FORMAT,
    name,
    stages: BUILT_IN_STAGES.map((id) => ({ id })),
    nodes: [],
    edges: [],
    settings: { reentry: { mode: 'after-exit' }, conversionWindow: { amount: 30, unit: 'days' }, exits: [] },
  }
}
