import { CaptureTag, Liquid } from 'liquidjs'
import type { Context } from 'liquidjs'
import { restrictFilters } from './filters.ts'
import type { FilterSetting } from './filters.ts'
import type { Slots } from './slots.ts'
import { TEMPLATE_LIMITS } from './template.ts'
import type { RenderLocale } from './template.ts'

/** The rendering under way; a worker does one at a time. */
export interface Rendering extends FilterSetting {
  readonly slots: Slots
}

const FORBIDDEN_TAGS = ['include', 'render', 'layout', 'block'] as const

/** How one part of a template is written out. */
export interface LiquidSetting {
  readonly locale: RenderLocale
  readonly current: () => Rendering
  /** What an output becomes in the source of the next step. */
  readonly write: (text: string) => string
}

/**
 * A Liquid without files, prototypes, partials or unlisted filters, under limits of length, time and memory.
 * Every `{{ }}` goes through `write`.
 */
export function createLiquid({ locale, current, write }: LiquidSetting): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    lenientIf: true,
    templates: {},
    dynamicPartials: false,
    locale,
    timezoneOffset: 'UTC',
    outputEscape: (value: unknown) => writeValue(value, write),
    parseLimit: TEMPLATE_LIMITS.sourceLength,
    renderLimit: TEMPLATE_LIMITS.renderMs,
    memoryLimit: TEMPLATE_LIMITS.memory,
  })
  for (const tag of FORBIDDEN_TAGS) delete liquid.tags[tag]
  liquid.registerTag('capture', captureWith(current))
  restrictFilters(liquid, current)
  return liquid
}

/** Whole numbers are written plainly, so that `{{ forloop.index }}.` begins a list as it would by hand. */
function writeValue(value: unknown, write: (text: string) => string): string {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return String(value)
  const text = toPrintable(value)
  return text === '' ? '' : write(text)
}

function toPrintable(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(toPrintable).join('')
  if (typeof value === 'object') return JSON.stringify(value)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}

/** Captured text is a value like any other: comparable, countable, and inert when it is written out. */
function captureWith(current: () => Rendering): typeof CaptureTag {
  return class extends CaptureTag {
    override *render(context: Context): Generator<unknown, void, string> {
      yield* super.render(context)
      const captured: unknown = context.bottom()[this.variable]
      if (typeof captured === 'string') context.bottom()[this.variable] = current().slots.resolve(captured)
    }
  }
}
