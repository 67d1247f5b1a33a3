import { createHash } from 'node:crypto'
import { ENROLLMENT_REQUESTED, findAtPath, MAX_CHAIN } from '@periplo/model'
import type { Condition, EndReason, Fact, JourneyDefinition, JsonObject, JsonValue } from '@periplo/model'
import type { EmittedProperty, Node, NodeOf, Purpose, TrackedEvent, Trigger } from '@periplo/model'
import { convert, countVisits, end, getConvertibleUntil, standIn, standInStage } from './diary.ts'
import { isThere, judge, look } from './judge.ts'
import { findRefusal, hasAddress, isSame, learn, toMs, toRun } from './people.ts'
import { toStranger, toTarget, toTraits } from './people.ts'
import type { Call, Drawing, Person, Run } from './people.ts'
import type { Arrival, Told } from './story.ts'

/** A moment of a run: when it is worked on, when it happened by its own account, and the event's own time. */
interface Moment {
  readonly now: number
  readonly at: number
  readonly causedAt: number
  /** How many events have brought one another about so far. */
  readonly depth: number
}

/** What a step wants sent, with what its guard sees of the run; no purpose: a call. */
interface Wanted extends Pick<Run, 'answers'> {
  readonly node: string
  readonly purpose: Purpose | null
  readonly guard?: Condition | undefined
  readonly event: TrackedEvent
}

/** An event as runs hear it; an answer is to a call. */
interface Heard {
  readonly event: TrackedEvent
  readonly now: number
  readonly answer?: { readonly to: Call; readonly failed: boolean; readonly body: JsonValue }
}

/** Too much comes of one arrival: journeys may bring one another about by the thousand. */
export class Avalanche extends Error {}

const MOST_INPUTS = 40

/**
 * What journeys do to people, read off their drawings step by step: no machine, no timers in a queue, one
 * person after the other, and everybody prompt: what falls due is done at that moment. Send keys are left empty.
 */
export class Oracle {
  readonly #people = new Map<string, Person>()
  readonly #facts = new Map<string, Fact[]>()
  readonly #drawings: readonly Drawing[]
  /** What journeys put into the log, not worked yet. */
  readonly #emitted: Heard[] = []
  /** All of it, by person. */
  readonly told: Told[] = []
  /** What happened, as `kind:outcome`, so that a run over many journeys can show that all of it did. */
  readonly seen = new Set<string>()

