import type { EdgeChange, NodeChange } from '@xyflow/react'
import { applyEdgeChanges, applyNodeChanges } from '@xyflow/react'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { CardNode, MapGraph, WayEdge } from './flow-types.ts'
import { isSame, reuse } from './reuse.ts'

/** What the canvas holds between gestures: the drawing, with what is chosen and what is being dragged. */
export interface CanvasState {
  readonly nodes: CardNode[]
  readonly edges: WayEdge[]
  /** The cards in hand; edges at them are drawn to where they are now. */
  readonly dragged: ReadonlySet<string>
  /** Keys of the edges of a way that is being shown. */
  readonly shown: ReadonlySet<string>
  /** Whether the map is so far away that words cannot be read. */
  readonly far: boolean
  /** Cards to choose as soon as they are drawn. */
  readonly pending: ReadonlySet<string> | undefined
}

/** The canvas of one mounted map. */
export type CanvasStore = StoreApi<CanvasState>

const NONE: ReadonlySet<string> = new Set()

/** A canvas with nothing on it. */
export function createCanvas(): CanvasStore {
  return createStore<CanvasState>(() => ({
    nodes: [],
    edges: [],
    dragged: NONE,
    shown: NONE,
    far: false,
    pending: undefined,
  }))
}

/** Puts a new drawing on the canvas. What was chosen and still exists stays chosen; cards in hand go back. */
export function drawGraph(store: CanvasStore, graph: MapGraph): void {
  store.setState((state) => {
    const nodes = new Map(state.nodes.map((node) => [node.id, node]))
    const edges = new Map(state.edges.map((edge) => [edge.id, edge]))
    return {
      nodes: graph.nodes.map((node) => withChoice(withState(node, nodes.get(node.id)), state.pending)),
      edges: graph.edges.map((edge) => withOldEdge(edge, edges.get(edge.id))),
      dragged: NONE,
      pending: undefined,
    }
  })
}

function withChoice(node: CardNode, pending: ReadonlySet<string> | undefined): CardNode {
  if (!pending || pending.has(node.id) === (node.selected ?? false)) return node
  return { ...node, selected: pending.has(node.id) }
}

/** Chooses exactly these cards and no edge. */
export function selectCards(store: CanvasStore, ids: ReadonlySet<string>): void {
  store.setState(({ nodes, edges }) => ({
    nodes: nodes.map((node) =>
      ids.has(node.id) === (node.selected ?? false) ? node : { ...node, selected: ids.has(node.id) },
    ),
    edges: edges.map((edge) => (edge.selected ? { ...edge, selected: false } : edge)),
  }))
}

/** The ids of the chosen cards. */
export function selectedCards(state: CanvasState): ReadonlySet<string> {
  return new Set(state.nodes.filter((node) => node.selected).map((node) => node.id))
}

/** The ids of the chosen cards, in the order they are drawn. */
export function listChosen(state: CanvasState): readonly string[] {
  return state.nodes.flatMap((node) => (node.selected ? [node.id] : []))
}

/** The keys of the chosen edges. */
export function selectedEdges(state: CanvasState): ReadonlySet<string> {
  return new Set(state.edges.filter((edge) => edge.selected).map((edge) => edge.id))
}

/** Takes in what React Flow says has changed on cards. */
export function takeNodeChanges(store: CanvasStore, changes: NodeChange<CardNode>[]): void {
  store.setState(({ nodes }) => ({ nodes: applyNodeChanges(changes, nodes) }))
}

/** Takes in what React Flow says has changed on edges. */
export function takeEdgeChanges(store: CanvasStore, changes: EdgeChange<WayEdge>[]): void {
  store.setState(({ edges }) => ({ edges: applyEdgeChanges(changes, edges) }))
}

/** Shows a way over the map by the keys of its edges, until another is shown. */
export function showWay(store: CanvasStore, keys: readonly string[]): void {
  store.setState({ shown: keys.length === 0 ? NONE : new Set(keys) })
}

/** Says which cards are in hand. */
export function setDragged(store: CanvasStore, ids: ReadonlySet<string>): void {
  store.setState({ dragged: ids.size === 0 ? NONE : ids })
}

/** Cards and edges that look as they did stay the same objects, so that only what changed is drawn anew. */
function withState(node: CardNode, old: CardNode | undefined): CardNode {
  if (!old) return node
  const data = reuse(old.data, node.data)
  const { position, width } = old
  const stays = position.x === node.position.x && position.y === node.position.y && width === node.width
  if (stays && data === old.data) return old
  return { ...node, data, selected: old.selected ?? false, ...(old.measured && { measured: old.measured }) }
}

function withOldEdge(edge: WayEdge, old: WayEdge | undefined): WayEdge {
  if (!old) return edge
  if (old.target === edge.target && isSame(old.data, edge.data)) return old
  return { ...edge, selected: old.selected ?? false }
}
