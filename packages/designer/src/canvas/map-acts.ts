import type { Edge, JourneyDefinition, Node, NodeKind, StageId } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { toCanonical } from '../edit/canonical.ts'
import { connect, disconnect, removeNodes, replaceNode } from '../edit/edits.ts'
import type { Place } from '../edit/places.ts'
import { moveNodes } from '../edit/places.ts'
import { tidy } from '../edit/tidy.ts'
import type { Point } from '../map/geometry.ts'
import { ROW_PITCH } from '../map/geometry.ts'
import type { LaneLayout } from '../map/lanes.ts'
import { toStoredPlace } from '../map/lanes.ts'
import type { CanvasState, CanvasStore } from './canvas-store.ts'
import { selectedCards, selectedEdges } from './canvas-store.ts'
import type { ClipActs } from './clip-acts.ts'
import { createClipActs } from './clip-acts.ts'
import type { OpenPort } from './new-cards.ts'
import { findOnward, withInserted, withNew } from './new-cards.ts'
import type { StageActs } from './stage-acts.ts'
import { createStageActs } from './stage-acts.ts'

/** Where the acts find things as they are now. */
export interface ActsSource {
  readonly definition: JourneyDefinition
  readonly layout: LaneLayout
  readonly locale: Locale
  readonly readOnly: boolean
  readonly onChange: (definition: JourneyDefinition, gesture: string) => void
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
  /** Moves what is chosen into a stage, each to the free place nearest below where it stood. */
  readonly moveToStage: (stage: StageId) => void
  readonly removeChosen: () => void
  readonly tidy: () => void
  readonly stages: StageActs
  readonly clips: ClipActs
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
  const read = () => now().definition
  const readChosen = () => selectedCards(store.getState())
  return {
    add: (kind, where = {}) => {
      const after = where.after ?? (where.point ? undefined : findOnward(read(), readChosen(), kind))
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
    shift: (columns, rows) => change(withShift(read(), readChosen(), { columns, rows }), 'move'),
    moveToStage: (stage) => change(withStage(read(), readChosen(), stage), 'move'),
    removeChosen: () => change(withoutChosen(read(), store.getState()), 'delete', new Set()),
    tidy: () => change(tidy(now().definition), 'tidy'),
    stages: createStageActs(read, change),
    clips: createClipActs({ read, readChosen, change }),
  }
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

function withStage(
  definition: JourneyDefinition,
  ids: ReadonlySet<string>,
  stage: StageId,
): JourneyDefinition {
  const chosen = definition.nodes.filter((node) => ids.has(node.id) && node.stage !== stage)
  return moveNodes(
    definition,
    new Map(chosen.map(({ id, position }): [string, Place] => [id, { stage, position }])),
  )
}

function withoutChosen(definition: JourneyDefinition, state: CanvasState): JourneyDefinition {
  const nodes = selectedCards(state)
  const edges = selectedEdges(state)
  const cut = edges.size > 0 ? disconnect(definition, edges) : definition
  return nodes.size > 0 ? removeNodes(cut, nodes) : cut
}
