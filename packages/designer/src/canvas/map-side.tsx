import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { findNode } from '../edit/edits.ts'
import { Inspector } from '../inspector/inspector.tsx'
import { JourneySettingsPanel } from '../inspector/journey-settings.tsx'
import { SelectionPanel } from '../inspector/selection-panel.tsx'
import { RopoPanel } from '../measure/ropo-panel.tsx'
import { listChosen } from './canvas-store.ts'
import type { JourneyMapProps } from './map-props.ts'
import { useMap } from './map-context.ts'
import type { MapNavigation } from './use-map-navigation.ts'
import { StepMenu } from './step-menu.tsx'

/** The panel on the right: what is chosen, else the journey; while measuring, ROPO when it is asked for. */
export function MapSide(
  props: JourneyMapProps & {
    readonly navigation: MapNavigation
    readonly onConnect: (id: string) => void
  },
) {
  const { mode, definition, problems, suggestions, readOnly, overlay, selectedNodeId } = props
  const { acts, measure } = useMap()
  if (mode === 'measure') return measure === 'ropo-orders' && overlay ? <RopoPanel overlay={overlay} /> : null
  const node = selectedNodeId === undefined ? undefined : findNode(definition, selectedNodeId)
  if (!node) return <WithoutOne {...props} />
  return (
    <Inspector
      {...{ definition, node, problems, suggestions, readOnly }}
      menu={<StepMenu onConnect={() => props.onConnect(node.id)} />}
      renderPreview={props.renderPreview}
      onEdit={acts.edit}
      onDelete={acts.removeChosen}
      onClose={props.navigation.selectNone}
    />
  )
}

function WithoutOne(props: Parameters<typeof MapSide>[0]) {
  const { definition, problems, suggestions, readOnly, navigation } = props
  const { acts, store } = useMap()
  const chosen = useStore(store, useShallow(listChosen))
  if (chosen.length > 1) {
    return (
      <SelectionPanel
        {...{ definition, readOnly }}
        chosen={new Set(chosen)}
        menu={<StepMenu />}
        onMove={acts.moveToStage}
        onDelete={acts.removeChosen}
        onGoTo={navigation.goTo}
        onClose={navigation.selectNone}
      />
    )
  }
  return (
    <JourneySettingsPanel {...{ definition, problems, suggestions, readOnly }} onEdit={acts.editJourney} />
  )
}
