import type { Edge, JourneyDefinition, Node, NodeKind } from '@periplo/model'
import { listPorts, NODE_FAMILY, toEdgeKey } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { toCanonical } from '../edit/canonical.ts'
import type { Clip } from '../edit/clip.ts'
import { parseClip, pasteClip, takeClip, toClipText } from '../edit/clip.ts'
import {
  addNode,
  connect,
  disconnect,
  findFreeId,
  findNode,
  insertOnEdge,
  removeNodes,
  replaceNode,
} from '../edit/edits.ts'
import type { Place } from '../edit/places.ts'
import { findFreePlace, findLanePlace, findPlaceBelow, moveNodes } from '../edit/places.ts'
import { tidy } from '../edit/tidy.ts'
import type { Point } from '../map/geometry.ts'
import { CARD_HEIGHT, GRID, ROW_PITCH } from '../map/geometry.ts'
import type { LaneLayout } from '../map/lanes.ts'
import { toStoredPlace } from '../map/lanes.ts'
import { NODE_DESIGNS } from '../nodes/registry.ts'
import type { CanvasStore } from './canvas-store.ts'
import { selectedCards, selectedEdges } from './canvas-store.ts'

/** Where the acts find things as they are now. */
export interface ActsSource {
  readonly definition: JourneyDefinition
  readonly layout: LaneLayout
  readonly locale: Locale
  readonly readOnly: boolean
  readonly onChange: (definition: JourneyDefinition, gesture: string) => void
}

/** A port that waits for a node to lead to. */
export interface OpenPort {
  readonly from: string
  readonly port: string
}

/** Every gesture on the map, each one call of `onChange`. None does anything on a map that is read only. */
export interface MapActs {
  /** Adds a node at a point of the map, at the end of the chosen node's way, or below the first lane. */
  readonly add: (kind: NodeKind, where?: { readonly point?: Point; readonly after?: OpenPort }) => void
  readonly insert: (kind: NodeKind, edgeKey: string) => void
  readonly connect: (edge: Edge) => void
  readonly edit: (node: Node, field: string) => void
  readonly editJourney: (definition: JourneyDefinition, field: string) => void
  /** Whether anything came of it: a card put back where it was moves nothing. */
  readonly move: (corners: ReadonlyMap<string, Point>) => boolean
  /** Moves what is chosen one lane sideways or one row up or down. */
  readonly shift: (columns: number, rows: number) => void
  readonly removeChosen: () => void
  readonly duplicateChosen: () => void
  /** What is chosen as text, or undefined if nothing is. */
  readonly copyChosen: () => string | undefined
  /** Whether the text was a part of a journey. */
  readonly paste: (text: string) => boolean
  readonly tidy: () => void
}

/** The gestures over a source that always tells the present; the object never changes. */
export function createActs(store: CanvasStore, now: () => ActsSource): MapActs {
  const change = (next: JourneyDefinition, gesture: string, chosen?: ReadonlySet<string>) => {
    const { definition, readOnly, onChange } = now()
    if (readOnly || next === definition) return
    // what is new can be chosen once it is drawn, and the drawing follows the definition
    if (chosen) store.setState({ pending: chosen })
    onChange(toCanonical(next), gesture)
  }
  const chosenClip = (): Clip => takeClip(now().definition, selectedCards(store.getState()))
  const paste = (clip: Clip, gesture: string) => {
    if (clip.nodes.length === 0) return
    const pasted = pasteClip(now().definition, clip)
    change(pasted.definition, gesture, pasted.ids)
  }
  return {
    add: (kind, where = {}) => {
      const after = where.after ?? (where.point ? undefined : onwardOf(store, now(), kind))
      const { node, next } =
        typeof after === 'string'
          ? withInserted(now(), kind, after)
          : withNew(now(), kind, { ...where, after })
      change(next, 'add', new Set([node.id]))
    },
    insert: (kind, edgeKey) => {
      const { node, next } = withInserted(now(), kind, edgeKey)
      change(next, 'insert', new Set([node.id]))
    },
    connect: (edge) => change(connect(now().definition, edge), 'connect'),
    edit: (node, field) => change(replaceNode(now().definition, node), `edit:${node.id}:${field}`),
    editJourney: (definition, field) => change(definition, `edit:journey:${field}`),
    move: (corners) => {
      const { definition, layout } = now()
      const places = new Map([...corners].map(([id, corner]) => [id, toStoredPlace(corner, layout)]))
      const moved = moveNodes(definition, places)
      if (moved.nodes.every((node, index) => node === definition.nodes[index])) return false
      change(moved, 'move')
      return true
    },
    shift: (columns, rows) =>
      change(withShift(now().definition, selectedCards(store.getState()), { columns, rows }), 'move'),
    removeChosen: () => {
      const state = store.getState()
      const { definition } = now()
      const nodes = selectedCards(state)
      const edges = selectedEdges(state)
      const cut = edges.size > 0 ? disconnect(definition, edges) : definition
      change(nodes.size > 0 ? removeNodes(cut, nodes) : cut, 'delete', new Set())
    },
    duplicateChosen: () => paste(chosenClip(), 'duplicate'),
    copyChosen: () => {
      const clip = chosenClip()
      return clip.nodes.length > 0 ? toClipText(clip) : undefined
    },
    paste: (text) => {
      const clip = parseClip(text)
      if (clip) paste(clip, 'paste')
      return clip !== undefined
    },
    tidy: () => change(tidy(now().definition), 'tidy'),
  }
}

