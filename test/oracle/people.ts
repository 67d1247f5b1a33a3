import { findAtPath } from '@periplo/model'
import type {
  ConsentChange,
  Duration,
  EndReason,
  Fact,
  JourneyDefinition,
  JsonObject,
  JsonValue,
  Node,
  NodeOf,
  Purpose,
  TrackedEvent,
} from '@periplo/model'

/** Zones of the people here, in minutes ahead of UTC: none of them changes its clocks. */
export const OFFSET_MIN: Readonly<Record<string, number>> = { UTC: 0, 'Asia/Kolkata': 330 }

const MIN = 60_000
const DAY = 1_440 * MIN
const UNIT = { minutes: MIN, hours: 60 * MIN, days: DAY } as const

/** A journey with its nodes at hand. */
export interface Drawing {
  readonly id: string
  readonly definition: JourneyDefinition
  readonly nodes: ReadonlyMap<string, Node>
}

/** One run of a person. */
export interface Run {
  readonly drawing: Drawing
  /** What all runs of this person through the journey have done. */
  readonly facts: Fact[]
  readonly entryNumber: number
  readonly correlation: string
  readonly entry: TrackedEvent
  readonly enteredAt: number
  last: TrackedEvent
  node: string
  since: number
  stage: string
  stageSince: number
  stages: Record<string, number>
  readonly visits: Map<string, number>
  /** By the node that asked. */
  answers: Record<string, JsonValue>
  due: number | null
  endedAt: number | null
  reason: EndReason | null
  converted: boolean
}

/** A call that somebody waits for, on one visit of a node. */
export interface Call {
  readonly run: Run
  readonly node: string
  readonly visit: number | undefined
}

/** Somebody, as far as journeys ask. */
export interface Person {
  readonly id: string
  traits: JsonObject
  zone: string
  hasEmail: boolean
  audiences: readonly string[]
  points: number
  readonly consent: Map<string, { readonly state: ConsentChange['state']; readonly at: number }>
  readonly deeds: TrackedEvent[]
  readonly runs: Run[]
  /** Calls that were waited for, the latest last. */
  readonly calls: Call[]
}

/** Somebody nothing is known of. */
export function toStranger(id: string): Person {
  const known = { traits: {}, zone: 'UTC', hasEmail: false, audiences: [], points: 0, consent: new Map() }
  return { id, ...known, deeds: [], runs: [], calls: [] }
}

/** A run that is just beginning. */
export function toRun(
  begin: Pick<Run, 'drawing' | 'facts' | 'entry' | 'entryNumber' | 'correlation' | 'node' | 'stage'>,
): Run {
  const at = begin.entry.occurredAt
  const ends = { due: null, endedAt: null, reason: null, converted: false }
  const been = { stages: {}, visits: new Map<string, number>(), answers: {} }
  return { ...begin, ...been, ...ends, enteredAt: at, last: begin.entry, since: at, stageSince: at }
}

/** Takes in what an event tells of the person. */
export function learn(person: Person, event: TrackedEvent, receivedAt: number): void {
  person.traits = { ...person.traits, ...event.traits }
  person.zone = event.zone ?? person.zone
  person.hasEmail ||= event.identifiers.some(({ kind }) => kind === 'email')
  person.deeds.push(event)
  const at = Math.min(event.occurredAt, receivedAt)
  for (const { channel, purpose, state } of event.consent ?? []) {
    const before = person.consent.get(`${channel}/${purpose}`)
    if (!before || before.at <= at) person.consent.set(`${channel}/${purpose}`, { state, at })
  }
}

/** Why nobody may write to the person, or undefined. */
export function findRefusal({ consent }: Person, purpose: Purpose, now: number) {
  const said = consent.get(`email/${purpose}`)
  const state = said && said.at <= now ? said.state : 'unknown'
  if (state === 'denied') return 'consent-denied'
  return state !== 'granted' && purpose === 'marketing' ? 'consent-unknown' : undefined
}

/** Whether an e-mail has somewhere to go. */
export function hasAddress({ hasEmail, traits }: Person): boolean {
  return hasEmail || (typeof traits['email'] === 'string' && traits['email'].includes('@'))
}

/** Whether the awaited event is of the same cart as the entering one. */
export function isSame(
  { correlation }: NodeOf<'wait-for-event'>,
  entry: TrackedEvent,
  event: TrackedEvent,
): boolean {
  if (!correlation) return true
  const value = findAtPath(event.properties, correlation.property)
  return value !== undefined && value === findAtPath(entry.properties, correlation.entryProperty)
}

type Change = NodeOf<'update-profile'>['changes'][number]

/** The traits after a change. */
export function toTraits({ traits }: Person, { last }: Run, change: Change): JsonObject {
  const { [change.trait]: before, ...others } = traits
  switch (change.to) {
    case 'value':
      return { ...traits, [change.trait]: change.value }
    case 'add':
      return { ...traits, [change.trait]: (typeof before === 'number' ? before : 0) + change.by }
    case 'copy': {
      const value = findAtPath(last.properties, change.operand.path)
      return value === undefined ? traits : { ...traits, [change.trait]: value }
    }
    case 'nothing':
      return others
  }
}

/** The moment somebody is held until, by the clock of the person. */
export function toTarget(
  until: NodeOf<'wait-until'>['until'],
  { person, run, now }: { readonly person: Person; readonly run: Run; readonly now: number },
): number | undefined {
  const ahead = (OFFSET_MIN[person.zone] ?? 0) * MIN
  switch (until.by) {
    case 'date':
      return Date.parse(`${until.date}:00Z`) - ahead
    case 'property': {
      const value = findAtPath(run.entry.properties, until.operand.path)
      const midnight = typeof value === 'string' ? Date.parse(value) : Number.NaN
      return Number.isNaN(midnight)
        ? undefined
        : midnight + until.offsetDays * DAY + (until.atMinute ?? 0) * MIN - ahead
    }
    case 'window': {
      const { weekdays, fromMinute, untilMinute } = until.window
      const today = Math.floor((now + ahead) / DAY)
      const openings = Array.from({ length: 10 }, (_, at) => today - 1 + at)
        .filter((day) => weekdays.includes(new Date(day * DAY).getUTCDay() || 7))
        .map((day) => ({
          from: day * DAY + fromMinute * MIN - ahead,
          until: (day + (untilMinute > fromMinute ? 0 : 1)) * DAY + untilMinute * MIN - ahead,
        }))
      const open = openings.find(({ from, until: end }) => end > now && (from > now || now < end))
      return open && Math.max(now, open.from)
    }
  }
}

/** A duration in milliseconds, where clocks never change. */
export function toMs({ amount, unit }: Duration): number {
  return amount * UNIT[unit]
}
