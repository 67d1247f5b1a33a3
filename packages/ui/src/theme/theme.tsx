import {
  createContext,
  use,
  useCallback,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import type { ReactNode } from 'react'
import { findStored, store } from './stored.ts'

/** What a member may ask for; `system` follows the operating system as it changes. */
export type ThemeChoice = 'light' | 'dark' | 'system'

/** What is drawn. */
export type Theme = 'light' | 'dark'

/** The theme as chosen and as drawn, and the way to change it. */
export interface ThemeState {
  readonly choice: ThemeChoice
  readonly theme: Theme
  readonly setChoice: (choice: ThemeChoice) => void
}

const KEY = 'periplo.theme'
const CHOICES = ['light', 'dark', 'system'] as const satisfies readonly ThemeChoice[]
const DARK = '(prefers-color-scheme: dark)'
const ThemeContext = createContext<ThemeState | undefined>(undefined)

/**
 * Applies the theme to the whole document before the first paint and remembers the choice in this
 * browser. `system` leaves no attribute, so the style sheet itself follows the operating system.
 */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const [choice, choose] = useState<ThemeChoice>(() => findStored(KEY, CHOICES) ?? 'system')
  const systemDark = useSyncExternalStore(subscribeToSystem, isSystemDark)
  useLayoutEffect(() => {
    if (choice === 'system') document.documentElement.removeAttribute('data-theme')
    else document.documentElement.setAttribute('data-theme', choice)
  }, [choice])
  const setChoice = useCallback((next: ThemeChoice) => {
    store(KEY, next)
    choose(next)
  }, [])
  const system: Theme = systemDark ? 'dark' : 'light'
  const theme = choice === 'system' ? system : choice
  const state = useMemo(() => ({ choice, theme, setChoice }), [choice, theme, setChoice])
  return <ThemeContext value={state}>{children}</ThemeContext>
}

/** The theme of the nearest ThemeProvider; throws outside of one. */
export function useTheme(): ThemeState {
  const state = use(ThemeContext)
  if (!state) throw new Error('useTheme needs a ThemeProvider above it')
  return state
}

function subscribeToSystem(changed: () => void): () => void {
  const query = window.matchMedia(DARK)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

function isSystemDark(): boolean {
  return window.matchMedia(DARK).matches
}
