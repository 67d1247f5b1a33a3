import { filters } from 'liquidjs'
import type { Liquid } from 'liquidjs'
import { formatMoney } from './money.ts'
import type { RenderLocale } from './template.ts'

/** What a rendering tells its filters. */
export interface FilterSetting {
  readonly locale: RenderLocale
  readonly zone: string
}

/**
 * Filters a template may use, beside our own `date` and `money`. Left out: what evaluates expressions
 * (`*_exp`), undoes escaping (`raw`, `escape`), draws lots (`sample`) or digests.
 */
const ALLOWED: ReadonlySet<string> = new Set(
  `abs append at_least at_most capitalize ceil compact concat default divided_by downcase find first floor
  group_by join last lstrip map minus modulo plus prepend reject remove remove_first remove_last replace
  replace_first replace_last reverse round rstrip size slice slugify sort sort_natural split squish strip
  strip_html strip_newlines sum times truncate truncatewords uniq upcase url_decode url_encode where`.split(
    /\s+/,
  ),
)

/** From here on a number is epoch milliseconds, below it seconds: 1973 and the year 5138 respectively. */
const MILLISECONDS_FROM = 1e11

/** Leaves only allowed filters in `liquid`; `setting` is asked at every use. */
export function restrictFilters(liquid: Liquid, setting: () => FilterSetting): void {
  for (const name of Object.keys(liquid.filters)) {
    if (!ALLOWED.has(name)) liquid.unregisterFilter(name)
  }
  liquid.registerFilter(
    'money',
    (amount: unknown, currency: unknown = 'EUR', locale: unknown = setting().locale) =>
      formatMoney(amount, toText(currency), toText(locale)),
  )
  const strftime = filters['date']
  if (typeof strftime !== 'function') return
  liquid.registerFilter('date', function (value: unknown, format: unknown = '%-d %B %Y', zone: unknown) {
    const zoneName = findZone(zone) ?? findZone(setting().zone) ?? 'UTC'
    const shown: unknown = strftime.call(this, toSeconds(value), toText(format), zoneName)
    return shown
  })
}

function toSeconds(value: unknown): unknown {
  return typeof value === 'number' && Math.abs(value) >= MILLISECONDS_FROM ? value / 1_000 : value
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

const zones = new Map<string, boolean>()

function findZone(zone: unknown): string | undefined {
  if (typeof zone !== 'string' || zone.length > 60) return undefined
  const known = zones.get(zone) ?? isZone(zone)
  if (zones.size >= 1_000) zones.clear()
  zones.set(zone, known)
  return known ? zone : undefined
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
