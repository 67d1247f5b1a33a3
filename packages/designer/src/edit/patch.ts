import type { Edge, JourneyDefinition, Node } from '@periplo/model'
import { toEdgeKey } from '@periplo/model'

interface Change<Value> {
  readonly before: Value | undefined
  readonly after: Value | undefined
}

type Frame = Omit<JourneyDefinition, 'nodes' | 'edges'>

/** What one gesture changed, and nothing else: applying it leaves alone what others changed meanwhile. */
export interface Patch {
  readonly nodes: ReadonlyMap<string, Change<Node>>
  readonly edges: ReadonlyMap<string, Change<Edge>>
  /** Name, description, stages and settings, as a whole. */
  readonly frame: { readonly before: Frame; readonly after: Frame } | undefined
}

/** The difference between two definitions whose unchanged parts are the same objects. */
export function diffDefinitions(before: JourneyDefinition, after: JourneyDefinition): Patch {
  return {
    nodes: diffLists(before.nodes, after.nodes, (node) => node.id),
    edges: diffLists(before.edges, after.edges, toEdgeKey),
    frame: isSameFrame(before, after) ? undefined : { before: toFrame(before), after: toFrame(after) },
  }
}

/** The definition with the patch done. */
export function applyPatch(definition: JourneyDefinition, patch: Patch): JourneyDefinition {
  return {
    ...definition,
    ...patch.frame?.after,
    nodes: applyChanges(definition.nodes, patch.nodes, (node) => node.id),
    edges: applyChanges(definition.edges, patch.edges, toEdgeKey),
  }
}

/** The patch that takes this one back. */
export function invertPatch({ nodes, edges, frame }: Patch): Patch {
  return {
    nodes: invertChanges(nodes),
    edges: invertChanges(edges),
    frame: frame && { before: frame.after, after: frame.before },
  }
}

/** One patch for two done in a row. */
export function joinPatches(first: Patch, second: Patch): Patch {
  const frame = second.frame ?? first.frame
  return {
    nodes: joinChanges(first.nodes, second.nodes),
    edges: joinChanges(first.edges, second.edges),
    frame: frame && { before: (first.frame ?? frame).before, after: frame.after },
  }
}

/** Whether a patch changes nothing. */
export function isEmptyPatch({ nodes, edges, frame }: Patch): boolean {
  return nodes.size === 0 && edges.size === 0 && frame === undefined
}

function diffLists<Value>(
  before: readonly Value[],
  after: readonly Value[],
  keyOf: (value: Value) => string,
): ReadonlyMap<string, Change<Value>> {
  const old = new Map(before.map((value) => [keyOf(value), value]))
  const changes = new Map<string, Change<Value>>()
  for (const value of after) {
    const key = keyOf(value)
    if (old.get(key) !== value) changes.set(key, { before: old.get(key), after: value })
    old.delete(key)
  }
  for (const [key, value] of old) changes.set(key, { before: value, after: undefined })
  return changes
}

function applyChanges<Value>(
  values: readonly Value[],
  changes: ReadonlyMap<string, Change<Value>>,
  keyOf: (value: Value) => string,
): Value[] {
  const pending = new Map(changes)
  const kept = values.flatMap((value) => {
    const change = pending.get(keyOf(value))
    if (!change) return [value]
    pending.delete(keyOf(value))
    return change.after === undefined ? [] : [change.after]
  })
  const added = [...pending.values()].flatMap(({ after }) => (after === undefined ? [] : [after]))
  return [...kept, ...added]
}

function invertChanges<Value>(
  changes: ReadonlyMap<string, Change<Value>>,
): ReadonlyMap<string, Change<Value>> {
  return new Map([...changes].map(([key, { before, after }]) => [key, { before: after, after: before }]))
}

function joinChanges<Value>(
  first: ReadonlyMap<string, Change<Value>>,
  second: ReadonlyMap<string, Change<Value>>,
): ReadonlyMap<string, Change<Value>> {
  const joined = new Map(first)
  for (const [key, change] of second) {
    joined.set(key, { before: (first.get(key) ?? change).before, after: change.after })
  }
  return joined
}

function toFrame({ nodes: _nodes, edges: _edges, ...frame }: JourneyDefinition): Frame {
  return frame
}

function isSameFrame(a: JourneyDefinition, b: JourneyDefinition): boolean {
  return (
    a.name === b.name && a.description === b.description && a.stages === b.stages && a.settings === b.settings
  )
}
