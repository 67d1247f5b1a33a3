import { decideEntry, decideSend, start, step, toGuard } from '@periplo/engine'
import type { BacktestInput, CompiledJourney } from '@periplo/engine'
import { NO_SEND_RULES } from '@periplo/model'
import type { Condition, ConsentEntry, Emission, Enrollment, Fact, PersonState, Step } from '@periplo/model'
import type { Purpose, SendIntent, StepInput, TrackedEvent } from '@periplo/model'
import { hasAddress, learn, toStranger } from './people.ts'
import type { Person } from './people.ts'
import type { Arrival, Told } from './story.ts'

/** Somebody as the engine's journeys keep them. */
interface Traveller {
  readonly known: Person
  readonly runs: Enrollment[]
  /** Send keys of calls that were waited for, the latest last. */
  readonly calls: string[]
}

/**
 * The engine's verbs over several journeys at once, in memory: one log per person, whatever is emitted worked in
 * its turn, whatever is due done at that moment. Send keys of facts are left empty.
 */
export class LivingTogether {
  readonly #people = new Map<string, Traveller>()
  readonly #facts = new Map<string, Fact[]>()
  readonly #emitted: BacktestInput[] = []
  readonly #journeys: readonly CompiledJourney[]
  /** Everything that was worked, in order. */
  readonly log: BacktestInput[] = []
  readonly told: Told[] = []

  constructor(journeys: readonly CompiledJourney[]) {
    this.#journeys = journeys
  }

  /** What a person did in a journey, over all runs, in order. */
  listFacts(journeyId: string, personId: string): readonly Fact[] {
    return this.#facts.get(`${journeyId} ${personId}`) ?? []
  }

  take(arrival: Arrival): void {
    const { personId, receivedAt } = arrival
    const traveller = this.#getTraveller(personId)
    const mode = arrival.kind === 'event' ? arrival.mode : 'live'
    const event = toEvent(traveller, arrival)
    if (!event) return
    this.#passTime(traveller, receivedAt)
    this.#work(traveller, { personId, receivedAt, mode, event })
    this.#drain(traveller)
  }

  finish(until: number): void {
    for (const traveller of this.#people.values()) this.#passTime(traveller, until)
  }

  #getTraveller(id: string): Traveller {
    const traveller = this.#people.get(id) ?? { known: toStranger(id), runs: [], calls: [] }
    this.#people.set(id, traveller)
    return traveller
  }

  #work(traveller: Traveller, input: BacktestInput): void {
    const { event, receivedAt: at, mode } = input
    this.log.push(input)
    learn(traveller.known, event, at)
    if (mode !== 'live') return
    for (const enrollment of traveller.runs)
      this.#move(traveller, { enrollment, at, input: { kind: 'event', event } })
    for (const journey of this.#journeys) this.#enter(traveller, { journey, event, at })
  }

  #drain(traveller: Traveller): void {
    for (let next = this.#emitted.shift(); next; next = this.#emitted.shift()) this.#work(traveller, next)
  }

