import { z } from 'zod'
import { isComplete } from '../condition/is-complete.ts'
import type { EmittedProperty } from '../nodes/emit-event.ts'
import { NODE_FAMILY, holdsAlways, listPorts } from '../nodes/node.ts'
import type { Node, NodeKind, NodeOf } from '../nodes/node.ts'
import { toEdgeKey } from './definition.ts'
import type { Edge, JourneyDefinition } from './definition.ts'

/** What can be wrong with the drawing. An error forbids publishing; a warning asks. */
export const PROBLEMS = {
  'no-entry': 'error',
  'no-end': 'error',
  'duplicate-node': 'error',
  'unknown-stage': 'error',
  'edge-from-nowhere': 'error',
  'edge-to-nowhere': 'error',
  'edge-into-entry': 'error',
  'two-edges-from-port': 'error',
  'open-port': 'error',
  unreachable: 'error',
  'loop-without-wait': 'error',
  'missing-title': 'warning',
  'missing-event': 'error',
  'missing-condition': 'error',
  'incomplete-condition': 'error',
  'missing-correlation': 'error',
  'missing-weekday': 'error',
  'missing-date': 'error',
  'missing-subject': 'error',
  'missing-body': 'error',
  'missing-url': 'error',
  'missing-change': 'error',
  'missing-property': 'error',
  'missing-audience': 'error',
  'missing-reason': 'error',
  'missing-journey': 'error',
  'missing-segment': 'error',
  'no-weight': 'error',
  'duplicate-branch': 'error',
  'goal-without-event': 'error',
  'exit-without-event': 'error',
} as const satisfies Record<string, 'error' | 'warning'>

/** A code of {@link PROBLEMS}. */
export type ProblemCode = keyof typeof PROBLEMS

/** One thing wrong with a definition, and where: a node, a port of it, or (neither) the journey. */
export interface Problem {
  readonly code: ProblemCode
  readonly severity: 'error' | 'warning'
  readonly node?: string
  readonly port?: string
}

/** Everything wrong with the drawing, errors first, else in the order of the nodes. Empty means it can be published. */
export function validateDefinition(definition: JourneyDefinition): readonly Problem[] {
  const found = [
    ...findJourneyProblems(definition),
    ...findEdgeProblems(definition),
    ...definition.nodes.flatMap((node) => findNodeProblems(definition, node)),
    ...findUnreachable(definition),
    ...findEmptyLoops(definition),
  ]
  return [...found.filter((p) => p.severity === 'error'), ...found.filter((p) => p.severity === 'warning')]
}

function problem(code: ProblemCode, place: { node?: string; port?: string } = {}): Problem {
  return { code, severity: PROBLEMS[code], ...place }
}

function findJourneyProblems({ nodes, settings }: JourneyDefinition): readonly Problem[] {
  const has = (family: string): boolean => nodes.some((node) => NODE_FAMILY[node.kind] === family)
  const { goal, exits } = settings
  return [
    ...(has('entry') ? [] : [problem('no-entry')]),
    ...(has('end') ? [] : [problem('no-end')]),
    ...(goal && goal.event === '' ? [problem('goal-without-event')] : []),
    ...(exits.some((exit) => exit.event === '') ? [problem('exit-without-event')] : []),
    ...([goal, ...exits].some((rule) => !isComplete(rule?.filter)) ? [problem('incomplete-condition')] : []),
  ]
}

function findEdgeProblems({ nodes, edges }: JourneyDefinition): readonly Problem[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const taken = new Set<string>()
  return edges.flatMap((edge) => {
    const place = { node: edge.from, port: edge.port }
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)]
    const again = taken.has(toEdgeKey(edge))
    taken.add(toEdgeKey(edge))
    return [
      ...(from && listPorts(from).includes(edge.port) ? [] : [problem('edge-from-nowhere', place)]),
      ...(to ? [] : [problem('edge-to-nowhere', place)]),
      ...(to && NODE_FAMILY[to.kind] === 'entry' ? [problem('edge-into-entry', place)] : []),
      ...(again ? [problem('two-edges-from-port', place)] : []),
    ]
  })
}

function findNodeProblems({ nodes, edges, stages }: JourneyDefinition, node: Node): readonly Problem[] {
  const at = { node: node.id }
  const open = listPorts(node).filter((port) => !edges.some((e) => e.from === node.id && e.port === port))
  const codes: readonly ProblemCode[] = [
    ...(nodes.find((other) => other.id === node.id) === node ? [] : (['duplicate-node'] as const)),
    ...(stages.some((stage) => stage.id === node.stage) ? [] : (['unknown-stage'] as const)),
    ...(node.title.trim() === '' ? (['missing-title'] as const) : []),
    ...findGaps(node),
  ]
  return [
    ...codes.map((code) => problem(code, at)),
    ...open.map((port) => problem('open-port', { ...at, port })),
  ]
}

