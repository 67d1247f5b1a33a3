import { listChannels, mergePaths, sumPaths, UNATTRIBUTED, withoutAges } from './channel-path.ts'
import type { ChannelPath, PathTotals } from './channel-path.ts'
import { creditLast, creditLastNonDirect, K10 } from './k10-last-touch.ts'
import { creditFirst, K11 } from './k11-first-touch.ts'
import { creditEach, K12 } from './k12-linear.ts'
import { creditEnds, K13 } from './k13-position-based.ts'
import { HALF_LIFE_MS, K14, toTimeDecay } from './k14-time-decay.ts'
import { K15, solveRemoval } from './k15-markov.ts'
import type { MarkovRemoval } from './k15-markov.ts'
import { EXACT_CHANNELS, K16, shareConversions, shareRate } from './k16-shapley.ts'
import type { MarkovOrder } from './markov-chain.ts'
import { roundParts } from './round-parts.ts'
import type { TouchRule } from './touch-rule.ts'

/** The models by which conversions are shared among channels. */
export const ATTRIBUTION_MODELS = [
  'last',
  'last-non-direct',
  'first',
  'linear',
  'position',
  'time-decay',
  'markov',
  'shapley',
  'shapley-rate',
] as const
/** One of {@link ATTRIBUTION_MODELS}. */
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number]

/** What the models can be told. Each reads what concerns it. */
export interface AttributionOptions {
  /** Markov: how many touches back the next step depends on. */
  readonly order: MarkovOrder
  /** Time decay: how long until a touch counts half. */
  readonly halfLifeMs: number
  /** Shapley of rates above {@link EXACT_CHANNELS} channels: how many orders are drawn, and from what. */
  readonly samples: number
  readonly seed: number
}

/** What attribution uses unless told otherwise. */
export const ATTRIBUTION_DEFAULTS: AttributionOptions = {
  order: 1,
  halfLifeMs: HALF_LIFE_MS,
  samples: 2_000,
  seed: 1,
}

/** What one channel gets. */
export interface ChannelCredit {
  readonly channel: string
  /** Fractions of conversions; negative only by `shapley-rate`. */
  readonly conversions: number
  /** Whole minor units. */
  readonly valueMinor: number
  /** Its part of the conversions with a touch; 0 where there are none. Not given to {@link UNATTRIBUTED}. */
  readonly share?: number
  /** Markov: 1 − p(without it) ÷ p; null without conversions. */
  readonly removalEffect?: number | null
  /** Where orders were drawn: what holds the exact conversions at 95 %. */
  readonly interval?: { readonly lo: number; readonly hi: number }
}

/**
 * What a reader must be told. `not-causal`: always; credit is a rule or a description, only an experiment
 * measures what a channel adds. `removal-ignores-repeats`: order 1, where repeats of a channel in a row
 * change nothing. `no-nulls`: every path converted, so every rate is 1. `no-times`: some paths carry no
 * times, their touches were taken to be a day apart. `sampled`: values are means over drawn orders.
 * `negative-credit`: some channel lowers the rate. `unattributed`: some conversions have no touch.
 */
export type AttributionWarning =
  | 'not-causal'
  | 'removal-ignores-repeats'
  | 'no-nulls'
  | 'no-times'
  | 'sampled'
  | 'negative-credit'
  | 'unattributed'

/** Conversions and their value, shared among channels. */
export interface Attribution {
  readonly model: AttributionModel
  readonly definitionVersion: string
  /** What was shared: the credits add up to its conversions (but for rounding) and to its value (exactly). */
  readonly totals: PathTotals
  /** Every channel of the paths in `compareText` order, then {@link UNATTRIBUTED} if it has anything. */
  readonly credits: readonly ChannelCredit[]
  readonly warnings: readonly AttributionWarning[]
  /** Markov alone: the chain. */
  readonly removal?: Omit<MarkovRemoval, 'removals'>
}

/** The edition of each model's formula. */
export const MODEL_EDITIONS: { readonly [Model in AttributionModel]: string } = {
  last: K10,
  'last-non-direct': K10,
  first: K11,
  linear: K12,
  position: K13,
  'time-decay': K14,
  markov: K15,
  shapley: K16,
  'shapley-rate': K16,
}

/**
 * Shares the conversions of paths, and what they are worth, among the channels touched.
 *
 * Whatever the model: the credits of all channels add up to the totals, the value to the minor unit (each
 * channel's exact sum over all paths is rounded once, by the largest remainder); conversions without a touch
 * are credited to `(unattributed)`; neither the order of the paths nor whether equal ones come in one line
 * or many changes anything. The models are described at their rules: {@link creditLast}, {@link creditFirst},
 * {@link creditEach}, {@link creditEnds}, {@link toTimeDecay}, {@link solveRemoval}, {@link shareConversions},
 * {@link shareRate}.
 */
