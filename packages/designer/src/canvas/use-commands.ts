import { NODE_KINDS } from '@periplo/model'
import type { Locale, PaletteItem } from '@periplo/ui'
import { useLocale, useMessages } from '@periplo/ui'
import { useEffect } from 'react'
import { NODE_DESIGNS } from '../nodes/registry.ts'
import { MAP_WORDS } from '../words/map-words.ts'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import type { MapActs } from './map-acts.ts'
import type { JourneyMapProps } from './map-props.ts'
import type { Drawing } from './use-drawing.ts'
import type { MapNavigation } from './use-map-navigation.ts'
import type { Panels } from './use-panels.ts'

/** Hands out what can be done on the map by name: to whoever looks, and to whoever may draw. */
export function useCommands(
  { mode, readOnly, onCommands }: JourneyMapProps,
  parts: { readonly drawing: Drawing; readonly navigation: MapNavigation; readonly panels: Panels },
): void {
  const { acts } = parts.drawing
  const { fit } = parts.navigation
  const { setFinding, setOutline, setKeys, setCatalogue } = parts.panels
  const m = useMessages(MAP_WORDS)
  const { catalogue } = useMessages(MEASURE_WORDS)
  const { locale } = useLocale()
  const editing = mode === 'design' && !readOnly
  const measuring = mode === 'measure'
  useEffect(() => {
    onCommands?.({
      label: m.mapActs,
      items: [
        {
          id: 'map-find',
          label: m.findStep,
          icon: 'search',
          shortcut: 'Ctrl F',
          onSelect: () => setFinding(true),
        },
        { id: 'map-fit', label: m.fit, icon: 'fit', shortcut: 'F', onSelect: fit },
        { id: 'map-outline', label: m.outline, icon: 'outline', onSelect: () => setOutline(true) },
        { id: 'map-keys', label: m.keys, icon: 'keyboard', shortcut: '?', onSelect: () => setKeys(true) },
        ...(measuring
          ? [
              {
                id: 'map-catalogue',
                label: catalogue,
                icon: 'info' as const,
                onSelect: () => setCatalogue(true),
              },
            ]
          : []),
        ...(editing ? listDrawingCommands(acts, m, locale) : []),
      ],
    })
  }, [
    onCommands,
    acts,
    fit,
    setFinding,
    setOutline,
    setKeys,
    setCatalogue,
    m,
    catalogue,
    locale,
    editing,
    measuring,
  ])
}

function listDrawingCommands(
  acts: MapActs,
  m: (typeof MAP_WORDS)[Locale],
  locale: Locale,
): readonly PaletteItem[] {
  return [
    { id: 'map-tidy', label: m.tidy, icon: 'cards', onSelect: acts.tidy },
    ...NODE_KINDS.map((kind) => ({
      id: `map-add-${kind}`,
      label: m.addNamed({ name: NODE_DESIGNS[kind].name[locale] }),
      icon: NODE_DESIGNS[kind].icon,
      keywords: [NODE_DESIGNS[kind].name.en, NODE_DESIGNS[kind].name.es],
      onSelect: () => acts.add(kind),
    })),
  ]
}