  constructor(journeys: ReadonlyMap<string, JourneyDefinition>) {
    this.#drawings = [...journeys].map(([id, definition]) => {
      return { id, definition, nodes: new Map(definition.nodes.map((node) => [node.id, node])) }
    })
  }

  /** What a person did in a journey, over all runs, in order. */
  listFacts(journeyId: string, personId: string): readonly Fact[] {
    return this.#facts.get(`${journeyId} ${personId}`) ?? []
  }

  take(arrival: Arrival): void {
    const { personId, receivedAt: now, event } = arrival
    const person = this.#getPerson(personId)
    const answer = toAnswer(person, arrival)
    if (answer === 'none') return
    this.#passTime(person, now)
    learn(person, event, now)
    if (arrival.kind === 'event' && arrival.mode === 'history') return
    this.#work(person, { event, now, ...(answer && { answer }) })
    this.#drain(person)
  }

  /** The call that an answer would be to, as of what has been taken so far. */
  findCall({ personId, back }: { readonly personId: string; readonly back: number }): Call | undefined {
    return this.#getPerson(personId).calls.at(-1 - back)
  }

  finish(until: number): void {
    for (const person of this.#people.values()) this.#passTime(person, until)
  }

  /** One entry of the log: whom it moves, and what it lets the person into. */
  #work(person: Person, heard: Heard): void {
    for (const run of person.runs) {
      if (run.endedAt === null) this.#hear(person, run, heard)
      else this.#convertLate(person, run, heard.event)
    }
    for (const drawing of this.#drawings) this.#enter(person, drawing, heard)
  }

  /** What journeys have put into the log comes after what they did. */
  #drain(person: Person): void {
    for (let done = 0, next = this.#emitted.shift(); next; next = this.#emitted.shift(), done += 1) {
      if (done > MOST_INPUTS) throw new Avalanche()
      learn(person, next.event, next.now)
      this.#work(person, next)
    }
  }

  #getPerson(id: string): Person {
    const person = this.#people.get(id) ?? toStranger(id)
    this.#people.set(id, person)
    return person
  }

  /** The longest due first, each at the moment it was due; what comes of one moment, before the next one. */
  #passTime(person: Person, until: number): void {
    for (;;) {
      const moments = person.runs.flatMap(({ due }) => (due !== null && due <= until ? [due] : []))
      if (moments.length === 0) return
      const now = Math.min(...moments)
      for (const run of person.runs.filter(({ due }) => due === now)) this.#wake(person, run, now)
      this.#drain(person)
    }
  }

  #wake(person: Person, run: Run, now: number): void {
    run.due = null
    const node = getNode(run.drawing, run.node)
    const moment = { now, at: Math.max(run.since, now), causedAt: now, depth: 0 }
    if (node.kind === 'wait-until') this.#arrive(person, run, moment)
    else this.#leave(person, run, { ...moment, port: AFTER[node.kind] ?? '' })
    if (node.kind === 'webhook') this.seen.add('webhook:timed out')
    this.#settle(person, run, moment)
  }

  #hear(person: Person, run: Run, heard: Heard): void {
    const { event, now, answer } = heard
    const { causedAt, depth } = {
      causedAt: event.occurredAt,
      depth: event.origin?.depth ?? event.membership?.depth ?? 0,
    }
    const moment = { now, at: Math.max(run.since, causedAt), causedAt, depth }
    const passes = (rule: Trigger): boolean =>
      rule.event === event.name && this.#holds(rule.filter, person, { run, event, moment })
    const { goal, exits } = run.drawing.definition.settings
    const reason = goal && passes(goal) ? 'goal' : exits.some(passes) ? 'exit-rule' : undefined
    const node = getNode(run.drawing, run.node)
    if (reason) {
      run.last = event
      this.#end(run, { ...moment, reason })
    } else if (answer) {
      if (!this.#isAwaited(run, answer.to)) return
      if (!answer.failed) run.answers = { ...run.answers, [node.id]: answer.body }
      this.seen.add(`webhook:${answer.failed ? 'refused' : 'told'}`)
      this.#leave(person, run, { ...moment, port: answer.failed ? 'failed' : 'answered' })
    } else if (node.kind === 'wait-for-event' && passes(node) && isSame(node, run.entry, event)) {
      run.last = event
      this.#leave(person, run, { ...moment, port: 'arrived' })
    } else return
    this.#settle(person, run, moment)
  }

  /** An answer is to the call of this very visit. */
  #isAwaited(run: Run, to: Call): boolean {
    if (to.run !== run) return false
    const isNow = to.node === run.node && to.visit === countVisits(run, to.node)
    if (!isNow) this.seen.add('webhook:answered too late')
    return isNow
  }

  #convertLate(person: Person, run: Run, event: TrackedEvent): void {
    const { goal } = run.drawing.definition.settings
    const { occurredAt } = event
    if (!goal || goal.event !== event.name || run.converted || occurredAt > getConvertibleUntil(run)) return
    const at = Math.max(run.endedAt ?? 0, occurredAt)
    const moment = { now: at, at, causedAt: at, depth: 0 }
    if (!this.#holds(goal.filter, person, { run, event, moment })) return
    this.seen.add('goal:late')
    convert(run, at)
  }

  #enter(person: Person, drawing: Drawing, { event, now }: Heard): void {
    const at = event.occurredAt
    const moment = { now, at, causedAt: at, depth: event.origin?.depth ?? event.membership?.depth ?? 0 }
    const { nodes, settings } = drawing.definition
    const entry = nodes.find(
      (node) => isOpenTo(node, drawing.id, event) && this.#holds(node.filter, person, { event, moment }),
    )
    if (!entry) return
    const { correlationKey, reentry } = settings
    const value = correlationKey === undefined ? undefined : findAtPath(event.properties, correlationKey)
    const correlation = value === undefined || typeof value === 'object' ? '' : String(value)
    const all = person.runs.filter((run) => run.drawing === drawing)
    const before = all.filter((run) => correlationKey === undefined || run.correlation === correlation)
    const isInside = before.some((run) => run.endedAt === null)
    const lastEnd = Math.max(-Infinity, ...before.map((run) => run.endedAt ?? -Infinity))
    const isRefused =
      (reentry.mode === 'never' && before.length > 0) ||
      (reentry.mode !== 'always' && isInside) ||
      (reentry.mode === 'cool-down' && now < lastEnd + toMs(reentry.coolDown))
    this.seen.add(`${entry.kind}:${isRefused ? `refused ${reentry.mode}` : 'entered'}`)
    if (event.origin) this.seen.add(`${entry.kind}:${isRefused ? 'refused' : 'entered'} by a journey`)
    if (isRefused) return
    const entryNumber = 1 + Math.max(0, ...all.map((run) => run.entryNumber))
    const begin = {
      drawing,
      facts: this.#getFacts(drawing.id, person.id),
      node: entry.id,
      stage: entry.stage,
    }
    const run = toRun({ ...begin, entry: event, entryNumber, correlation })
    person.runs.push(run)
    run.facts.push({ kind: 'enrollment-entered', at, entryNumber })
    standInStage(run, { stage: entry.stage, at })
    standIn(run, { node: entry.id, at })
    this.#leave(person, run, { ...moment, port: 'next' })
    this.#settle(person, run, moment)
  }

  /** The person stands in a node: they stay, or go on at once. */
  #arrive(person: Person, run: Run, moment: Moment): void {
    const node = getNode(run.drawing, run.node)
    const leave = (port: string): void => this.#leave(person, run, { ...moment, port })
    const holds = (condition: Condition | undefined): boolean =>
      this.#holds(condition, person, { run, event: run.last, moment })
    switch (node.kind) {
      case 'delay':
        run.due = moment.now + toMs(node.duration)
        return
      case 'wait-for-event':
        run.due = moment.now + toMs(node.timeout)
        return
      case 'wait-until': {
        const target = toTarget(node.until, { person, run, now: moment.now })
        if (target === undefined) return leave('no-date')
        if (target <= moment.now) return leave('next')
        run.due = target
        return
      }
      case 'event-entry':
      case 'api-entry':
      case 'segment-entry':
        return leave('next')
      case 'condition':
        return leave(holds(node.condition) ? 'yes' : 'no')
      case 'switch':
        return leave(node.cases.find(({ condition }) => holds(condition))?.id ?? 'otherwise')
      case 'random-split':
        return leave(draw(run, person, { node: node.id, arms: node.branches }))
      case 'experiment': {
        const arms = [{ id: 'control', weight: node.controlWeight }, ...node.variants]
        const arm = draw(run, person, { node: node.id, arms })
        if (countVisits(run, node.id) === 1)
          run.facts.push({ kind: 'assigned', at: moment.at, node: node.id, arm })
        return leave(arm)
      }
      case 'message': {
        const { guard } = node
        const isBarred = guard && !holds(guard)
        const refusal =
          findRefusal(person, node.purpose, moment.now) ?? (isBarred ? 'not-eligible' : undefined)
        if (refusal === undefined || node.onRefused === 'continue') {
          this.#sends.push({
            node: node.id,
            purpose: node.purpose,
            guard,
            event: run.last,
            answers: run.answers,
          })
          return leave('next')
        }
        this.seen.add(`message:${refusal}`)
        run.facts.push({ ...messageOf(node.id, moment.at), outcome: 'refused', reason: refusal })
        return this.#end(run, { ...moment, reason: 'refused' })
      }
      case 'webhook':
        this.#sends.push({ node: node.id, purpose: null, event: run.last, answers: run.answers })
        if (!node.answer) return leave('next')
        if (countVisits(run, node.id) > 1) this.seen.add('webhook:called again')
        person.calls.push({ run, node: node.id, visit: countVisits(run, node.id) })
        run.due = moment.now + toMs(node.answer.timeout)
        return
      case 'update-profile':
        for (const change of node.changes) person.traits = toTraits(person, run, change)
        return leave('next')
      case 'audience': {
        const { act, audience } = node
        const others = person.audiences.filter((name) => name !== audience)
        const isIn = others.length < person.audiences.length
        this.seen.add(`audience:${isIn === (act === 'add') ? 'no change' : act}`)
        if (isIn !== (act === 'add'))
          run.facts.push({ kind: 'audience-changed', at: moment.at, node: node.id, audience, act })
        person.audiences = act === 'add' ? [...others, audience] : others
        return leave('next')
      }
      case 'loyalty-points': {
        const { act, points: amount, mayOverdraw } = node
        if (act === 'subtract' && !mayOverdraw && person.points < amount) return leave('too-few')
        const points = act === 'add' ? amount : -amount
        person.points += points
        this.seen.add(`loyalty-points:${act}${person.points < 0 ? ' into debt' : ''}`)
        const fact = { kind: 'points-changed', at: moment.at, node: node.id } as const
        run.facts.push({ ...fact, points, balance: person.points })
        return leave('next')
      }
      case 'emit-event': {
        const properties = this.#toProperties(node.properties, person, run)
        this.#emit(person, run, { moment, name: node.event, properties })
        return leave('next')
      }
      case 'start-journey': {
        const { properties } = run.entry
        this.#emit(person, run, { moment, name: ENROLLMENT_REQUESTED, properties, asks: node.journeyId })
        return this.#end(run, { ...moment, reason: 'handed-on' })
      }
      case 'goal':
      case 'exit':
        return this.#end(run, { ...moment, reason: node.kind })
    }
  }

  #toProperties(properties: readonly EmittedProperty[], person: Person, run: Run): JsonObject {
    const { traits: trait, answers: answer, entryNumber } = { ...person, ...run }
    const seen = {
      trait,
      event: run.last.properties,
      entry: run.entry.properties,
      answer,
      loyalty: { points: person.points },
      entryNumber,
    }
    const found = properties.map(({ name, value }): [string, JsonValue | undefined] => [
      name,
      typeof value === 'object' ? look(value, seen) : value,
    ])
    return Object.fromEntries(
      found.flatMap(([name, value]) => (isThere(value) ? [[name, value ?? null]] : [])),
    )
  }

  /** Into the log, unless too many have brought one another about. */
  #emit(
    person: Person,
    run: Run,
    wanted: {
      readonly moment: Moment
      readonly name: string
      readonly properties: JsonObject
      readonly asks?: string | undefined
    },
  ): void {
    const { moment, name, properties, asks } = wanted
    const { at: occurredAt, now } = moment
    const depth = moment.depth + 1
    const fact = { kind: 'emitted', at: occurredAt, node: run.node, event: name } as const
    this.seen.add(`emitted:${depth > MAX_CHAIN ? 'too-many' : depth > 1 ? 'by-another' : 'first'}`)
    if (depth > MAX_CHAIN) return void run.facts.push({ ...fact, refused: 'loop' })
    run.facts.push(fact)
    this.told.push({ personId: person.id, name, occurredAt, properties, depth, asks })
    const origin = { enrollmentId: '', journeyId: '', versionId: '', nodeId: '', depth }
    const says = { eventId: '', type: 'track', channel: 'web', identifiers: [], flags: [] } as const
    const enrol = asks === undefined ? {} : { enrol: { journeyId: asks } }
    this.#emitted.push({ now, event: { ...says, name, occurredAt, properties, origin, ...enrol } })
  }

  #sends: Wanted[] = []

  /** Messages of a step are decided once it is over, with what is known by then. */
  #settle(person: Person, run: Run, { now }: Moment): void {
    for (const { node, purpose, guard, event, answers } of this.#sends.splice(0)) {
      const moment = { now, at: now, causedAt: now, depth: 0 }
      const isLetBy = this.#holds(guard, person, { run: { ...run, answers }, event, moment })
      const reason =
        purpose &&
        (findRefusal(person, purpose, now) ??
          (hasAddress(person) ? (isLetBy ? undefined : 'not-eligible') : 'no-address'))
      this.seen.add(`send:${reason ?? 'sent'}`)
      const message = messageOf(node, now)
      run.facts.push(reason ? { ...message, outcome: 'refused', reason } : { ...message, outcome: 'sent' })
    }
  }

  #leave(person: Person, run: Run, { port, ...moment }: Moment & { readonly port: string }): void {
    const { node: from, since: enteredAt, drawing } = run
    const to = drawing.definition.edges.find((edge) => edge.from === from && edge.port === port)?.to ?? ''
    const { at } = moment
    const { kind } = getNode(drawing, from)
    this.seen.add(`${kind}:${port}`)
    run.due = null
    run.facts.push({ kind: 'node-left', at, node: from, port, to, enteredAt })
    const { stage } = getNode(drawing, to)
    if (stage !== run.stage) standInStage(run, { stage, at })
    standIn(run, { node: to, at })
    this.#arrive(person, run, moment)
  }

  #end(run: Run, ending: Moment & { readonly reason: EndReason }): void {
    this.seen.add(`end:${ending.reason}`)
    this.seen.add(`${getNode(run.drawing, run.node).kind}:reached`)
    end(run, ending)
  }

  #holds(
    condition: Condition | undefined,
    person: Person,
    { run, event, moment }: { readonly run?: Run; readonly event: TrackedEvent; readonly moment: Moment },
  ): boolean {
    if (condition === undefined) return true
    const { traits: trait, audiences, points, deeds } = person
    const loyalty = { points }
    const entry = (run?.entry ?? event).properties
    const answer = run?.answers ?? {}
    const seen = { trait, event: event.properties, entry, answer, audiences, loyalty, deeds, at: moment.at }
    const isSo = judge(condition, seen)
    if (condition.op === 'compare' && condition.operand.from === 'answer')
      this.seen.add(`answer:${isSo ?? 'unknown'}`)
    return isSo === true
  }

  #getFacts(journeyId: string, personId: string): Fact[] {
    const key = `${journeyId} ${personId}`
    const facts = this.#facts.get(key) ?? []
    this.#facts.set(key, facts)
    return facts
  }
}

