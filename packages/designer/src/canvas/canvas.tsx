import type { Connection, OnConnectEnd, ReactFlowProps } from '@xyflow/react'
import { MiniMap, ReactFlow, useReactFlow, useStore as useFlow, useStoreApi } from '@xyflow/react'
import { useLocale, useMessages } from '@periplo/ui'
import type { ReactNode } from 'react'
import { useCallback, useMemo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { GRID } from '../map/geometry.ts'
import { LaneBands } from '../lanes/lane-bands.tsx'
import type { LaneLayout, MapBounds } from '../map/lanes.ts'
import { MAP_WORDS } from '../words/map-words.ts'
import { selectCards, setDragged, takeEdgeChanges, takeNodeChanges } from './canvas-store.ts'
import { CardView } from './card-view.tsx'
import type { CardNode, MapMode, WayEdge } from './flow-types.ts'
import { useMap } from './map-context.ts'
import { KIND_TYPE, parseKind } from './palette.tsx'
import { WayLabels } from './way-labels.tsx'
import { WayView } from './way-view.tsx'

/** What never changes; outside, so that React Flow sees the same objects on every render. */
const FIXED: ReactFlowProps<CardNode, WayEdge> = {
  nodeTypes: { card: CardView },
  edgeTypes: { way: WayView },
  minZoom: 0.15,
  maxZoom: 1.5,
  snapToGrid: true,
  snapGrid: [GRID, GRID],
  edgesFocusable: false,
  elementsSelectable: true,
  // our own keys walk the graph, open and delete
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  multiSelectionKeyCode: ['Meta', 'Control', 'Shift'],
  selectionKeyCode: 'Shift',
  panOnScroll: true,
  zoomOnDoubleClick: false,
  attributionPosition: 'bottom-right',
}
/** From this many cards on only those in sight are mounted; what is out of sight is painted ahead, too, and a large layer costs more than cards that come and go. */
const MANY_CARDS = 120
/** Below this zoom words cannot be read, and cards become blocks with a number. */
const WORDS_ZOOM = 0.4
/** Free space to pan into around the cards. */
const MARGIN = { side: 160, above: 60, below: 480 }

/** The surface itself: lanes, cards, edges, panning and dragging. What a gesture means is decided by the acts. */
export function Canvas(props: {
  readonly mode: MapMode
  readonly layout: LaneLayout
  readonly bounds: MapBounds
  readonly minimap: boolean
  readonly children?: ReactNode
}) {
  const { mode, layout, bounds, minimap, children } = props
  const { store, readOnly } = useMap()
  const { nodes, edges } = useStore(
    store,
    useShallow((state) => ({ nodes: state.nodes, edges: state.edges })),
  )
  const m = useMessages(MAP_WORDS)
  const gestures = useGestures()
  const labels = useAriaLabels()
  const extent = useMemo(
    (): [[number, number], [number, number]] => [
      [bounds.left - MARGIN.side, -MARGIN.above],
      [bounds.right + MARGIN.side, bounds.bottom + MARGIN.below],
    ],
    [bounds],
  )
  const fixed = readOnly || mode === 'measure'
  const overflows = useOverflow(bounds)
  return (
    <>
      <LaneBands layout={layout} bounds={bounds} />
      <ReactFlow<CardNode, WayEdge>
        {...FIXED}
        {...gestures}
        nodes={nodes}
        edges={edges}
        ariaLabelConfig={labels}
        translateExtent={extent}
        nodesDraggable={!fixed}
        nodesConnectable={!fixed}
        onlyRenderVisibleElements={nodes.length >= MANY_CARDS}
      >
        {minimap && overflows && (
          <MiniMap<CardNode>
            pannable
            zoomable
            position="bottom-right"
            ariaLabel={m.minimap}
            nodeClassName={toStageClass}
            className="d-minimap d-float"
            style={MINIMAP_SIZE}
          />
        )}
        {children}
      </ReactFlow>
      {mode === 'measure' && <WayLabels />}
    </>
  )
}

/** Whether anything drawn is out of sight: then an overview helps, and else it would only cover cards. */
function useOverflow({ left, right, bottom }: MapBounds): boolean {
  return useFlow(({ transform: [x, y, zoom], width, height }) => {
    const isIn = (from: number, to: number, end: number) => from >= -1 && to <= end + 1
    return !isIn(left * zoom + x, right * zoom + x, width) || !isIn(y, bottom * zoom + y, height)
  })
}

const MINIMAP_SIZE = { width: 132, height: 104 }

function toStageClass(node: CardNode): string {
  return `d-mini d-mini-${node.data.stageTone}`
}

function useGestures() {
  const { store, acts, askForKind, canConnect, redraw } = useMap()
  const { screenToFlowPosition } = useReactFlow()
  const flow = useStoreApi()
  const onConnectEnd = useCallback<OnConnectEnd>(
    (event, { fromHandle, fromNode }) => {
      const port = fromHandle?.id
      if (!fromNode || !port || fromHandle.type !== 'source') return
      const pointer = 'changedTouches' in event ? event.changedTouches[0] : event
      if (!pointer) return
      const under = findCardAt(pointer.clientX, pointer.clientY)
      if (under === fromNode.id) return
      if (under !== undefined) return acts.connect({ from: fromNode.id, port, to: under })
      const point = screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY })
      return askForKind({ purpose: 'add', point, after: { from: fromNode.id, port } })
    },
    [acts, askForKind, screenToFlowPosition],
  )
  return useMemo(
    () => ({
      onConnectEnd,
      onNodesChange: (changes: Parameters<typeof takeNodeChanges>[1]) => takeNodeChanges(store, changes),
      onEdgesChange: (changes: Parameters<typeof takeEdgeChanges>[1]) => takeEdgeChanges(store, changes),
      isValidConnection: (edge: Connection | WayEdge) =>
        canConnect({ from: edge.source, port: edge.sourceHandle ?? '', to: edge.target }),
      onNodeDragStart: (_event: unknown, _node: unknown, cards: readonly CardNode[]) => {
        setMoving(flow.getState().domNode, true)
        setDragged(store, new Set(cards.map((card) => card.id)))
      },
      onNodeDragStop: (_event: unknown, _node: unknown, cards: readonly CardNode[]) => {
        setMoving(flow.getState().domNode, false)
        if (!acts.move(new Map(cards.map((card) => [card.id, card.position])))) redraw()
      },
      onPaneClick: () => selectCards(store, new Set()),
      onMoveStart: () => setMoving(flow.getState().domNode, true),
      onMoveEnd: () => setMoving(flow.getState().domNode, false),
      onMove: (_event: unknown, { zoom }: { readonly zoom: number }) => {
        const far = zoom < WORDS_ZOOM
        if (store.getState().far !== far) store.setState({ far })
      },
      onDragOver: (event: React.DragEvent) => {
        if (!event.dataTransfer.types.includes(KIND_TYPE)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      },
      onDrop: (event: React.DragEvent) => {
        const kind = parseKind(event.dataTransfer.getData(KIND_TYPE))
        if (!kind) return
        event.preventDefault()
        acts.add(kind, { point: screenToFlowPosition({ x: event.clientX, y: event.clientY }) })
      },
    }),
    [store, acts, canConnect, onConnectEnd, redraw, flow, screenToFlowPosition],
  )
}

