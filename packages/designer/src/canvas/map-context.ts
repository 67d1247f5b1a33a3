import type { Edge } from '@periplo/model'
import { createContext, use } from 'react'
import type { CanvasStore } from './canvas-store.ts'
import type { MapMeasure } from './flow-types.ts'
import type { MapActs } from './map-acts.ts'
import type { KindRequest } from './new-cards.ts'

/** What every part of the map can reach. Stable but for `readOnly`, `measure` and `worstLeak`. */
export interface MapServices {
  readonly store: CanvasStore
  readonly acts: MapActs
  readonly readOnly: boolean
  readonly measure: MapMeasure
  /** The node with the worst leak, while drop-off is shown. */
  readonly worstLeak: string | undefined
  readonly askForKind: (request: KindRequest) => void
  readonly canConnect: (edge: Edge) => boolean
  /** Puts every card back where the definition has it. */
  readonly redraw: () => void
  /** Tells which card the pointer or the focus rests on. */
  readonly hover: (id: string | undefined) => void
}

const MapContext = createContext<MapServices | undefined>(undefined)

/** Gives the parts of one map what they share. */
export const MapProvider = MapContext

/** The services of the map around; throws outside of one. */
export function useMap(): MapServices {
  const services = use(MapContext)
  if (!services) throw new Error('useMap needs a JourneyMap above it')
  return services
}