function toNewNode({ definition, locale }: ActsSource, kind: NodeKind, place: Place): Node {
  const design = NODE_DESIGNS[kind]
  return design.create({ id: findFreeId(definition, kind), title: design.name[locale], ...place })
}

function withNew(
  source: ActsSource,
  kind: NodeKind,
  where: { readonly point?: Point | undefined; readonly after?: OpenPort | undefined },
): { node: Node; next: JourneyDefinition } {
  const { definition, layout } = source
  const before = where.after && findNode(definition, where.after.from)
  const node = toNewNode(source, kind, placeNew(definition, layout, { point: where.point, before }))
  const added = addNode(definition, node)
  return { node, next: where.after ? connect(added, { ...where.after, to: node.id }) : added }
}

function placeNew(
  definition: JourneyDefinition,
  layout: LaneLayout,
  { point, before }: { readonly point: Point | undefined; readonly before: Node | undefined },
): Place {
  if (point) {
    const corner = { x: point.x - layout.cardWidth / 2, y: point.y - CARD_HEIGHT / 2 }
    return findFreePlace(definition.nodes, toStoredPlace(corner, layout))
  }
  return before
    ? findPlaceBelow(definition, before)
    : findLanePlace(definition, definition.stages[0]?.id ?? '')
}

/**
 * Where a node that nobody placed goes on from the one chosen card: by its first open port, or (told by its
 * key) into the edge of its first port. Undefined where none or several are chosen, or nothing can follow.
 */
function onwardOf(
  store: CanvasStore,
  { definition }: ActsSource,
  kind: NodeKind,
): OpenPort | string | undefined {
  const [only, ...more] = selectedCards(store.getState())
  const node = only === undefined || more.length > 0 ? undefined : findNode(definition, only)
  if (!node || NODE_FAMILY[kind] === 'entry') return undefined
  const taken = new Set(definition.edges.filter((edge) => edge.from === node.id).map((edge) => edge.port))
  const ports = listPorts(node)
  const port = ports.find((candidate) => !taken.has(candidate))
  if (port !== undefined) return { from: node.id, port }
  return ports[0] === undefined ? undefined : toEdgeKey({ from: node.id, port: ports[0] })
}

/** A card goes in between: where the gap below is too small, everything in the lane from there on moves down a row. */
function withInserted(
  source: ActsSource,
  kind: NodeKind,
  edgeKey: string,
): { node: Node; next: JourneyDefinition } {
  const { definition } = source
  const edge = definition.edges.find((candidate) => toEdgeKey(candidate) === edgeKey)
  const before = edge && findNode(definition, edge.from)
  const after = edge && findNode(definition, edge.to)
  const lane = after ?? before
  if (!lane || !before) {
    const node = toNewNode(source, kind, findLanePlace(definition, definition.stages[0]?.id ?? ''))
    return { node, next: definition }
  }
  const sameLane = after?.stage === before.stage && after.position.y > before.position.y
  const position = sameLane ? { x: after.position.x, y: before.position.y + ROW_PITCH } : { ...lane.position }
  const node = toNewNode(source, kind, { stage: lane.stage, position })
  const moved = definition.nodes.map((other) =>
    other.stage === lane.stage && other.position.x === position.x && other.position.y >= position.y - GRID
      ? { ...other, position: { ...other.position, y: other.position.y + ROW_PITCH } }
      : other,
  )
  return { node, next: insertOnEdge({ ...definition, nodes: moved }, edgeKey, node) }
}

function withShift(
  definition: JourneyDefinition,
  ids: ReadonlySet<string>,
  { columns, rows }: { columns: number; rows: number },
): JourneyDefinition {
  if (ids.size === 0) return definition
  const stages = definition.stages.map((stage) => stage.id)
  const places = new Map<string, Place>()
  for (const node of definition.nodes.filter((candidate) => ids.has(candidate.id))) {
    const stage = stages[stages.indexOf(node.stage) + columns]
    if (stage === undefined) return definition
    const y = Math.max(0, node.position.y + rows * ROW_PITCH)
    places.set(node.id, { stage, position: { x: node.position.x, y } })
  }
  return moveNodes(definition, places)
}
