import { ReactFlowProvider } from '@xyflow/react'
import type { JourneyMapProps } from './map-props.ts'
import { MapScreen } from './map-screen.tsx'

/**
 * The map of one journey, in Design or Measure mode. It fetches nothing, and fills the box it is put into,
 * which must have a width and a height. Needs the providers of the kit above it and `styles.css` loaded.
 */
export function JourneyMap(props: JourneyMapProps) {
  return (
    <ReactFlowProvider>
      <MapScreen {...props} />
    </ReactFlowProvider>
  )
}
