import { findNode } from '../edit/edits.ts'
import { Inspector } from '../inspector/inspector.tsx'
import { JourneySettingsPanel } from '../inspector/journey-settings.tsx'
import { RopoPanel } from '../measure/ropo-panel.tsx'
import type { MapMeasure } from './flow-types.ts'
import type { JourneyMapProps } from './map-props.ts'
import type { MapActs } from './map-acts.ts'

/** The panel on the right: the chosen node, else the journey; while measuring, ROPO when it is asked for. */
export function MapSide(
  props: JourneyMapProps & {
    readonly acts: MapActs
    readonly measure: MapMeasure
    readonly onClose: () => void
  },
) {
  const { mode, definition, problems, suggestions, readOnly, overlay, selectedNodeId, acts } = props
  if (mode === 'measure') return props.measure === 'ropo' && overlay ? <RopoPanel overlay={overlay} /> : null
  const node = selectedNodeId === undefined ? undefined : findNode(definition, selectedNodeId)
  if (!node) {
    return (
      <JourneySettingsPanel {...{ definition, problems, suggestions, readOnly }} onEdit={acts.editJourney} />
    )
  }
  return (
    <Inspector
      {...{ definition, node, problems, suggestions, readOnly }}
      renderPreview={props.renderPreview}
      onEdit={acts.edit}
      onDelete={acts.removeChosen}
      onClose={props.onClose}
    />
  )
}
