import type { StageId } from '@periplo/model'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { MapMeasure } from './flow-types.ts'
import type { KindRequest } from './new-cards.ts'

/** What stands open around the map, and how to open and close it. */
export interface Panels {
  readonly palette: boolean
  readonly setPalette: (open: boolean) => void
  readonly outline: boolean
  readonly setOutline: (open: boolean) => void
  readonly keys: boolean
  readonly setKeys: (open: boolean) => void
  readonly finding: boolean
  readonly setFinding: (open: boolean) => void
  readonly request: KindRequest | undefined
  readonly setRequest: (request: KindRequest | undefined) => void
  /** The node whose way out is being connected by name. */
  readonly connecting: string | undefined
  readonly setConnecting: (id: string | undefined) => void
  /** Whether the catalogue of measures stands open. */
  readonly catalogue: boolean
  readonly setCatalogue: (open: boolean) => void
  readonly measure: MapMeasure
  readonly setMeasure: (measure: MapMeasure) => void
  /** Stages drawn narrow. */
  readonly collapsed: ReadonlySet<StageId>
  readonly setCollapsed: (id: StageId, collapsed: boolean) => void
  /** The card the pointer rests on, or left a moment ago. */
  readonly hovered: string | undefined
  readonly hover: (id: string | undefined) => void
}

const REST_MS = 250
/** Time to come from a card to what explains it. */
const LINGER_MS = 400

/** Holds what stands open. Who owns the measure outside hands it in. */
export function usePanels(owned: {
  readonly measure?: MapMeasure | undefined
  readonly onMeasureChange?: ((measure: MapMeasure) => void) | undefined
}): Panels {
  const [palette, setPalette] = useState(true)
  const [outline, setOutline] = useState(false)
  const [keys, setKeys] = useState(false)
  const [finding, setFinding] = useState(false)
  const [catalogue, setCatalogue] = useState(false)
  const [request, setRequest] = useState<KindRequest>()
  const [connecting, setConnecting] = useState<string>()
  const [kept, keep] = useState<MapMeasure>('drop-off')
  const measure = owned.measure ?? kept
  const setMeasure = owned.onMeasureChange ?? keep
  const { collapsed, setCollapsed } = useCollapsed()
  const { hovered, hover } = useHover()
  return useMemo(
    () => ({
      palette,
      setPalette,
      outline,
      setOutline,
      keys,
      setKeys,
      finding,
      setFinding,
      request,
      setRequest,
      connecting,
      setConnecting,
      catalogue,
      setCatalogue,
      measure,
      setMeasure,
      collapsed,
      setCollapsed,
      hovered,
      hover,
    }),
    [
      palette,
      outline,
      keys,
      finding,
      request,
      connecting,
      catalogue,
      measure,
      setMeasure,
      collapsed,
      setCollapsed,
      hovered,
      hover,
    ],
  )
}

function useCollapsed() {
  const [collapsed, setAll] = useState<ReadonlySet<StageId>>(() => new Set())
  const setCollapsed = useCallback(
    (id: StageId, narrow: boolean) =>
      setAll((old) => (narrow ? new Set([...old, id]) : new Set([...old].filter((other) => other !== id)))),
    [],
  )
  return { collapsed, setCollapsed }
}

function useHover() {
  const [hovered, setHovered] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const hover = useCallback((id: string | undefined) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setHovered(id), id === undefined ? LINGER_MS : REST_MS)
  }, [])
  return { hovered, hover }
}
