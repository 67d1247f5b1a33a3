import { isJsonList, isJsonObject, listOperands } from '@periplo/model'
import type {
  Envelope,
  JourneyDefinition,
  JsonObject,
  JsonValue,
  Node,
  NodeId,
  Operand,
  RememberedEvent,
} from '@periplo/model'
import { listRuleConditions } from './rule-conditions.ts'

/** Top-level properties of an event that somebody may still ask for; `everything` where that cannot be told. */
export type Remembered = ReadonlySet<string> | 'everything'

/** What a run has to remember of the event it began with and of the last one that moved it. */
export interface Memory {
  readonly entry: Remembered
  readonly event: Remembered
  /** Of the answer to each webhook. */
  readonly answers: ReadonlyMap<NodeId, Remembered>
}

/**
 * Reads from a definition which properties its conditions, changes, correlations and templates name. A
 * webhook carries both events whole, the start of another journey the entering one, and a template that names an event in any other form than
 * `entry.property` may use all of it. What nobody can ask for need not be stored with every run.
 */
export function toMemory(definition: JourneyDefinition): Memory {
  const { nodes } = definition
  const operands = [
    ...listRuleConditions(definition).flatMap(listOperands),
    ...nodes.flatMap(listNodeOperands),
  ]
  const templates = nodes.flatMap((node) => (node.kind === 'message' ? [node.subject, node.body] : []))
  const isSent = nodes.some((node) => node.kind === 'webhook')
  const isHandedOn = nodes.some((node) => node.kind === 'start-journey')
  const remember = (from: 'entry' | 'event'): Remembered => {
    if (isHandedOn && from === 'entry') return 'everything'
    if (isSent || templates.some((template) => namesWhole(template, from))) return 'everything'
    return new Set([
      ...operands.filter((operand) => operand.from === from).map((operand) => firstPart(operand.path)),
      ...templates.flatMap((template) => listNames(template, from)),
    ])
  }
  return {
    entry: remember('entry'),
    event: remember('event'),
    answers: toRememberedAnswers(nodes, { operands, templates }),
  }
}

/** An operand names `node.property`, as does a template that says `answer.node.property`; any other word of a template takes it all. */
function toRememberedAnswers(
  nodes: readonly Node[],
  asked: { readonly operands: readonly Operand[]; readonly templates: readonly string[] },
): Memory['answers'] {
  const paths = [
    ...asked.operands.flatMap(({ from, path }) => (from === 'answer' ? [path] : [])),
    ...asked.templates.flatMap((template) =>
      [...template.matchAll(/\banswer\.([\w-]+\.[\w-]+)/g)].map((match) => match[1] ?? ''),
    ),
  ].map((path) => path.split('.'))
  const takesAll = asked.templates.some((template) => /\banswer\b(?!\.[\w-]+\.[\w-])/.test(template))
  const waiting = nodes.filter((node) => node.kind === 'webhook' && node.answer)
  return new Map(
    waiting.map(({ id }): [NodeId, Remembered] => {
      const own = paths.filter(([node]) => node === id)
      const isWhole = takesAll || own.some(([, name]) => name === undefined)
      return [id, isWhole ? 'everything' : new Set(own.map(([, name = '']) => name))]
    }),
  )
}

/** The answers with only what is remembered of each. */
export function keepAnswers(
  answers: NonNullable<Envelope['answers']>,
  remembered: Memory['answers'],
): NonNullable<Envelope['answers']> {
  return Object.fromEntries(
    Object.entries(answers).map(([node, answer]) => [
      node,
      keepOf(answer, remembered.get(node) ?? new Set()),
    ]),
  )
}

function keepOf(answer: JsonValue, remembered: Remembered): JsonValue {
  if (remembered === 'everything') return answer
  if (!isJsonObject(answer)) return isJsonList(answer) && remembered.size > 0 ? answer : null
  return Object.fromEntries(Object.entries(answer).filter(([name]) => remembered.has(name)))
}

/** The event with only the properties that are remembered. */
export function keepRemembered(event: RememberedEvent, remembered: Remembered): RememberedEvent {
  if (remembered === 'everything') return event
  const properties: Record<string, JsonObject[string]> = {}
  for (const name of remembered) {
    const value = Object.hasOwn(event.properties, name) ? event.properties[name] : undefined
    if (value !== undefined) properties[name] = value
  }
  return { name: event.name, occurredAt: event.occurredAt, properties }
}

function listNodeOperands(node: Node): readonly Operand[] {
  if (node.kind === 'wait-for-event' && node.correlation)
    return [{ from: 'entry', path: node.correlation.entryProperty }]
  if (node.kind === 'wait-until' && node.until.by === 'property') return [node.until.operand]
  if (node.kind === 'emit-event')
    return node.properties.flatMap(({ value }) => (typeof value === 'object' ? [value] : []))
  if (node.kind !== 'update-profile') return []
  return node.changes.flatMap((change) => (change.to === 'copy' ? [change.operand] : []))
}

function firstPart(path: string): string {
  return path.split('.')[0] ?? ''
}

/** Properties a template names as `entry.property`. */
function listNames(template: string, from: 'entry' | 'event'): readonly string[] {
  return [...template.matchAll(new RegExp(String.raw`\b${from}\.([\w-]+)`, 'g'))].map(
    (match) => match[1] ?? '',
  )
}

/** Whether a template names the event other than by `entry.property`. */
function namesWhole(template: string, from: 'entry' | 'event'): boolean {
  return new RegExp(String.raw`\b${from}\b(?!\.[\w-])`).test(template)
}
