import type { Instant } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import { findNumber } from '../log/items.ts'
import { toOrders } from '../log/orders.ts'
import type { Order } from '../log/orders.ts'
import { partsOf } from '../log/parts.ts'
import { findText } from '../products.ts'

/** Days after the assignment within which an outcome counts; the end is included. */
export const OUTCOME_DAYS = 14

/** Days before the assignment that tell what a person was worth already. */
export const BEFORE_DAYS = 28

/** A person as an experiment sees them. */
export interface Subject {
  readonly personId: string
  readonly arm: string
  readonly assignedAt: Instant
  /** The outcome window's end; after it the subject is mature. */
  readonly until: Instant
  readonly converted: boolean
  /** Net of what was bought in the window, in minor units of the reporting currency. */
  readonly valueMinor: number
  /** The same of the days before; null where the person was not known for that long. */
  readonly beforeMinor: number | null
  /** Some order in either has no worth that can be told, and is worth nothing here. */
  readonly unpriced: boolean
}

/** An experiment as the log tells it. */
export interface Experiment {
  readonly id: string
  /** The arm the others are compared with; null where none is called so. */
  readonly control: string | null
  readonly subjects: readonly Subject[]
  /** Persons a merge has put into two arms: in none of the readings. */
  readonly inTwoArms: number
  /** Planned share of each arm, where assignments told it. */
  readonly plannedShares: ReadonlyMap<string, number>
}

const CONTROL_NAMES: ReadonlySet<string> = new Set(['control', 'holdout', 'holdback', 'hold_out', 'off'])

/**
 * The experiments whose assignments lie in the window. A subject is a canonical person by their first
 * `Assignment Made` (`experiment_id`, `arm`, `is_control?`, `share?`); converted means an `Order Completed` in
 * any channel within 14 civil days of it.
 */
export function listExperiments(log: KpiLog, settings: LogSettings): readonly Experiment[] {
  const made = log.events.filter((event) => event.event === 'Assignment Made' && isInWindow(event, settings))
  const ordersOf = Map.groupBy(toOrders(log, settings).orders, ({ personId }) => personId)
  const world: World = { log, settings, ordersOf }
  return partsOf(made, ({ properties }) => findText(properties['experiment_id'])).map(([id, assignments]) =>
    toExperiment(id, assignments, world),
  )
}

interface World {
  readonly log: KpiLog
  readonly settings: LogSettings
  readonly ordersOf: ReadonlyMap<string | null, readonly Order[]>
}

function toExperiment(id: string, assignments: readonly KpiEvent[], world: World): Experiment {
  const told = assignments.filter((event) => armOf(event) !== null)
  const persons = partsOf(told, ({ personId }) => personId)
  const once = persons.filter(([, own]) => new Set(own.map(armOf)).size === 1)
  const subjects = once.flatMap(([personId, [first]]) => (first ? [toSubject(personId, first, world)] : []))
  const control = told.find((event) => isControl(event))
  return {
    id,
    control: control ? armOf(control) : null,
    subjects,
    inTwoArms: persons.length - once.length,
    plannedShares: new Map(told.map(toPlanned).filter((planned) => planned !== undefined)),
  }
}

function armOf({ properties }: KpiEvent): string | null {
  return findText(properties['arm']) ?? findText(properties['variant'])
}

function isControl(event: KpiEvent): boolean {
  const said = event.properties['is_control']
  return said === true || (said !== false && CONTROL_NAMES.has(armOf(event)?.toLowerCase() ?? ''))
}

function toPlanned(event: KpiEvent): readonly [string, number] | undefined {
  const [arm, share] = [armOf(event), findNumber(event.properties['share'])]
  return arm !== null && share !== undefined && share >= 0 ? [arm, share] : undefined
}

function toSubject(personId: string, assignment: KpiEvent, { log, settings, ordersOf }: World): Subject {
  const assignedAt = assignment.timestamp
  const until = addDaysAt(assignedAt, OUTCOME_DAYS, settings.zone)
  const since = addDaysAt(assignedAt, -BEFORE_DAYS, settings.zone)
  const orders = ordersOf.get(personId) ?? []
  const after = orders.filter(({ occurredAt }) => occurredAt >= assignedAt && occurredAt <= until)
  const before = orders.filter(({ occurredAt }) => occurredAt >= since && occurredAt < assignedAt)
  const knownSince = log.byPerson.get(personId)?.[0]?.timestamp ?? assignedAt
  return {
    personId,
    arm: armOf(assignment) ?? '',
    assignedAt,
    until,
    converted: after.length > 0,
    valueMinor: worthOf(after, until),
    beforeMinor: knownSince <= since ? worthOf(before, assignedAt) : null,
    unpriced: [...before, ...after].some(({ grossMinor }) => grossMinor === null),
  }
}

/** What orders were worth as it stood at an instant. Orders whose money cannot be told are worth nothing. */
function worthOf(orders: readonly Order[], until: Instant): number {
  return orders.reduce((total, { grossMinor, refunds }) => {
    const given = refunds.filter(({ occurredAt }) => occurredAt <= until)
    const left = (grossMinor ?? 0) - given.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    return total + Math.max(0, left)
  }, 0)
}
