import { useFormat, useLocale } from '@periplo/ui'
import { useMemo } from 'react'
import { useWorkspace } from '../server/workspace.ts'
import { toShortMoment } from './short-moment.ts'

/** Moments (epoch milliseconds) on the workspace's clock, in the member's language. */
export interface Moments {
  readonly zone: string
  /** "13 Oct 2026, 18:02". */
  readonly full: (at: number | null) => string
  /** "13 Oct 2026". */
  readonly day: (at: number | null) => string
  /** "18:02". */
  readonly time: (at: number) => string
  /** As short as it can be: "12:04", "Fri", "12 Nov". */
  readonly short: (at: number | null) => string
  /** The workspace's present; a turned one has its own. */
  readonly now: () => number
}

/** The moments of the workspace; UTC until it has answered. */
export function useMoments(): Moments {
  const workspace = useWorkspace()
  const format = useFormat()
  const { locale } = useLocale()
  const zone = workspace?.zone ?? 'UTC'
  const turnedTo = workspace?.clock === 'turned' ? workspace.now : undefined
  return useMemo(() => {
    const now = (): number => turnedTo ?? Date.now()
    return {
      zone,
      now,
      full: (at) => format.dateTime(toDate(at), zone),
      day: (at) => format.day(toDate(at), zone),
      time: (at) => format.time(toDate(at), zone),
      short: (at) => (at === null ? '—' : toShortMoment(at, { locale, zone, now: now() })),
    }
  }, [format, locale, zone, turnedTo])
}

function toDate(at: number | null): Date | null {
  return at === null ? null : new Date(at)
}