  #passTime(traveller: Traveller, until: number): void {
    for (;;) {
      const due = Math.min(Infinity, ...traveller.runs.map(({ dueAt }) => dueAt ?? Infinity))
      if (due > until || due === Infinity) return
      for (const enrollment of traveller.runs.filter(({ dueAt }) => dueAt === due)) {
        const timer = enrollment.envelope.timers.find(({ dueAt }) => dueAt === due)
        const input = { kind: 'timer', timerId: timer?.timerId ?? '' } as const
        this.#move(traveller, { enrollment, at: due, input })
      }
      this.#drain(traveller)
    }
  }

  #move(
    traveller: Traveller,
    { enrollment, at, input }: { enrollment: Enrollment; at: number; input: StepInput },
  ): void {
    const journey = this.#journeys.find(({ journeyId }) => journeyId === enrollment.journeyId)
    const taken = journey && step({ journey, enrollment, person: toState(traveller), input, at })
    if (taken) this.#record(traveller, taken, at)
  }

  #enter(
    traveller: Traveller,
    { journey, event, at }: { journey: CompiledJourney; event: TrackedEvent; at: number },
  ): void {
    const person = toState(traveller)
    const { journeyId } = journey
    const history = traveller.runs.filter((run) => run.journeyId === journeyId)
    const entry = decideEntry({ journey, person, event, at, history })
    if (entry.kind !== 'enter') return
    const enrollmentId = nameRun(journeyId, person.personId, entry.entryNumber)
    this.#record(traveller, start({ journey, person, event, at, entry, enrollmentId }), at)
  }

  #record(
    traveller: Traveller,
    { enrollment, effects, facts, traits, audiences, points }: Step,
    at: number,
  ): void {
    const { runs, known, calls } = traveller
    const place = runs.findIndex(({ enrollmentId }) => enrollmentId === enrollment.enrollmentId)
    runs[place < 0 ? runs.length : place] = enrollment
    known.traits = traits
    known.audiences = audiences
    known.points = points
    const settled = effects.flatMap((effect) =>
      effect.kind === 'send'
        ? [
            settle(traveller, {
              intent: effect.intent,
              at,
              guard: this.#findGuard(effect.intent, enrollment),
            }),
          ]
        : [],
    )
    this.#getFacts(enrollment.journeyId, known.id).push(...facts.map(toKeyless), ...settled)
    for (const effect of effects) {
      if (effect.kind === 'emit') this.#emit(known.id, effect.emission, at)
      // only a webhook that waits stays where it called from
      if (effect.kind === 'send' && effect.intent.channel === 'webhook' && waits(enrollment, effect.intent))
        calls.push(effect.intent.sendKey)
    }
  }

  #findGuard({ nodeId }: SendIntent, { journeyId }: Enrollment): Condition | undefined {
    const journey = this.#journeys.find((one) => one.journeyId === journeyId)
    const node = journey?.definition.nodes.find(({ id }) => id === nodeId)
    return node?.kind === 'message' ? node.guard : undefined
  }

  #getFacts(journeyId: string, personId: string): Fact[] {
    const key = `${journeyId} ${personId}`
    const facts = this.#facts.get(key) ?? []
    this.#facts.set(key, facts)
    return facts
  }

  #emit(
    personId: string,
    { name, occurredAt, properties, depth, enrol, eventId }: Emission,
    at: number,
  ): void {
    this.told.push({ personId, name, occurredAt, properties, depth, asks: enrol?.journeyId })
    const origin = { enrollmentId: '', journeyId: '', versionId: '', nodeId: '', depth }
    const says = { type: 'track', channel: 'custom:journey', identifiers: [], flags: [], origin } as const
    const event: TrackedEvent = { ...says, eventId, name, occurredAt, properties, ...(enrol && { enrol }) }
    this.#emitted.push({ personId, receivedAt: at, mode: 'live', event })
  }
}

/** The id of a person's run through a journey. */
export function nameRun(journeyId: string, personId: string, entryNumber: number): string {
  return `${journeyId} ${personId} ${entryNumber}`
}

/** A fact without its send key. */
export function toKeyless(fact: Fact): Fact {
  return fact.kind === 'message' ? { ...fact, sendKey: '' } : fact
}

/** The event, with the send key of the call it answers; undefined where there was none. */
function toEvent({ calls }: Traveller, arrival: Arrival): TrackedEvent | undefined {
  if (arrival.kind === 'event') return arrival.event
  const { back, failed, body, event } = arrival
  const sendKey = calls.at(-1 - back)
  return sendKey === undefined ? undefined : { ...event, answer: { sendKey, failed, body } }
}

function toState({ known }: Traveller): PersonState {
  const { id: personId, traits, audiences, points, zone, deeds: recent } = known
  return { personId, traits, audiences, points, zone, recent, consent: toConsent(known), suppressed: false }
}

function toConsent({ consent }: Person): readonly ConsentEntry[] {
  return [...consent].map(([key, { state, at }]): ConsentEntry => {
    const [channel, purpose] = key.split('/') as [ConsentEntry['channel'], Purpose] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the key was made of them
    return { channel, purpose, state, at, origin: 'event:' }
  })
}

function waits({ nodeId, status }: Enrollment, intent: SendIntent): boolean {
  return status === 'active' && nodeId === intent.nodeId
}

/** No workspace's rules are asked here: nothing is held. */
function settle(
  traveller: Traveller,
  {
    intent,
    at,
    guard,
  }: { readonly intent: SendIntent; readonly at: number; readonly guard?: Condition | undefined },
): Fact {
  const { known } = traveller
  const { nodeId: node, channel, purpose, sendKey } = intent
  const sent = { kind: 'message', at, node, outcome: 'sent', sendKey: '' } as const
  if (channel === 'webhook') return sent
  const decision = decideSend({
    message: { channel, purpose, sendKey, journeyId: '' },
    person: { erased: false, suppressed: false, hasAddress: hasAddress(known), zone: known.zone },
    consent: toConsent(known),
    guard: toGuard(guard, intent, { person: toState(traveller), at }),
    rules: NO_SEND_RULES,
    slots: [],
    at,
  })
  return decision.kind === 'refuse' ? { ...sent, outcome: 'refused', reason: decision.reason } : sent
}
