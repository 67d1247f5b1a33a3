import { createHash } from 'node:crypto'
import type { BacktestInput } from '@periplo/engine'
import { findAtPath, listPorts } from '@periplo/model'
import type { Condition, EndReason, Fact, JourneyDefinition, NodeOf, Purpose } from '@periplo/model'
import type { TrackedEvent, Trigger } from '@periplo/model'
import { isDrawn } from './draw-random.ts'
import type { DrawnKind } from './draw-random.ts'
import { judge } from './judge.ts'
import type { Seen } from './judge.ts'
import { findRefusal, hasAddress, isSame, learn, toMs, toRun, toTarget, toTraits } from './people.ts'
import type { Person, Run } from './people.ts'

/** A moment of a run: when it is worked on, when it happened by its own account, and the event's own time. */
interface Moment {
  readonly now: number
  readonly at: number
  readonly causedAt: number
}

/**
 * What a journey does to people, read off its drawing step by step: no machine, no timers in a queue, one
 * person after the other. Returns every fact by person, in order; send keys are left empty.
 */
export class Oracle {
  readonly #people = new Map<string, Person>()
  readonly #facts = new Map<string, Fact[]>()
  readonly #nodes: ReadonlyMap<string, NodeOf<DrawnKind>>
  readonly #journey: JourneyDefinition
  readonly #journeyId: string
  /** What happened, as `kind:outcome`, so that a run over many journeys can show that all of it did. */
  readonly seen = new Set<string>()

  constructor(journeyId: string, journey: JourneyDefinition) {
    this.#journeyId = journeyId
    this.#journey = journey
    this.#nodes = new Map(journey.nodes.filter(isDrawn).map((node) => [node.id, node]))
  }

  get facts(): ReadonlyMap<string, readonly Fact[]> {
    return this.#facts
  }

  take({ personId, receivedAt, event, mode }: BacktestInput): void {
    const person = this.#getPerson(personId)
    if (mode === 'live') this.#passTime(person, receivedAt)
    learn(person, event, receivedAt)
    if (mode !== 'live') return
    for (const run of person.runs) {
      if (run.endedAt === null) this.#hear(person, run, { event, now: receivedAt })
      else this.#convertLate(person, run, event)
    }
    this.#enter(person, event, receivedAt)
  }

  finish(until: number): void {
    for (const person of this.#people.values()) this.#passTime(person, until)
  }

  #getPerson(id: string): Person {
    const fresh: Person = {
      id,
      traits: {},
      zone: 'UTC',
      hasEmail: false,
      consent: new Map(),
      deeds: [],
      runs: [],
    }
    const person = this.#people.get(id) ?? fresh
    this.#people.set(id, person)
    return person
  }

