import type { Node as JourneyNode } from '@periplo/model'
import type { MapMeasureId, NodeMeasures } from '@periplo/kpi'
import type { StageTone } from '@periplo/ui'
import type { Edge, Node } from '@xyflow/react'
import type { Point, Side } from '../map/geometry.ts'
import type { PlacedLabel } from '../map/place-labels.ts'
import type { PortPlace } from '../map/share-ports.ts'

/** A mode of the map. */
export type MapMode = 'design' | 'measure'

/** The measures that can colour the map, by their names in the registry. */
export const MAP_MEASURES_SHOWN = [
  'drop-off',
  'dwell',
  'sends',
  'ropo-orders',
] as const satisfies readonly MapMeasureId[]
/** What colours the map while measuring; one at a time. */
export type MapMeasure = (typeof MAP_MEASURES_SHOWN)[number]

/** A way out of a card, in the order it is drawn. */
export interface CardPort {
  readonly id: string
  readonly label: string
  /** The side its edge leaves by. */
  readonly side: Side
  readonly connected: boolean
  /** Where it stands on the lower border, and how much of it is its own. */
  readonly place: PortPlace
}

/** What a card shows. Two equal ones are the same object, so that a card is drawn anew only when it changed. */
export interface CardData extends Record<string, unknown> {
  readonly node: JourneyNode
  readonly ports: readonly CardPort[]
  /** The names of the ports take two lines, and what the card does in words gives way. */
  readonly tallPorts: boolean
  /** What is wrong with the node, as sentences, worst first. */
  readonly problems: readonly string[]
  readonly gravest: 'error' | 'warning' | undefined
  readonly stageTone: StageTone
  readonly mode: MapMode
  /** Drawn as a sign without words. */
  readonly narrow: boolean
  readonly measures: NodeMeasures | undefined
}

/** A node as React Flow holds it. */
export type CardNode = Node<CardData, 'card'>

/** What an edge shows. */
export interface WayData extends Record<string, unknown> {
  readonly points: readonly Point[]
  readonly lineWidth: number
  /** Out of a fork: the share, and of a split the branch; where it hides nothing. Never while designing. */
  readonly label: PlacedLabel | undefined
  readonly stageTone: StageTone
  readonly mode: MapMode
  readonly faint: boolean
  readonly name: string
}

/** An edge as React Flow holds it. */
export type WayEdge = Edge<WayData, 'way'>

/** What React Flow draws. */
export interface MapGraph {
  readonly nodes: readonly CardNode[]
  readonly edges: readonly WayEdge[]
}
