import { NODE_FAMILY } from '@periplo/model'
import type { EndReason, Fact, Instant, JourneyDefinition, Node } from '@periplo/model'
import { SAMPLE_DEFINITION } from './sample-journey.ts'

/** What somebody does in a node: stays, then leaves by one of its ports or ends there. */
export interface Move {
  readonly stayMs: number
  /** Picks the port, modulo their number; or why the run ends. */
  readonly way: number | Exclude<EndReason, 'exit'>
}

/** A run to be told as facts. */
export interface SampleRun {
  readonly enteredAt: Instant
  readonly entryNumber: number
  readonly moves: readonly Move[]
}

/**
 * Tells a run through the sample journey as the facts an engine would: an independent walk that knows
 * nothing of measures. When the moves are used up the person is still inside.
 */
export function toFacts({ enteredAt, entryNumber, moves }: SampleRun): readonly Fact[] {
  return [...new Walk(SAMPLE_DEFINITION, entryNumber).tell(enteredAt, moves)]
}

class Walk {
  readonly #definition: JourneyDefinition
  readonly #entryNumber: number
  readonly #firstEntries: Record<string, Instant> = {}
  #stage: { id: string; enteredAt: Instant } | undefined

  constructor(definition: JourneyDefinition, entryNumber: number) {
    this.#definition = definition
    this.#entryNumber = entryNumber
  }

  *tell(enteredAt: Instant, moves: readonly Move[]): Iterable<Fact> {
    let [node, now] = [this.#find('start'), enteredAt]
    yield { kind: 'enrollment-entered', at: now, entryNumber: this.#entryNumber }
    yield* this.#enter(node, now)
    for (const { stayMs, way } of moves) {
      const since = now
      now += stayMs
      if (typeof way !== 'number') {
        yield* this.#end({ node, since, now, reason: way, enteredAt })
        return
      }
      const ways = this.#definition.edges.filter((edge) => edge.from === node.id)
      const edge = ways[way % ways.length]
      if (!edge) return
      yield { kind: 'node-left', at: now, node: node.id, port: edge.port, to: edge.to, enteredAt: since }
      node = this.#find(edge.to)
      yield* this.#enter(node, now)
      if (NODE_FAMILY[node.kind] !== 'end') continue
      const reason = node.kind === 'goal' ? 'goal' : 'exit'
      yield* this.#end({ node, since: now, now, reason, enteredAt })
      return
    }
  }

  #find(id: string): Node {
    const node = this.#definition.nodes.find((node) => node.id === id)
    if (!node) throw new RangeError(`no node ${id}`)
    return node
  }

  *#enter(node: Node, now: Instant): Iterable<Fact> {
    if (this.#stage?.id !== node.stage) yield* this.#changeStage(node.stage, now)
    yield { kind: 'node-entered', at: now, node: node.id, visit: 1 }
  }

  *#changeStage(stage: string, now: Instant): Iterable<Fact> {
    const before = this.#stage
    if (before) yield { kind: 'stage-left', at: now, stage: before.id, enteredAt: before.enteredAt }
    this.#stage = { id: stage, enteredAt: now }
    if (this.#firstEntries[stage] === undefined) {
      const from = { ...this.#firstEntries }
      this.#firstEntries[stage] = now
      yield { kind: 'stage-entered', at: now, stage, entryNumber: this.#entryNumber, from }
    }
    if (before && this.#indexOf(stage) < this.#indexOf(before.id)) {
      yield { kind: 'stage-regressed', at: now, stage, from: before.id }
    }
  }

  #indexOf(stage: string): number {
    return this.#definition.stages.findIndex(({ id }) => id === stage)
  }

  *#end(end: {
    node: Node
    since: Instant
    now: Instant
    reason: EndReason
    enteredAt: Instant
  }): Iterable<Fact> {
    const { node, since, now, reason, enteredAt } = end
    if (reason === 'goal') {
      yield { kind: 'goal-reached', at: now, enteredAt, entryNumber: this.#entryNumber }
    }
    yield { kind: 'enrollment-ended', at: now, node: node.id, enteredAt: since, reason }
  }
}
