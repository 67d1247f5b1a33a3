import { createContext, use, useCallback, useLayoutEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { findStored, store } from '../theme/stored.ts'

/** The languages of the studio, each complete. */
export const LOCALES = ['en', 'es'] as const

/** A language of the studio. */
export type Locale = (typeof LOCALES)[number]

/** The language in use and the way to change it. */
export interface LocaleState {
  readonly locale: Locale
  readonly setLocale: (locale: Locale) => void
}

const KEY = 'periplo.locale'
const LocaleContext = createContext<LocaleState | undefined>(undefined)

/**
 * Gives the screens their language and writes it to `<html lang>`. It starts with `initial`, else
 * the language last chosen in this browser, else the browser's own, else English.
 */
export function LocaleProvider(props: {
  readonly initial?: Locale | undefined
  readonly children: ReactNode
}) {
  const { initial, children } = props
  const [locale, choose] = useState<Locale>(() => initial ?? findStored(KEY, LOCALES) ?? browserLocale())
  useLayoutEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  const setLocale = useCallback((next: Locale) => {
    store(KEY, next)
    choose(next)
  }, [])
  const state = useMemo(() => ({ locale, setLocale }), [locale, setLocale])
  return <LocaleContext value={state}>{children}</LocaleContext>
}

/** The language of the nearest LocaleProvider; throws outside of one. */
export function useLocale(): LocaleState {
  const state = use(LocaleContext)
  if (!state) throw new Error('useLocale needs a LocaleProvider above it')
  return state
}

function browserLocale(): Locale {
  for (const tag of navigator.languages) {
    const locale = LOCALES.find((known) => tag.toLowerCase().split('-')[0] === known)
    if (locale) return locale
  }
  return 'en'
}