/** Told to the style sheet alone: nothing is rendered for it. */
function setMoving(canvas: HTMLElement | null, moving: boolean): void {
  canvas?.toggleAttribute('data-moving', moving)
}

function findCardAt(x: number, y: number): string | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const card = element.closest('.react-flow__node')
    if (card) return card.getAttribute('data-id') ?? undefined
  }
  return undefined
}

function useAriaLabels() {
  const m = useMessages(MAP_WORDS)
  const { locale } = useLocale()
  return useMemo(
    () => ({
      'node.a11yDescription.default': m.a11yNode,
      'node.a11yDescription.keyboardDisabled': m.a11yNode,
      'node.a11yDescription.ariaLiveMessage': m.moved,
      'edge.a11yDescription.default': m.a11yEdge,
      'controls.ariaLabel': m.zoom,
      'controls.zoomIn.ariaLabel': m.zoomIn,
      'controls.zoomOut.ariaLabel': m.zoomOut,
      'controls.fitView.ariaLabel': m.fit,
      'controls.interactive.ariaLabel': m.zoom,
      'minimap.ariaLabel': m.minimap,
      'handle.ariaLabel': m.handle,
    }),
    // oxlint-disable-next-line react/exhaustive-deps -- the words follow the language
    [locale],
  )
}
