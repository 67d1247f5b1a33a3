import type { LocalWindow, Weekday } from '@periplo/model'
import type { Locale } from '@periplo/ui'

/** A day of the week in three letters or so. */
export function sayWeekday(locale: Locale, day: Weekday): string {
  // 5 January 1970 was a Monday
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(1970, 0, 4 + day),
  )
}

/** A minute of the day as a clock shows it: `09:30`; the end of the day is its beginning. */
export function sayMinute(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`
}

/** What {@link sayMinute} wrote; undefined for anything else. */
export function parseMinute(text: string): number | undefined {
  const match = /^(\d\d):(\d\d)/.exec(text)
  if (!match) return undefined
  const minute = Number(match[1]) * 60 + Number(match[2])
  return minute < 1_440 ? minute : undefined
}

/** A window in words: `Mon–Fri 09:00–18:00`, `daily 10:00–12:00`. */
export function sayWindow(locale: Locale, { weekdays, fromMinute, untilMinute }: LocalWindow): string {
  const hours = `${sayMinute(fromMinute)}–${sayMinute(untilMinute)}`
  if (weekdays.length === 7) return `${{ en: 'daily', es: 'a diario' }[locale]} ${hours}`
  return `${listRuns(weekdays)
    .map((run) => sayRun(locale, run))
    .join(', ')} ${hours}`
}

/** Days that follow one another, together. */
function listRuns(weekdays: readonly Weekday[]): readonly (readonly Weekday[])[] {
  const runs: Weekday[][] = []
  for (const day of weekdays.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last?.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  return runs
}

function sayRun(locale: Locale, run: readonly Weekday[]): string {
  const [first = 1, last = first] = [run[0], run.at(-1)]
  const between = run.length > 2 ? '–' : ', '
  return first === last
    ? sayWeekday(locale, first)
    : `${sayWeekday(locale, first)}${between}${sayWeekday(locale, last)}`
}
