import { decideSend, evaluate } from '@periplo/engine'
import type { MachineConfig } from '@periplo/engine'
import { findAtPath, NO_SEND_RULES } from '@periplo/model'
import type { Condition, PersonState, RememberedEvent, TraitChange, WaitTarget } from '@periplo/model'
import { createActor, setup, SimulatedClock } from 'xstate'
import type { Happening, Ride } from './ride.ts'
import { MINUTE_MS, NOON } from './ride.ts'

interface Awaited {
  readonly filter?: Condition
  readonly correlation?: { readonly property: string; readonly entryProperty: string }
}

interface Move {
  readonly from: string
  readonly port: string
  readonly to: string
}

/** Who rides, and what a machine cannot know by itself. */
export interface Rider {
  readonly person: PersonState
  /** By which node they enter. */
  readonly enterBy: string
  /** The event that lets them in. */
  readonly entry: RememberedEvent
  /** What the dice showed at each node, from [0, 1). */
  readonly draws: Readonly<Record<string, number>>
}

/**
 * Runs an exported machine as anybody would who has XState and has never seen our engine: the JSON, guards,
 * delays and actions by their names, an actor, and a clock. Time passes by whole minutes.
 */
export function rideStock(config: MachineConfig, rider: Rider, story: readonly Happening[]): Ride {
  const { entry, enterBy, draws } = rider
  const clock = new SimulatedClock()
  const route: string[] = []
  const sends: string[] = []
  let { person } = rider
  let event = entry
  const scope = () => ({ person, entry, event, at: NOON + clock.now() })
  const tell = (text: string): void => void route.push(`${clock.now() / MINUTE_MS} min: ${text}`)
  const isAwaited = (_: unknown, { filter, correlation }: Awaited): boolean => {
    if (filter && evaluate(filter, scope()) !== true) return false
    if (!correlation) return true
    const entered = findAtPath(entry.properties, correlation.entryProperty)
    return entered !== undefined && findAtPath(event.properties, correlation.property) === entered
  }
  const isRefused = (_: unknown, message: { channel: 'email'; purpose: 'marketing' }): boolean => {
    const { suppressed, zone, consent } = person
    const known = { erased: false, suppressed, hasAddress: true, zone }
    const keyed = { ...message, sendKey: '', journeyId: '' }
    const asked = { message: keyed, person: known, consent, rules: NO_SEND_RULES, slots: [], at: scope().at }
    return decideSend(asked).kind === 'refuse'
  }
  const machine = setup({
    guards: {
      entersBy: (_, { node }: { node: string }) => node === enterBy,
      matches: (_, { condition }: { condition: Condition }) => evaluate(condition, scope()) === true,
      isDrawnBelow: (_, { node, share }: { node: string; share: number }) => (draws[node] ?? 1) < share,
      isAwaited,
      isReached: (_, { until }: { until: WaitTarget }) => isOpen(until, NOON + clock.now()),
      isDateless: () => false,
      isRefused,
    },
    actions: {
      enter: (_, { node }: { node: string }) => tell(`enters by ${node}`),
      go: (_, { from, port, to }: Move) => tell(`${from} by ${port} to ${to}`),
      send: (_, { node }: { node: string }) => void sends.push(node),
      refuse: () => undefined,
      updateProfile: (_, { changes }: { changes: readonly TraitChange[] }) => {
        person = { ...person, traits: { ...person.traits, ...toTraits(person, changes) } }
      },
      assignTraits: () => undefined,
      assign: () => undefined,
      emit: () => undefined,
      startJourney: () => undefined,
      end: (_, { reason }: { reason: string }) => tell(`ends: ${reason}`),
    },
    delays: Object.fromEntries(
      listDelays(config).map((name) => [name, () => toDelayMs(config, name, NOON + clock.now())]),
    ),
  }).createMachine(JSON.parse(JSON.stringify(config)))
  const actor = createActor(machine, { clock }).start()
  actor.send({ type: entry.name })
  for (const { afterMinutes, name, properties = {} } of story) {
    for (let minute = 0; minute < afterMinutes; minute += 1) clock.increment(MINUTE_MS)
    if (name === undefined) continue
    const before = event
    event = { name, occurredAt: NOON + clock.now(), properties }
    const told = route.length
    actor.send({ type: name })
    if (route.length === told) event = before
  }
  return { route, sends }
}

function toTraits({ traits }: PersonState, changes: readonly TraitChange[]): PersonState['traits'] {
  return Object.fromEntries(
    changes.flatMap((change) =>
      change.to === 'add' ? [[change.trait, Number(traits[change.trait] ?? 0) + change.by]] : [],
    ),
  )
}

function listDelays({ states }: MachineConfig): readonly string[] {
  return Object.values(states).flatMap(({ after = {} }) => Object.keys(after))
}

const UNIT_MINUTES: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 1_440 }

/** `2 days`, where no day is longer than another; or `until hours`, as far ahead as its window next opens. */
function toDelayMs(config: MachineConfig, name: string, at: number): number {
  if (name.startsWith('until ')) return findOpening(getTarget(config, name.slice(6)), at) - at
  const [amount = '', unit = ''] = name.split(' ')
  return Number(amount) * (UNIT_MINUTES[unit] ?? Number.NaN) * MINUTE_MS
}

function getTarget({ states }: MachineConfig, node: string): WaitTarget {
  for (const { guard } of states[node]?.always ?? [])
    if (guard?.type === 'isReached') return guard.params.until
  throw new Error(`${node} waits for nothing`)
}

/** Whether a window is open, by the clock of UTC. */
function isOpen(until: WaitTarget, at: number): boolean {
  if (until.by !== 'window') throw new Error('this story knows windows alone')
  const { weekdays, fromMinute, untilMinute } = until.window
  const moment = new Date(at)
  const minute = moment.getUTCHours() * 60 + moment.getUTCMinutes()
  return weekdays.includes(moment.getUTCDay() || 7) && minute >= fromMinute && minute < untilMinute
}

function findOpening(until: WaitTarget, at: number): number {
  let next = at
  while (!isOpen(until, next)) next += MINUTE_MS
  return next
}