export function attribute(
  paths: readonly ChannelPath[],
  model: AttributionModel,
  options: Partial<AttributionOptions> = {},
): Attribution {
  const merged = mergePaths(model === 'time-decay' ? paths : paths.map(withoutAges))
  const touched = merged.filter(({ path }) => path.length > 0)
  const untouched = sumPaths(merged.filter(({ path }) => path.length === 0))
  const totals = sumPaths(touched)
  const { credits, removal } = SHARE[model](touched, { ...ATTRIBUTION_DEFAULTS, ...options })
  const values = roundParts(
    credits.length > 0 ? totals.valueMinor : 0,
    credits.map(({ value }) => value),
  )
  const shared = credits.map(({ channel, conversions, value: _, ...more }, at): ChannelCredit => {
    const share = totals.conversions > 0 ? conversions / totals.conversions : 0
    return { channel, conversions, valueMinor: values[at] ?? 0, share, ...more }
  })
  const { conversions, valueMinor } = untouched
  const rest = conversions > 0 || valueMinor !== 0 ? [{ channel: UNATTRIBUTED, conversions, valueMinor }] : []
  return {
    model,
    definitionVersion: MODEL_EDITIONS[model],
    totals: sumPaths(merged),
    credits: [...shared, ...rest],
    warnings: listWarnings(model, { touched, credits: shared, order: options.order ?? 1, rest: rest.length }),
    ...(removal && { removal }),
  }
}

/** Exact credits, before the value is rounded; all channels, in `compareText` order. */
interface Shared {
  readonly credits: readonly RawCredit[]
  readonly removal?: Omit<MarkovRemoval, 'removals'>
}

type RawCredit = Omit<ChannelCredit, 'valueMinor' | 'share'> & { readonly value: number }

type Share = (touched: readonly ChannelPath[], options: AttributionOptions) => Shared

const byRule =
  (toRule: (options: AttributionOptions) => TouchRule): Share =>
  (touched, options) => {
    const rule = toRule(options)
    const sums = new Map(listChannels(touched).map((channel) => [channel, { conversions: 0, value: 0 }]))
    for (const path of touched) {
      rule(path).forEach((weight, at) => {
        const sum = sums.get(path.path[at] ?? '')
        if (!sum) return
        sum.conversions += weight * path.conversions
        sum.value += weight * path.valueMinor
      })
    }
    return { credits: [...sums].map(([channel, sum]) => ({ channel, ...sum })) }
  }

const byRemoval: Share = (touched, { order }) => {
  const { removals, ...removal } = solveRemoval(touched, order)
  const totals = sumPaths(touched)
  const even = 1 / Math.max(1, removals.length)
  const credits = removals.map(({ channel, removalEffect, share }) => ({
    channel,
    conversions: share * totals.conversions,
    value: (totals.conversions > 0 ? share : even) * totals.valueMinor,
    removalEffect,
  }))
  return { credits, removal }
}

const byShapley: Share = (touched) => {
  const values = shareConversions(touched.map((path) => ({ ...path, conversions: path.valueMinor })))
  const credits = shareConversions(touched).map(({ channel, value: conversions }, at) => ({
    channel,
    conversions,
    value: values[at]?.value ?? 0,
  }))
  return { credits }
}

const byShapleyRate: Share = (touched, options) => {
  const totals = sumPaths(touched)
  const values = shareRate(touched, options)
  const rate = values.reduce((sum, { value }) => sum + value, 0)
  const scale = rate > 0 ? totals.conversions / rate : 0
  const even = 1 / Math.max(1, values.length)
  const credits = values.map(({ channel, value, interval }) => ({
    channel,
    conversions: value * scale,
    value: (rate > 0 ? value / rate : even) * totals.valueMinor,
    ...(interval && { interval: { lo: interval.lo * scale, hi: interval.hi * scale } }),
  }))
  return { credits }
}

const SHARE: { readonly [Model in AttributionModel]: Share } = {
  last: byRule(() => creditLast),
  'last-non-direct': byRule(() => creditLastNonDirect),
  first: byRule(() => creditFirst),
  linear: byRule(() => creditEach),
  position: byRule(() => creditEnds),
  'time-decay': byRule(({ halfLifeMs }) => toTimeDecay(halfLifeMs)),
  markov: byRemoval,
  shapley: byShapley,
  'shapley-rate': byShapleyRate,
}

function listWarnings(
  model: AttributionModel,
  {
    touched,
    credits,
    order,
    rest,
  }: {
    readonly touched: readonly ChannelPath[]
    readonly credits: readonly ChannelCredit[]
    readonly order: MarkovOrder
    readonly rest: number
  },
): readonly AttributionWarning[] {
  const totals = sumPaths(touched)
  const readsNulls = model === 'markov' || model === 'shapley-rate'
  const holds: { readonly [Warning in AttributionWarning]: boolean } = {
    'not-causal': true,
    'removal-ignores-repeats': model === 'markov' && order === 1,
    'no-nulls': readsNulls && totals.nulls === 0 && totals.conversions > 0,
    'no-times': model === 'time-decay' && touched.some(({ agesMs, path }) => !agesMs && path.length > 1),
    sampled: model === 'shapley-rate' && credits.length > EXACT_CHANNELS,
    'negative-credit': credits.some(({ conversions }) => conversions < 0),
    unattributed: rest > 0,
  }
  return WARNINGS.filter((warning) => holds[warning])
}

const WARNINGS: readonly AttributionWarning[] = [
  'not-causal',
  'removal-ignores-repeats',
  'no-nulls',
  'no-times',
  'sampled',
  'negative-credit',
  'unattributed',
]
