import { memo } from 'react'
import { useStore } from 'zustand'
import { MapLayer } from './follow-view.tsx'
import { useMap } from './map-context.ts'

/** The shares on the ways while measuring. From afar they could not be read. */
export const WayLabels = memo(function WayLabels() {
  const { store } = useMap()
  const edges = useStore(store, (state) => state.edges)
  const far = useStore(store, (state) => state.far)
  if (far) return null
  return (
    <MapLayer className="d-shares">
      {edges.map(
        ({ id, data }) =>
          data?.label && (
            <span
              key={id}
              className="d-share p-num"
              style={{ transform: `translate(-50%, -50%) translate(${data.label.x}px, ${data.label.y}px)` }}
            >
              {data.label.text}
            </span>
          ),
      )}
    </MapLayer>
  )
})
