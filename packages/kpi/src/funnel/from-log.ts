import type { Measure } from '@periplo/model'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { FromLog, MeasuredValue } from '../measured-value.ts'
import type { Funnel, FunnelStep } from './funnel-shape.ts'
import { measureFunnel } from './k02-funnel.ts'
import type { FUNNEL_MEASURES } from './measures.ts'

/** The way from looking to buying, in the words of the event taxonomy. */
const SHOPPING_STEPS = ['Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'] as const
const WINDOW = { days: 14, exactMs: 0 }

/** How the measures of funnels over events, K02 are computed on an event log. */
export const FUNNEL_FROM_LOG: FromLog<typeof FUNNEL_MEASURES> = {
  'shopping-funnel': (log, settings) =>
    toValues('shopping-funnel', measureShopping(log, settings), ({ fromFirst }) => fromFirst),
  'shopping-funnel-time': (log, settings) =>
    toValues('shopping-funnel-time', measureShopping(log, settings), ({ sinceFirst }) => sinceFirst?.median),
}

/** The last step speaks for the whole. */
function toValues<Id extends keyof typeof FUNNEL_MEASURES>(
  measure: Id,
  { steps }: Funnel,
  read: (step: FunnelStep) => Measure | undefined,
): readonly MeasuredValue<Id>[] {
  const values = steps.flatMap((step, index) => {
    const value = read(step)
    return value === undefined ? [] : [{ measure, breakdown: { step: `${index + 1} ${step.step}` }, value }]
  })
  return [...values.slice(-1).map((last) => ({ ...last, breakdown: {} })), ...values]
}

/** Of people whose first look lies in the window; what they did later counts wherever it lies. */
function measureShopping(log: KpiLog, settings: LogSettings): Funnel {
  const [look] = SHOPPING_STEPS
  const events = [...log.byPerson].flatMap(([personId, done]) => {
    const first = done.find(({ event }) => event === look)
    if (first === undefined || !isInWindow(first, settings)) return []
    return done.map(({ event, timestamp }) => ({ personId, name: event, at: timestamp }))
  })
  const terms = { steps: SHOPPING_STEPS, order: 'ordered', window: WINDOW, zone: settings.zone } as const
  return measureFunnel(events, terms, settings)
}
