import { lazyPart, useMessages } from '@periplo/ui'
import type { ClipboardEvent, RefObject } from 'react'
import { useRef } from 'react'
import { LaneHeaders } from '../lanes/lane-headers.tsx'
import { Legend } from '../measure/legend.tsx'
import { Outline } from '../outline/outline.tsx'
import { MAP_WORDS } from '../words/map-words.ts'
import { Canvas } from './canvas.tsx'
import { showWay } from './canvas-store.ts'
import { EmptyMap } from './empty-map.tsx'
import type { JourneyMapProps } from './map-props.ts'
import { FindDialog } from './find-dialog.tsx'
import { KeyHelp } from './key-help.tsx'
import { ConnectDialog, KindDialog } from './kind-dialogs.tsx'
import type { MapActs } from './map-acts.ts'
import type { MapServices } from './map-context.ts'
import { MapProvider } from './map-context.ts'
import { MapExplanation } from './map-explanation.tsx'
import { MapSide } from './map-side.tsx'
import { Palette } from './palette.tsx'
import { ProblemsPanel } from './problems-panel.tsx'
import { toRequest } from './new-cards.ts'
import { Tools } from './tools.tsx'
import type { Drawing } from './use-drawing.ts'
import { useCommands } from './use-commands.ts'
import { useDrawing } from './use-drawing.ts'
import { useKeyboard } from './use-keyboard.ts'
import { useKeyTargets } from './use-key-targets.ts'
import type { MapNavigation } from './use-map-navigation.ts'
import { useMapNavigation } from './use-map-navigation.ts'
import type { Panels } from './use-panels.ts'
import { usePanels } from './use-panels.ts'
import { useServices } from './use-services.ts'
import { useStageFigures } from './use-stage-figures.ts'

// every measure's words are many times those the map itself shows
const CatalogueDialog = lazyPart(
  async () => (await import('../measure/catalogue-dialog.tsx')).CatalogueDialog,
)

/** The map with everything around it: palette or outline, headers, tools, panels and dialogs. */
export function MapScreen(props: JourneyMapProps) {
  const { mode, definition, readOnly } = props
  const m = useMessages(MAP_WORDS)
  const paneRef = useRef<HTMLDivElement>(null)
  const rootRef = useRef<HTMLDivElement>(null)
  const panels = usePanels(props)
  const drawing = useDrawing(props, panels.collapsed, paneRef)
  const navigation = useMapNavigation({ ...props, drawing, rootRef })
  const services = useServices(props, { drawing, panels })
  useCommands(props, { drawing, navigation, panels })
  const onKeyDown = useKeyboard(useKeyTargets(props, { drawing, navigation, panels, rootRef }))
  const editing = mode === 'design' && !readOnly
  const parts: Parts = { ...props, drawing, navigation, panels, services, editing }
  return (
    <MapProvider value={services}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the map is one place for keys */}
      <section
        ref={rootRef}
        tabIndex={-1}
        className="d-map"
        aria-label={m.map({ name: definition.name })}
        onKeyDown={onKeyDown}
        {...(editing && toClipboard(drawing.acts))}
      >
        <LeftPanel {...parts} />
        <MapMain {...parts} paneRef={paneRef} />
        <MapSide {...props} navigation={navigation} onConnect={panels.setConnecting} />
        <Dialogs {...parts} />
      </section>
    </MapProvider>
  )
}

interface Parts extends JourneyMapProps {
  readonly drawing: Drawing
  readonly navigation: MapNavigation
  readonly panels: Panels
  readonly services: MapServices
  readonly editing: boolean
}

function LeftPanel({ definition, selectedNodeId, drawing, navigation, panels, editing }: Parts) {
  const searchRef = useRef<HTMLInputElement>(null)
  if (panels.outline) {
    return (
      <Outline
        definition={definition}
        selectedNodeId={selectedNodeId}
        onChoose={navigation.goTo}
        onAddAfter={editing ? (id) => panels.setRequest(toRequest(definition, id)) : undefined}
        onClose={() => panels.setOutline(false)}
      />
    )
  }
  if (!editing) return null
  return (
    <Palette
      open={panels.palette}
      onOpenChange={panels.setPalette}
      onAdd={drawing.acts.add}
      searchRef={searchRef}
    />
  )
}

