/** A day of the calendar, `YYYY-MM-DD`. */
export type CivilDay = string

const DAY_MS = 86_400_000

/** The day an instant (epoch milliseconds) falls on in an IANA zone. */
export function toCivilDay(at: number, zone: string): CivilDay {
  const parts = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: zone,
  }).formatToParts(at)
  const part = (type: string): string => parts.find((known) => known.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The day so many days later; earlier for a negative number. */
export function addDays(day: CivilDay, days: number): CivilDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Days from the first to the second; negative if the second comes before. */
export function daysBetween(from: CivilDay, to: CivilDay): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}
