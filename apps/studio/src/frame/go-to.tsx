import type { PaletteGroup, PaletteItem } from '@periplo/ui'
import { CommandPalette, LOCALES, useLocale, useMessages, useTheme } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { trpc } from '../server/server.ts'
import { isAtLeast, useSession } from '../server/session.tsx'
import { useOfferedCommands } from './commands.ts'
import { FRAME_MESSAGES } from './frame-messages.ts'
import { useSignOut } from './member-menu.ts'
import { PLACES } from './places.ts'

/** Everything by name: places, journeys, acts. Names are found in both languages. */
export function GoTo({ onClose }: { readonly onClose: () => void }) {
  const m = useMessages(FRAME_MESSAGES)
  const groups: readonly PaletteGroup[] = [
    ...useOfferedCommands(),
    { label: m.places, items: usePlaceItems() },
    { label: m.journeys, items: useJourneyItems() },
    { label: m.acts, items: useActItems() },
  ]
  return (
    <CommandPalette
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      groups={groups.filter((group) => group.items.length > 0)}
    />
  )
}

function usePlaceItems(): readonly PaletteItem[] {
  const m = useMessages(FRAME_MESSAGES)
  const { role } = useSession()
  const navigate = useNavigate()
  return PLACES.filter(({ least }) => isAtLeast(role, least)).map(({ name, to, icon }) => ({
    id: to,
    label: m[name],
    icon,
    keywords: LOCALES.map((locale) => FRAME_MESSAGES[locale][name]),
    onSelect: () => void navigate({ to }),
  }))
}

function useJourneyItems(): readonly PaletteItem[] {
  const { workspaceId } = useSession()
  const navigate = useNavigate()
  const { data = [] } = useQuery(trpc.journeys.list.queryOptions({ workspaceId }))
  return data.map(({ journeyId, name, description }) => ({
    id: journeyId,
    label: name,
    hint: description,
    icon: 'journeys' as const,
    onSelect: () => void navigate({ to: '/journeys/$journeyId', params: { journeyId } }),
  }))
}

function useActItems(): readonly PaletteItem[] {
  const m = useMessages(FRAME_MESSAGES)
  const { theme, setChoice } = useTheme()
  const { locale, setLocale } = useLocale()
  const leave = useSignOut()
  const other = theme === 'dark' ? 'light' : 'dark'
  return [
    {
      id: 'theme',
      label: `${m.theme}: ${m[other]}`,
      icon: other,
      onSelect: () => setChoice(other),
    },
    {
      id: 'language',
      label: `${m.language}: ${locale === 'en' ? m.spanish : m.english}`,
      icon: 'language',
      onSelect: () => setLocale(locale === 'en' ? 'es' : 'en'),
    },
    { id: 'sign-out', label: m.signOut, icon: 'sign-out', onSelect: leave },
  ]
}
