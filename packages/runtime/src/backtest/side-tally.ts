import type { BacktestWatcher } from '@periplo/engine'
import { sumDeltas, toOverlay, toRollupDeltas } from '@periplo/kpi'
import type { CivilDay, JourneyFrame } from '@periplo/kpi'
import type { Fact, Instant, PersonId, RollupDelta } from '@periplo/model'
import type { BacktestSide } from './backtest-shape.ts'

const HOUR_MS = 3_600_000
/** Weeks are counted from a Monday, in UTC: the load on a person, not a report of civil weeks. */
const WEEK_MS = 7 * 24 * HOUR_MS
const FIRST_MONDAY = 4 * 24 * HOUR_MS

/** Deltas kept apart before they are added up, beside as many as were left by the last adding up. */
const PORTION = 20_000

/** Adds up what one side of a backtest does. Its size does not depend on how many facts it hears. */
export interface SideTally extends BacktestWatcher {
  finish(terms: {
    readonly days: { readonly from: CivilDay; readonly to: CivilDay }
    readonly asOf: Instant
  }): BacktestSide
}

type FactOfMessage = Extract<Fact, { kind: 'message' }>

/** A tally of nothing yet. Facts of one person must come in order. */
export function createSideTally(frame: JourneyFrame): SideTally {
  let deltas: RollupDelta[] = []
  let most = PORTION
  const load = new Map<Instant, number>()
  const refused = new Map<string, number>()
  const weeks = createWeekTally()
  let sent = 0
  const count = (person: PersonId, fact: FactOfMessage): void => {
    if (fact.outcome === 'refused') return add(refused, fact.reason ?? 'other')
    if (fact.outcome !== 'sent') return
    sent += 1
    add(load, fact.at - (fact.at % HOUR_MS))
    if (!isCall(frame, fact)) weeks.count(person, fact.at)
  }
  return {
    tell(person, facts) {
      for (const delta of toRollupDeltas(frame, facts)) deltas.push(delta)
      if (deltas.length >= most) {
        deltas = [...sumDeltas(deltas)]
        most = 2 * deltas.length + PORTION
      }
      for (const fact of facts) if (fact.kind === 'message') count(person, fact)
    },
    finish({ days, asOf }) {
      const rollups = sumDeltas(deltas).map(({ by, ...key }) => ({ ...key, total: by }))
      const byReason = [...refused].toSorted(([a], [b]) => (a < b ? -1 : 1))
      return {
        overlay: toOverlay({ frame, rollups, window: days, asOf }),
        messages: {
          sent,
          refused: byReason.reduce((sum, [, times]) => sum + times, 0),
          refusedByReason: Object.fromEntries(byReason),
        },
        personWeeks: weeks.finish(),
        load: [...load].toSorted(([a], [b]) => a - b).map(([hour, sends]) => ({ hour, sends })),
      }
    },
  }
}

function isCall(frame: JourneyFrame, { node }: FactOfMessage): boolean {
  return frame.nodes.get(node)?.kind === 'webhook'
}

/** How many weeks of how many people had how many messages; keeps one number per person. */
function createWeekTally() {
  const present = new Map<PersonId, { week: number; messages: number }>()
  const weeks = new Map<number, number>()
  return {
    count(person: PersonId, at: Instant): void {
      const week = Math.floor((at - FIRST_MONDAY) / WEEK_MS)
      const before = present.get(person)
      if (before?.week === week) before.messages += 1
      else {
        if (before) add(weeks, before.messages)
        present.set(person, { week, messages: 1 })
      }
    },
    finish(): BacktestSide['personWeeks'] {
      for (const { messages } of present.values()) add(weeks, messages)
      present.clear()
      return [...weeks].toSorted(([a], [b]) => a - b).map(([messages, times]) => ({ messages, weeks: times }))
    },
  }
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