  /** The longest due first, each at the moment it was due. */
  #passTime(person: Person, until: number): void {
    for (;;) {
      const due = person.runs.filter((run) => run.due !== null && run.due <= until)
      const [run] = due.toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0))
      if (!run) return
      const now = run.due ?? 0
      run.due = null
      const node = this.#getNode(run.node)
      const moment = { now, at: Math.max(run.since, now), causedAt: now }
      if (node.kind === 'wait-until') this.#arrive(person, run, moment)
      else this.#leave(person, run, { ...moment, port: node.kind === 'delay' ? 'next' : 'timed-out' })
      this.#settle(person, moment)
    }
  }

  #hear(person: Person, run: Run, { event, now }: { event: TrackedEvent; now: number }): void {
    const moment = { now, at: Math.max(run.since, event.occurredAt), causedAt: event.occurredAt }
    const passes = (rule: Trigger): boolean =>
      rule.event === event.name && this.#holds(rule.filter, person, { run, event, moment })
    const { goal, exits } = this.#journey.settings
    const reason = goal && passes(goal) ? 'goal' : exits.some(passes) ? 'exit-rule' : undefined
    const node = this.#getNode(run.node)
    if (reason) {
      run.last = event
      this.#end(person, run, { ...moment, reason })
    } else if (node.kind === 'wait-for-event' && passes(node) && isSame(node, run.entry, event)) {
      run.last = event
      this.#leave(person, run, { ...moment, port: 'arrived' })
    } else return
    this.#settle(person, moment)
  }

  #convertLate(person: Person, run: Run, event: TrackedEvent): void {
    const { goal } = this.#journey.settings
    const until = this.#getConvertibleUntil(run)
    if (!goal || goal.event !== event.name || run.converted || event.occurredAt > until) return
    const at = Math.max(run.endedAt ?? 0, event.occurredAt)
    if (!this.#holds(goal.filter, person, { run, event, moment: { now: at, at, causedAt: at } })) return
    run.converted = true
    this.seen.add('goal:late')
    const { enteredAt, entryNumber } = run
    this.#tell(person, { kind: 'goal-reached', at, enteredAt, entryNumber })
  }

  #enter(person: Person, event: TrackedEvent, now: number): void {
    const moment = { now, at: event.occurredAt, causedAt: event.occurredAt }
    const entry = this.#journey.nodes.find(
      (node) =>
        node.kind === 'event-entry' &&
        node.event === event.name &&
        this.#holds(node.filter, person, { event, moment }),
    )
    if (!entry) return
    const { correlationKey, reentry } = this.#journey.settings
    const value = correlationKey === undefined ? undefined : findAtPath(event.properties, correlationKey)
    const correlation = value === undefined || typeof value === 'object' ? '' : String(value)
    const before = person.runs.filter(
      (run) => correlationKey === undefined || run.correlation === correlation,
    )
    const isInside = before.some((run) => run.endedAt === null)
    const lastEnd = Math.max(-Infinity, ...before.map((run) => run.endedAt ?? -Infinity))
    const isRefused =
      (reentry.mode === 'never' && before.length > 0) ||
      (reentry.mode !== 'always' && isInside) ||
      (reentry.mode === 'cool-down' && now < lastEnd + toMs(reentry.coolDown))
    this.seen.add(`event-entry:${isRefused ? `refused ${reentry.mode}` : 'entered'}`)
    if (isRefused) return
    const entryNumber = 1 + Math.max(0, ...person.runs.map((run) => run.entryNumber))
    const { at } = moment
    const run = toRun({ entry: event, entryNumber, correlation, node: entry.id, stage: entry.stage })
    person.runs.push(run)
    this.#tell(person, { kind: 'enrollment-entered', at, entryNumber })
    this.#tellStage(person, run, { stage: entry.stage, at })
    this.#standIn(person, run, { node: entry.id, at })
    this.#leave(person, run, { ...moment, port: 'next' })
    this.#settle(person, moment)
  }

  /** The person stands in a node: they stay, or go on at once. */
  #arrive(person: Person, run: Run, moment: Moment): void {
    const node = this.#getNode(run.node)
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
        return leave('next')
      case 'condition':
        return leave(holds(node.condition) ? 'yes' : 'no')
      case 'switch':
        return leave(node.cases.find(({ condition }) => holds(condition))?.id ?? 'otherwise')
      case 'random-split':
        return leave(this.#draw(person, node.id, node.branches))
      case 'experiment': {
        const arm = this.#draw(person, node.id, [
          { id: 'control', weight: node.controlWeight },
          ...node.variants,
        ])
        if (run.visits.get(node.id) === 1)
          this.#tell(person, { kind: 'assigned', at: moment.at, node: node.id, arm })
        return leave(arm)
      }
      case 'message': {
        const refusal = node.onRefused === 'exit' ? findRefusal(person, node.purpose, moment.now) : undefined
        if (refusal === undefined) {
          this.#sends.push({ node: node.id, purpose: node.purpose })
          return leave('next')
        }
        this.#tell(person, { ...messageOf(node.id, moment.at), outcome: 'refused', reason: refusal })
        return this.#end(person, run, { ...moment, reason: 'refused' })
      }
      case 'webhook':
        this.#sends.push({ node: node.id, purpose: null })
        return leave('next')
      case 'update-profile':
        for (const change of node.changes) person.traits = toTraits(person, run, change)
        return leave('next')
      case 'goal':
      case 'exit':
        return this.#end(person, run, { ...moment, reason: node.kind })
    }
  }

  #sends: { readonly node: string; readonly purpose: Purpose | null }[] = []

  /** Messages of a step are decided once it is over. */
  #settle(person: Person, { now }: Moment): void {
    for (const { node, purpose } of this.#sends.splice(0)) {
      const reason =
        purpose && (findRefusal(person, purpose, now) ?? (hasAddress(person) ? undefined : 'no-address'))
      this.seen.add(`send:${reason ?? 'sent'}`)
      const message = messageOf(node, now)
      this.#tell(
        person,
        reason ? { ...message, outcome: 'refused', reason } : { ...message, outcome: 'sent' },
      )
    }
  }

  #leave(person: Person, run: Run, { port, ...moment }: Moment & { readonly port: string }): void {
    const { node: from, since: enteredAt } = run
    const to = this.#journey.edges.find((edge) => edge.from === from && edge.port === port)?.to ?? ''
    const { at } = moment
    this.seen.add(`${this.#getNode(from).kind}:${listPorts(this.#getNode(from)).length > 3 ? 'many' : port}`)
    run.due = null
    this.#tell(person, { kind: 'node-left', at, node: from, port, to, enteredAt })
    const { stage } = this.#getNode(to)
    if (stage !== run.stage) this.#changeStage(person, run, { stage, at })
    this.#standIn(person, run, { node: to, at })
    this.#arrive(person, run, moment)
  }

  #standIn(person: Person, run: Run, { node, at }: { readonly node: string; readonly at: number }): void {
    const visit = (run.visits.get(node) ?? 0) + 1
    run.visits.set(node, visit)
    run.node = node
    run.since = at
    this.#tell(person, { kind: 'node-entered', at, node, visit })
  }

  #changeStage(
    person: Person,
    run: Run,
    { stage, at }: { readonly stage: string; readonly at: number },
  ): void {
    const { stage: from, stageSince: enteredAt } = run
    this.#tell(person, { kind: 'stage-left', at, stage: from, enteredAt })
    if (run.stages[stage] === undefined) return this.#tellStage(person, run, { stage, at })
    const ranks = this.#journey.stages.map(({ id }) => id)
    if (ranks.indexOf(stage) < ranks.indexOf(from))
      this.#tell(person, { kind: 'stage-regressed', at, stage, from })
    run.stage = stage
    run.stageSince = at
  }

  #tellStage(person: Person, run: Run, { stage, at }: { readonly stage: string; readonly at: number }): void {
    const { entryNumber, stages: from } = run
    this.#tell(person, { kind: 'stage-entered', at, stage, entryNumber, from })
    run.stages = { ...from, [stage]: at }
    run.stage = stage
    run.stageSince = at
  }

  #end(person: Person, run: Run, { reason, at, causedAt }: Moment & { readonly reason: EndReason }): void {
    const { node, since: enteredAt } = run
    this.seen.add(`end:${reason}`)
    run.due = null
    run.endedAt = at
    run.reason = reason
    this.#tell(person, { kind: 'enrollment-ended', at, node, enteredAt, reason })
    const isCounted = this.#getNode(node).kind === 'goal' || causedAt <= this.#getConvertibleUntil(run)
    if (reason === 'goal' && isCounted) {
      run.converted = true
      this.#tell(person, { kind: 'goal-reached', at, enteredAt: run.enteredAt, entryNumber: run.entryNumber })
    }
    this.#tell(person, { kind: 'stage-left', at, stage: run.stage, enteredAt: run.stageSince })
  }

  #getConvertibleUntil({ enteredAt }: Run): number {
    return enteredAt + toMs(this.#journey.settings.conversionWindow)
  }

  #draw(person: Person, node: string, arms: readonly { id: string; weight: number }[]): string {
    const bytes = createHash('sha256')
      .update(JSON.stringify(['share', this.#journeyId, node, person.id]))
      .digest()
    const total = arms.reduce((sum, { weight }) => sum + weight, 0)
    let left = (bytes.readUIntBE(0, 6) / 2 ** 48) * total
    const found = arms.find(({ weight }) => (left -= weight) < 0 && weight > 0)
    return (found ?? arms.findLast(({ weight }) => weight > 0))?.id ?? ''
  }

  #holds(
    condition: Condition | undefined,
    person: Person,
    { run, event, moment }: { readonly run?: Run; readonly event: TrackedEvent; readonly moment: Moment },
  ): boolean {
    const seen: Seen = {
      trait: person.traits,
      event: event.properties,
      entry: (run?.entry ?? event).properties,
      deeds: person.deeds,
      at: moment.at,
    }
    return condition === undefined || judge(condition, seen) === true
  }

  #getNode(id: string): NodeOf<DrawnKind> {
    const node = this.#nodes.get(id)
    if (!node) throw new Error(`there is no node ${id}`)
    return node
  }

  #tell(person: Person, fact: Fact): void {
    const facts = this.#facts.get(person.id) ?? []
    facts.push(fact)
    this.#facts.set(person.id, facts)
  }
}

function messageOf(node: string, at: number) {
  return { kind: 'message', at, node, sendKey: '' } as const
}
