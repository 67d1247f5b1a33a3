import type { JourneyDefinition } from '@periplo/model'
import { NODE_FAMILY } from '@periplo/model'
import { pasteClip, takeClip } from './clip.ts'
import type { Pasted } from './clip.ts'

/**
 * The branch that begins at a node: the node, and everything that cannot be reached without coming through it.
 * Where the branch joins another way it ends.
 */
export function findBranch(definition: JourneyDefinition, root: string): ReadonlySet<string> {
  const onward = Map.groupBy(definition.edges, (edge) => edge.from)
  const entries = definition.nodes.filter((node) => NODE_FAMILY[node.kind] === 'entry').map((node) => node.id)
  const walk = (starts: readonly string[], avoided: string | undefined): ReadonlySet<string> => {
    const seen = new Set<string>()
    const open = [...starts]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id) || id === avoided) continue
      seen.add(id)
      open.push(...(onward.get(id) ?? []).map((edge) => edge.to))
    }
    return seen
  }
  const elsewhere = walk(
    entries.filter((id) => id !== root),
    root,
  )
  return new Set([...walk([root], undefined)].filter((id) => id === root || !elsewhere.has(id)))
}

/** Adds the branch that begins at a node once more; where it joins other ways, the copy joins them, too. */
export function duplicateBranch(definition: JourneyDefinition, root: string): Pasted {
  const branch = findBranch(definition, root)
  const pasted = pasteClip(definition, takeClip(definition, branch))
  const joins = definition.edges.flatMap((edge) => {
    const from = pasted.renamed.get(edge.from)
    return from === undefined || branch.has(edge.to) ? [] : [{ ...edge, from }]
  })
  return { ...pasted, definition: { ...pasted.definition, edges: [...pasted.definition.edges, ...joins] } }
}
