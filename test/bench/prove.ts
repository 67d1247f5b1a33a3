import { performance } from 'node:perf_hooks'
import { proveJourney } from '@periplo/engine'
import { toBlankDefinition } from '@periplo/model'
import type { Condition, Edge, JourneyDefinition, Node } from '@periplo/model'
import { round } from './bench-room.ts'

/** Milliseconds a proof takes, by the nodes of the journey: the median of some runs after a warm-up. */
export interface ProofFigures {
  readonly ms50: number
  readonly ms200: number
  readonly ms1000: number
}

const RUNS = 9
const frame = { stage: 'awareness', title: 'A step', position: { x: 0, y: 0 } }

/** Proves journeys of questions, messages, splits and waits, with circles back to earlier waits. */
export function benchProof(): ProofFigures {
  return { ms50: measure(50), ms200: measure(200), ms1000: measure(1_000) }
}

function measure(nodes: number): number {
  const journey = drawLadder(nodes)
  const taken = Array.from({ length: RUNS + 2 }, () => {
    const startedAt = performance.now()
    const { times } = proveJourney(journey)
    if (Object.keys(times).length !== journey.nodes.length) throw new Error('not every node was got to')
    return performance.now() - startedAt
  })
  return round(taken.slice(2).toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0)
}

/** Rungs of a wait, a question, a message and a delay; each wait that times out leads some rungs back. */
function drawLadder(count: number): JourneyDefinition {
  const rungs = Math.floor((count - 2) / 4)
  const edges: Edge[] = [{ from: 'in', port: 'next', to: 'wait-0' }]
  const nodes: Node[] = [
    { ...frame, id: 'in', kind: 'event-entry', event: 'Began' },
    { ...frame, id: 'out', kind: 'exit' },
  ]
  for (let at = 0; at < rungs; at += 1) {
    nodes.push(...drawRung(at))
    const to = at + 1 < rungs ? `wait-${at + 1}` : 'out'
    const back = at % 5 === 4 ? `delay-${at - 4}` : `ask-${at}`
    edges.push(
      { from: `wait-${at}`, port: 'arrived', to: `ask-${at}` },
      { from: `wait-${at}`, port: 'timed-out', to: back },
      { from: `ask-${at}`, port: 'yes', to: `mail-${at}` },
      { from: `ask-${at}`, port: 'no', to: `delay-${at}` },
      { from: `mail-${at}`, port: 'next', to: `delay-${at}` },
      { from: `delay-${at}`, port: 'next', to },
    )
  }
  return { ...toBlankDefinition('Ladder'), nodes, edges }
}

function drawRung(at: number): readonly Node[] {
  const isMore = (path: string, value: number): Condition => ({
    op: 'compare',
    operand: { from: 'event', path },
    is: 'at-least',
    value,
  })
  const condition: Condition = {
    op: 'all',
    of: [isMore('worth', at % 7), { op: 'not', of: isMore('age', 30 + (at % 40)) }],
  }
  return [
    {
      ...frame,
      id: `wait-${at}`,
      kind: 'wait-for-event',
      event: `Event ${at % 9}`,
      timeout: { amount: 2, unit: 'days' },
    },
    { ...frame, id: `ask-${at}`, kind: 'condition', condition },
    drawMail(`mail-${at}`),
    { ...frame, id: `delay-${at}`, kind: 'delay', duration: { amount: 1 + (at % 3), unit: 'hours' } },
  ]
}

function drawMail(id: string): Node {
  return {
    ...frame,
    id,
    kind: 'message',
    channel: 'email',
    purpose: 'marketing',
    subject: 's',
    body: 'b',
    onRefused: 'continue',
  }
}
