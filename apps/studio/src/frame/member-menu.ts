import type { MenuEntry } from '@periplo/ui'
import { useLocale, useMessages, useTheme, useToast } from '@periplo/ui'
import { useNavigate } from '@tanstack/react-router'
import { PART_MESSAGES } from '../parts/part-messages.ts'
import { signOut } from '../server/auth.ts'
import { forgetEverything } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { FRAME_MESSAGES } from './frame-messages.ts'

/** The choices of theme and language, as a menu lists them. */
export function useLookEntries(): readonly MenuEntry[] {
  const m = useMessages(FRAME_MESSAGES)
  const { choice, setChoice } = useTheme()
  const { locale, setLocale } = useLocale()
  return [
    { kind: 'heading', label: m.theme },
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      kind: 'check' as const,
      label: m[theme],
      checked: choice === theme,
      onCheckedChange: () => setChoice(theme),
    })),
    { kind: 'line' },
    { kind: 'heading', label: m.language },
    { kind: 'check', label: m.english, checked: locale === 'en', onCheckedChange: () => setLocale('en') },
    { kind: 'check', label: m.spanish, checked: locale === 'es', onCheckedChange: () => setLocale('es') },
  ]
}

/** What stands behind the member's name. */
export function useMemberMenu(): readonly MenuEntry[] {
  const m = useMessages(FRAME_MESSAGES)
  const parts = useMessages(PART_MESSAGES)
  const look = useLookEntries()
  const { role } = useSession()
  const leave = useSignOut()
  return [
    { kind: 'heading', label: m.role({ role: parts[role] }) },
    { kind: 'line' },
    ...look,
    { kind: 'line' },
    { kind: 'act', label: m.signOut, icon: 'sign-out', onSelect: leave },
  ]
}

/** Ends the session and shows the sign-in; says so where the server could not be told. */
export function useSignOut(): () => void {
  const m = useMessages(FRAME_MESSAGES)
  const toast = useToast()
  const navigate = useNavigate()
  const leave = async (): Promise<void> => {
    if (!(await signOut())) {
      toast.show({ title: m.signOutFailed, tone: 'bad' })
      return
    }
    await navigate({ to: '/sign-in' })
    forgetEverything()
  }
  return () => void leave()
}
