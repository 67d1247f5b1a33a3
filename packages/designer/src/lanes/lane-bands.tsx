import { memo } from 'react'
import { useStore } from 'zustand'
import { MapLayer } from '../canvas/follow-view.tsx'
import { useMap } from '../canvas/map-context.ts'
import type { LaneLayout, MapBounds } from '../map/lanes.ts'
import { toSides } from '../map/lanes.ts'

/** How far the bands reach above and below everything that can be panned to. */
const REACH = 6000

/** The bands behind the cards; they scale with the map. From afar their dots would be noise, and costly to paint. */
export const LaneBands = memo(function LaneBands(props: {
  readonly layout: LaneLayout
  readonly bounds: MapBounds
}) {
  const { layout, bounds } = props
  const { store } = useMap()
  const far = useStore(store, (state) => state.far)
  return (
    <MapLayer className="d-bands">
      {layout.lanes.map((lane) => (
        <div
          key={lane.id}
          className="d-band"
          data-far={far || undefined}
          data-collapsed={lane.collapsed || undefined}
          style={{ ...toSides(lane, layout, bounds), top: -REACH, height: bounds.bottom + 2 * REACH }}
        />
      ))}
    </MapLayer>
  )
})
