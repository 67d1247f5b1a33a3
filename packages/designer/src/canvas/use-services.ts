import { useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { canConnect } from '../edit/edits.ts'
import { findWorstLeak } from '../measure/losses.ts'
import type { JourneyMapProps } from './map-props.ts'
import type { MapServices } from './map-context.ts'
import type { Drawing } from './use-drawing.ts'
import type { Panels } from './use-panels.ts'

/** What the parts of the map share; the same object until something in it changes. */
export function useServices(
  { definition, readOnly, overlay, mode }: JourneyMapProps,
  { drawing, panels }: { readonly drawing: Drawing; readonly panels: Panels },
): MapServices {
  const { store, acts, redraw } = drawing
  const { measure, hover, setRequest } = panels
  const present = useRef({ definition, redraw })
  useLayoutEffect(() => {
    present.current = { definition, redraw }
  })
  const worstLeak = useMemo(
    () =>
      mode === 'measure' && measure === 'drop-off' && overlay ? findWorstLeak(overlay.nodes) : undefined,
    [mode, measure, overlay],
  )
  // only numbers are explained: while designing nothing is rendered for a passing pointer
  const hoverNow = mode === 'measure' ? hover : hoverNothing
  const redrawNow = useCallback(() => present.current.redraw(), [])
  return useMemo(
    () => ({
      store,
      acts,
      readOnly,
      measure,
      worstLeak,
      hover: hoverNow,
      redraw: redrawNow,
      askForKind: setRequest,
      canConnect: (edge) => canConnect(present.current.definition, edge),
    }),
    [store, acts, readOnly, measure, worstLeak, hoverNow, redrawNow, setRequest],
  )
}

function hoverNothing(): void {
  // nothing is explained while designing
}
