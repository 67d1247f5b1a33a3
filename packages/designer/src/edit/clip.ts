import type { Edge, JourneyDefinition, Node } from '@periplo/model'
import { parseDefinition, toBlankDefinition } from '@periplo/model'
import { ROW_PITCH } from '../map/geometry.ts'
import { findFreeId } from './edits.ts'
import { findFreePlace } from './places.ts'

/** Some nodes with the edges between them: what a copy holds, also as text between journeys. */
export interface Clip {
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
}

/** What tells our text on the clipboard from any other. */
const MARK = 'journey-part'

/** The chosen nodes and the edges that begin and end among them. */
export function takeClip(definition: JourneyDefinition, ids: ReadonlySet<string>): Clip {
  return {
    nodes: definition.nodes.filter((node) => ids.has(node.id)),
    edges: definition.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)),
  }
}

/** The clip as text for a clipboard. */
export function toClipText({ nodes, edges }: Clip): string {
  return JSON.stringify({ periplo: MARK, nodes, edges }, null, 2)
}

/** Reads a clip from any text; undefined if it is none of ours. */
export function parseClip(text: string): Clip | undefined {
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || !('periplo' in value) || value.periplo !== MARK)
    return undefined
  const parsed = parseDefinition({ ...toBlankDefinition(MARK), ...value })
  return parsed.kind === 'valid'
    ? { nodes: parsed.definition.nodes, edges: parsed.definition.edges }
    : undefined
}

/** What pasting gives: the journey with the new nodes in it, and their ids. */
export interface Pasted {
  readonly definition: JourneyDefinition
  readonly ids: ReadonlySet<string>
  /** The new id of each node of the clip. */
  readonly renamed: ReadonlyMap<string, string>
}

/** Adds the nodes of a clip under new ids, below where they stood; nodes of an unknown stage join the first. */
export function pasteClip(definition: JourneyDefinition, clip: Clip): Pasted {
  const stages = new Set(definition.stages.map((stage) => stage.id))
  const fallback = definition.stages[0]?.id ?? ''
  const renamed = new Map<string, string>()
  let result = definition
  for (const node of clip.nodes) {
    const id = findFreeId(result, node.id.replace(/-\d+$/, ''))
    const stage = stages.has(node.stage) ? node.stage : fallback
    const wanted = { stage, position: { x: node.position.x, y: node.position.y + ROW_PITCH } }
    renamed.set(node.id, id)
    result = { ...result, nodes: [...result.nodes, { ...node, ...findFreePlace(result.nodes, wanted), id }] }
  }
  const edges = clip.edges.flatMap((edge) => {
    const from = renamed.get(edge.from)
    const to = renamed.get(edge.to)
    return from === undefined || to === undefined ? [] : [{ ...edge, from, to }]
  })
  return {
    definition: { ...result, edges: [...result.edges, ...edges] },
    ids: new Set(renamed.values()),
    renamed,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // whatever else was copied: a sentence, an address
    return undefined
  }
}
