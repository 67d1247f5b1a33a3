import type { PaletteGroup, PaletteItem } from '@periplo/ui'
import { useMessages } from '@periplo/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useOffer } from '../frame/commands.ts'
import { MAP_MESSAGES } from './map-messages.ts'

/** Lists what the screen and the map on it can do in the palette; the map hands its own acts to what is returned. */
export function useMapCommands(screen: {
  readonly history: { readonly undo: () => void; readonly redo: () => void } | undefined
  readonly onVersions: () => void
  readonly onPublish: (() => void) | undefined
}): (group: PaletteGroup) => void {
  const { history, onVersions, onPublish } = screen
  const m = useMessages(MAP_MESSAGES)
  const { mode } = useSearch({ from: '/in/journeys/$journeyId' })
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const [map, setMap] = useState<PaletteGroup>()
  const undo = history?.undo
  const redo = history?.redo
  const groups = useMemo(() => {
    const measuring = mode === 'measure'
    const other = measuring ? undefined : ('measure' as const)
    const items: readonly (PaletteItem | false)[] = [
      {
        id: 'map-mode',
        label: `${m.mode}: ${measuring ? m.design : m.measure}`,
        icon: measuring ? 'design' : 'measure',
        onSelect: () => void navigate({ search: (before) => ({ ...before, mode: other }) }),
      },
      undo !== undefined && {
        id: 'map-undo',
        label: m.undo,
        icon: 'undo',
        shortcut: 'Ctrl Z',
        onSelect: undo,
      },
      redo !== undefined && {
        id: 'map-redo',
        label: m.redo,
        icon: 'redo',
        shortcut: 'Ctrl Y',
        onSelect: redo,
      },
      { id: 'map-versions', label: m.versions, icon: 'history', onSelect: onVersions },
      onPublish !== undefined && {
        id: 'map-publish',
        label: m.publish,
        icon: 'publish',
        onSelect: onPublish,
      },
    ]
    const own = items.filter((item) => item !== false)
    return map ? [{ label: map.label, items: [...own, ...map.items] }] : []
  }, [m, mode, navigate, undo, redo, onVersions, onPublish, map])
  useOffer(groups)
  return setMap
}