function MapMain(props: Parts & { readonly paneRef: RefObject<HTMLDivElement | null> }) {
  const { mode, definition, overlay, drawing, services, panels, paneRef, editing, selectedNodeId } = props
  const { layout, size, cards, acts } = drawing
  const figuresOf = useStageFigures(definition, overlay)
  const { measure } = services
  return (
    <div className="d-main">
      <LaneHeaders
        {...{ definition, layout, mode, editing, figuresOf }}
        bounds={drawing.bounds}
        onCollapse={panels.setCollapsed}
      />
      <div ref={paneRef} className="d-pane">
        {size.width > 0 && (
          <Canvas mode={mode} layout={layout} bounds={drawing.bounds} minimap={mode === 'design'} />
        )}
        {definition.nodes.length === 0 && editing && <EmptyMap onAdd={() => acts.add('event-entry')} />}
        {mode === 'measure' && overlay && measure !== 'ropo-orders' && (
          <MapExplanation
            {...{ overlay, cards, size, definition, measure }}
            hover={services.hover}
            worstLeak={services.worstLeak}
            hovered={panels.hovered}
            chosen={selectedNodeId}
            insightActions={props.insightActions}
          />
        )}
      </div>
      <Foot {...props} />
    </div>
  )
}

function Foot({
  mode,
  definition,
  problems,
  findings = [],
  suggestions,
  overlay,
  drawing,
  navigation,
  panels,
  services,
  editing,
}: Parts) {
  return (
    <div className="d-foot">
      <Tools
        onFit={navigation.fit}
        onTidy={editing ? drawing.acts.tidy : undefined}
        onFind={() => panels.setFinding(true)}
        onOutline={() => panels.setOutline(!panels.outline)}
        onKeys={() => panels.setKeys(true)}
      />
      {mode === 'design' && (
        <ProblemsPanel
          {...{ definition, problems, findings }}
          traits={suggestions.traits}
          onChoose={navigation.goTo}
          onShow={(path) => showWay(drawing.store, path)}
        />
      )}
      {mode === 'measure' && overlay && (
        <Legend
          measure={services.measure}
          onMeasureChange={panels.setMeasure}
          busiest={drawing.busiest}
          onCatalogue={() => panels.setCatalogue(true)}
        />
      )}
    </div>
  )
}

function Dialogs({ definition, drawing, panels, navigation }: Parts) {
  const { acts } = drawing
  return (
    <>
      <KindDialog
        definition={definition}
        request={panels.request}
        acts={acts}
        onClose={() => panels.setRequest(undefined)}
      />
      <ConnectDialog
        definition={definition}
        nodeId={panels.connecting}
        acts={acts}
        onClose={() => panels.setConnecting(undefined)}
      />
      <FindDialog
        definition={definition}
        open={panels.finding}
        onOpenChange={panels.setFinding}
        onGoTo={navigation.goTo}
      />
      <KeyHelp open={panels.keys} onOpenChange={panels.setKeys} />
      {panels.catalogue && <CatalogueDialog onClose={() => panels.setCatalogue(false)} />}
    </>
  )
}

/** Copying and pasting as the browser means it, so that other journeys, windows and editors take part. */
function toClipboard({ clips }: MapActs) {
  const isWriting = (event: ClipboardEvent) =>
    event.target instanceof Element && event.target.closest('input, textarea, .d-code') !== null
  const take = (event: ClipboardEvent, read: () => string | undefined) => {
    const text = isWriting(event) ? undefined : read()
    if (text === undefined) return
    event.clipboardData.setData('text/plain', text)
    event.preventDefault()
  }
  return {
    onCopy: (event: ClipboardEvent) => take(event, clips.copy),
    onCut: (event: ClipboardEvent) => take(event, clips.cut),
    onPaste: (event: ClipboardEvent) => {
      if (!isWriting(event) && clips.paste(event.clipboardData.getData('text/plain'))) event.preventDefault()
    },
  }
}
