import type { Fact } from '@periplo/model'
import { parseColumn } from './columns.ts'

type FactOf<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>
type Field = 'instant' | 'value'

/** How one kind of fact is written: its letter, and every field it has. A new field has to be entered here. */
interface Shape<K extends Fact['kind']> {
  readonly letter: string
  readonly fields: Readonly<Record<Exclude<keyof FactOf<K>, 'kind' | 'at'>, Field>>
}

const MOVING = {
  version: 'value',
  node: 'value',
  enteredAt: 'instant',
  begunAt: 'instant',
  entryNumber: 'value',
  stages: 'value',
} as const

/** What is written stays readable for ever: letters are never given away anew, fields are only added at the end. */
const SHAPES: { readonly [K in Fact['kind']]: Shape<K> } = {
  'enrollment-entered': { letter: 'b', fields: { entryNumber: 'value' } },
  'node-entered': { letter: 'n', fields: { node: 'value', visit: 'value' } },
  'node-left': { letter: 'l', fields: { node: 'value', port: 'value', to: 'value', enteredAt: 'instant' } },
  'stage-entered': { letter: 's', fields: { stage: 'value', entryNumber: 'value', from: 'value' } },
  'stage-regressed': { letter: 'r', fields: { stage: 'value', from: 'value' } },
  'stage-left': { letter: 'x', fields: { stage: 'value', enteredAt: 'instant' } },
  'enrollment-ended': { letter: 'e', fields: { node: 'value', enteredAt: 'instant', reason: 'value' } },
  'goal-reached': { letter: 'g', fields: { enteredAt: 'instant', entryNumber: 'value' } },
  'moved-out': { letter: 'u', fields: MOVING },
  'moved-in': { letter: 'v', fields: { ...MOVING, visit: 'value' } },
  emitted: { letter: 'o', fields: { node: 'value', event: 'value', refused: 'value' } },
  'audience-changed': { letter: 'c', fields: { node: 'value', audience: 'value', act: 'value' } },
  'points-changed': { letter: 'p', fields: { node: 'value', points: 'value', balance: 'value' } },
  assigned: { letter: 'a', fields: { node: 'value', arm: 'value' } },
  message: { letter: 'm', fields: { node: 'value', outcome: 'value', reason: 'value', sendKey: 'value' } },
}

interface Layout {
  readonly kind: string
  readonly letter: string
  readonly fields: readonly (readonly [name: string, field: Field])[]
}

const LAYOUTS: readonly Layout[] = Object.entries(SHAPES).map(([kind, { letter, fields }]) => ({
  kind,
  letter,
  fields: Object.entries(fields),
}))
const BY_KIND: ReadonlyMap<string, Layout> = new Map(LAYOUTS.map((layout) => [layout.kind, layout]))
const BY_LETTER: ReadonlyMap<string, Layout> = new Map(LAYOUTS.map((layout) => [layout.letter, layout]))

type Written = readonly unknown[]

/**
 * The facts of a step as they are stored: the first one's instant, then per fact its letter, its instant and
 * its fields, instants as milliseconds since the first. A quarter of the size of objects with names.
 */
export function encodeFacts(facts: readonly Fact[]): Written {
  const [first] = facts
  return first ? [first.at, ...facts.map((fact) => encodeFact(fact, first.at))] : []
}

function encodeFact(fact: Fact, since: number): Written {
  const layout = BY_KIND.get(fact.kind)
  const values: Readonly<Record<string, unknown>> = { ...fact }
  const written: unknown[] = [layout?.letter, fact.at - since]
  for (const [name, field] of layout?.fields ?? []) {
    const value = values[name]
    written.push(field === 'instant' ? Number(value) - since : value)
  }
  return written
}

/** What {@link encodeFacts} wrote, and the objects that were stored before it. */
export function decodeFacts(column: string): readonly Fact[] {
  return toFacts(parseColumn<Written>(column))
}

/** The facts of a stored column that is parsed already. */
export function toFacts([since, ...rest]: Written): readonly Fact[] {
  const facts = typeof since === 'number' ? rest.map((item) => decodeFact(item, since)) : [since, ...rest]
  return facts.filter((fact) => fact !== undefined) as Fact[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- nobody else writes the column
}

function decodeFact(item: unknown, since: number): object {
  const [letter, at, ...values] = item as readonly unknown[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- nobody else writes the column
  const layout = BY_LETTER.get(String(letter))
  const entries = (layout?.fields ?? []).flatMap(([name, field], place) => {
    const value = values[place] ?? null
    if (value === null) return []
    return [[name, field === 'instant' ? Number(value) + since : value] as const]
  })
  return { kind: layout?.kind, at: Number(at) + since, ...Object.fromEntries(entries) }
}