/** What an arrival says to a call; `none` where no such call was made. */
function toAnswer({ calls }: Person, arrival: Arrival): Heard['answer'] | 'none' {
  if (arrival.kind === 'event') return undefined
  const { back, failed, body } = arrival
  const to = calls.at(-1 - back)
  return to ? { to, failed, body } : 'none'
}

/** The way out of a wait whose time is over. */
const AFTER: { readonly [kind: string]: string } = {
  delay: 'next',
  'wait-for-event': 'timed-out',
  webhook: 'failed',
}

/** An event that asks for an enrollment is for the journey it names, and nothing to any other entry. */
function isOpenTo(
  node: Node,
  journeyId: string,
  { name, enrol, membership }: TrackedEvent,
): node is NodeOf<'event-entry' | 'api-entry' | 'segment-entry'> {
  if (node.kind === 'segment-entry')
    return membership?.segmentId === node.segmentId && membership?.change === node.change
  if (enrol) return node.kind === 'api-entry' && enrol.journeyId === journeyId
  return node.kind === 'event-entry' && node.event === name
}

/** The same person goes the same way in the same journey: a hash decides. */
function draw(
  { drawing }: Run,
  { id }: Person,
  { node, arms }: { readonly node: string; readonly arms: readonly { id: string; weight: number }[] },
): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify(['share', drawing.id, node, id]))
    .digest()
  const total = arms.reduce((sum, { weight }) => sum + weight, 0)
  let left = (bytes.readUIntBE(0, 6) / 2 ** 48) * total
  const found = arms.find(({ weight }) => (left -= weight) < 0 && weight > 0)
  return (found ?? arms.findLast(({ weight }) => weight > 0))?.id ?? ''
}

function getNode({ nodes }: Drawing, id: string): Node {
  const node = nodes.get(id)
  if (!node) throw new Error(`there is no node ${id}`)
  return node
}

function messageOf(node: string, at: number) {
  return { kind: 'message', at, node, sendKey: '' } as const
}