/** What each kind still needs before it can run. */
const GAPS: { readonly [K in NodeKind]: (node: NodeOf<K>) => readonly (ProblemCode | false)[] } = {
  'event-entry': (node) => [
    node.event === '' && 'missing-event',
    !isComplete(node.filter) && 'incomplete-condition',
  ],
  'api-entry': (node) => [!isComplete(node.filter) && 'incomplete-condition'],
  'segment-entry': (node) => [
    node.segmentId === undefined && 'missing-segment',
    !isComplete(node.filter) && 'incomplete-condition',
  ],
  delay: () => [],
  'wait-until': ({ until }) => [
    until.by === 'window' && until.window.weekdays.length === 0 && 'missing-weekday',
    until.by === 'date' && !isCivilDate(until.date) && 'missing-date',
    until.by === 'property' && until.operand.path === '' && 'missing-date',
  ],
  'wait-for-event': (node) => [
    node.event === '' && 'missing-event',
    !isComplete(node.filter) && 'incomplete-condition',
    node.correlation !== undefined &&
      (node.correlation.property === '' || node.correlation.entryProperty === '') &&
      'missing-correlation',
  ],
  condition: (node) => [
    node.condition === undefined && 'missing-condition',
    !isComplete(node.condition) && 'incomplete-condition',
  ],
  switch: (node) => [
    node.cases.some(({ condition }) => condition === undefined) && 'missing-condition',
    node.cases.some(({ condition }) => !isComplete(condition)) && 'incomplete-condition',
    hasTwice(listPorts(node)) && 'duplicate-branch',
  ],
  'random-split': (node) => [
    node.branches.every((branch) => branch.weight === 0) && 'no-weight',
    hasTwice(listPorts(node)) && 'duplicate-branch',
  ],
  experiment: (node) => [
    node.variants.every((variant) => variant.weight === 0) && 'no-weight',
    hasTwice(listPorts(node)) && 'duplicate-branch',
  ],
  message: (node) => [
    node.subject.trim() === '' && 'missing-subject',
    node.body.trim() === '' && 'missing-body',
    !isComplete(node.guard) && 'incomplete-condition',
  ],
  webhook: (node) => [!isWebAddress(node.url) && 'missing-url'],
  'update-profile': (node) => [
    (node.changes.length === 0 || node.changes.some((change) => change.trait === '')) && 'missing-change',
  ],
  'emit-event': (node) => [
    node.event === '' && 'missing-event',
    node.properties.some(isUnnamed) && 'missing-property',
  ],
  audience: (node) => [node.audience.trim() === '' && 'missing-audience'],
  'loyalty-points': (node) => [node.reason.trim() === '' && 'missing-reason'],
  goal: () => [],
  exit: () => [],
  'start-journey': (node) => [node.journeyId === undefined && 'missing-journey'],
}

function findGaps<K extends NodeKind>(node: NodeOf<K>): readonly ProblemCode[] {
  const find: (node: NodeOf<K>) => readonly (ProblemCode | false)[] = GAPS[node.kind]
  return find(node).filter((code) => code !== false)
}

function isUnnamed({ name, value }: EmittedProperty): boolean {
  return name === '' || (typeof value === 'object' && value.path === '')
}

function hasTwice(names: readonly string[]): boolean {
  return new Set(names).size < names.length
}

/** Whether there is such a day: no 30 February. */
function isCivilDate(date: string): boolean {
  const day = date.slice(0, 10)
  const read = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day) && day !== ''
}

function isWebAddress(url: string): boolean {
  return z.url({ protocol: /^https?$/ }).safeParse(url).success
}

function findUnreachable({ nodes, edges }: JourneyDefinition): readonly Problem[] {
  const seen = new Set(nodes.filter((node) => NODE_FAMILY[node.kind] === 'entry').map((node) => node.id))
  const open = [...seen]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const next of targetsOf(edges, id).filter((to) => !seen.has(to))) {
      seen.add(next)
      open.push(next)
    }
  }
  return nodes.filter((node) => !seen.has(node.id)).map((node) => problem('unreachable', { node: node.id }))
}

function targetsOf(edges: readonly Edge[], id: string): readonly string[] {
  return edges.filter((edge) => edge.from === id).map((edge) => edge.to)
}

/** Nodes on a circle that no sure wait interrupts: a person would run round it for ever in one instant. */
function findEmptyLoops({ nodes, edges }: JourneyDefinition): readonly Problem[] {
  const instant = new Set(nodes.filter((node) => !holdsAlways(node)).map((node) => node.id))
  const inside = edges.filter((edge) => instant.has(edge.from) && instant.has(edge.to))
  return [...instant]
    .filter((id) => canReturn(inside, id))
    .map((node) => problem('loop-without-wait', { node }))
}

function canReturn(edges: readonly Edge[], start: string): boolean {
  const seen = new Set<string>()
  const open = [...targetsOf(edges, start)]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === start) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...targetsOf(edges, id))
  }
  return false
}
