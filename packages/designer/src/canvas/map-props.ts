import type { Overlay } from '@periplo/kpi'
import type { JourneyDefinition, Node, NodeId, Problem, ProofFinding } from '@periplo/model'
import type { PaletteGroup } from '@periplo/ui'
import type { ReactNode } from 'react'
import type { RenderPreview, Suggestions } from '../nodes/node-design.ts'
import type { MapMeasure, MapMode } from './flow-types.ts'

/** Ways back and forth through the gestures; `useDesignHistory` gives them. */
export interface MapHistory {
  readonly undo: () => void
  readonly redo: () => void
}

/** What the map of one journey takes. Everything it shows comes in here; everything it changes goes out by `onChange`. */
export interface JourneyMapProps {
  readonly mode: MapMode
  readonly definition: JourneyDefinition
  /** Shows everything and changes nothing. */
  readonly readOnly: boolean
  /** Called once per finished gesture, with the whole definition in canonical order and what was done. */
  readonly onChange: (definition: JourneyDefinition, gesture: string) => void
  /** What is wrong with `definition`, from the server or from `validateDefinition`. */
  readonly problems: readonly Problem[]
  /** What the proof found in `definition`; absent while it is not known. */
  readonly findings?: readonly ProofFinding[] | undefined
  /** The numbers of Measure mode; null while there are none. */
  readonly overlay: Overlay | null
  readonly suggestions: Suggestions
  readonly selectedNodeId: NodeId | undefined
  /** Told the one chosen node, or undefined when none or several are chosen. */
  readonly onSelect: (id: NodeId | undefined) => void
  /** For Ctrl+Z and Ctrl+Y on the map. */
  readonly history?: MapHistory | undefined
  readonly renderPreview?: RenderPreview | undefined
  /** What colours Measure mode; without it the map keeps the choice itself. */
  readonly measure?: MapMeasure | undefined
  readonly onMeasureChange?: ((measure: MapMeasure) => void) | undefined
  /** Takes what can be done on the map by name, for a palette outside; called again when it changes. */
  readonly onCommands?: ((group: PaletteGroup) => void) | undefined
  /** Links at the foot of an explanation: the people behind the number, a split by variant. */
  readonly insightActions?: ((node: Node) => ReactNode) | undefined
}
