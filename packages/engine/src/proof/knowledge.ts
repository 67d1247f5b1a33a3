import type { Operand, TraitChange } from '@periplo/model'
import { ALL_NUMBERS } from './number-set.ts'
import { ANYTHING, NOTHING, equalSets, intersect, isNothing, toSingle, unite } from './value-set.ts'
import type { ValueSet } from './value-set.ts'

/**
 * What must be so for whoever gets to a place: what operands can be, by their keys. An operand that is not
 * listed can be anything.
 */
export interface Knowledge {
  readonly values: ReadonlyMap<string, ValueSet>
  /** The event at hand is still the one that began the run. */
  readonly isFresh: boolean
}

/** What is known of somebody at an entry: nothing yet. */
export const AT_ENTRY: Knowledge = { values: new Map(), isFresh: true }

/** What the operand can be. */
export function lookUp(known: Knowledge, operand: Operand): ValueSet {
  return known.values.get(toKey(known, operand)) ?? ANYTHING
}

/** The same, with the operand narrowed to `values`; undefined where that leaves nothing. */
export function narrow(known: Knowledge, operand: Operand, values: ValueSet): Knowledge | undefined {
  const left = intersect(lookUp(known, operand), values)
  if (isNothing(left)) return undefined
  return { ...known, values: new Map(known.values).set(toKey(known, operand), left) }
}

/** What holds whichever of the two holds. */
export function either(a: Knowledge, b: Knowledge): Knowledge {
  const [one, other] = a.isFresh === b.isFresh ? [a, b] : [settle(a), settle(b)]
  const values = new Map<string, ValueSet>()
  for (const [key, value] of one.values) {
    const also = other.values.get(key)
    if (also) values.set(key, unite(value, also))
  }
  return { values, isFresh: one.isFresh }
}

/** Whether both know the same. */
export function equalKnowledge(a: Knowledge, b: Knowledge): boolean {
  if (a.isFresh !== b.isFresh || a.values.size !== b.values.size) return false
  return [...a.values].every(([key, value]) => {
    const other = b.values.get(key)
    return other !== undefined && equalSets(value, other)
  })
}

/** Time has passed: the person's traits and points may have changed. */
export function forgetTraits(known: Knowledge): Knowledge {
  return forgetPoints(forget(known, 'trait:'))
}

/** The balance of points has changed. */
export function forgetPoints(known: Knowledge): Knowledge {
  return forget(known, 'loyalty:')
}

/** Another event is at hand. */
export function forgetEvent(known: Knowledge): Knowledge {
  return { ...forget(known, 'event:'), isFresh: false }
}

/** The person's traits have been changed. A trait whose name holds a dot can be looked at by nobody. */
export function applyChanges(known: Knowledge, changes: readonly TraitChange[]): Knowledge {
  return changes.reduce((now, change) => {
    const value = toChanged(now, change)
    const rest = forget(forget(now, `trait:${change.trait}.`), `trait:${change.trait}`, 'whole')
    if (change.trait.includes('.')) return rest
    return { ...rest, values: new Map(rest.values).set(`trait:${change.trait}`, value) }
  }, known)
}

function toChanged(known: Knowledge, change: TraitChange): ValueSet {
  const before = lookUp(known, { from: 'trait', path: change.trait })
  switch (change.to) {
    case 'value':
      return toSingle(change.value)
    case 'copy': {
      const copied = lookUp(known, change.operand)
      const present = { ...copied, missing: false }
      return copied.missing ? unite(present, before) : present
    }
    case 'add':
      return { ...NOTHING, numbers: ALL_NUMBERS }
    case 'nothing':
      return { ...NOTHING, missing: true }
  }
}

function toKey({ isFresh }: Knowledge, { from, path }: Operand): string {
  return `${from === 'event' && isFresh ? 'entry' : from}:${path}`
}

/** The same, told of the event at hand for itself: so that it can be compared with another way. */
function settle(known: Knowledge): Knowledge {
  if (!known.isFresh) return known
  const copies = [...known.values].flatMap(([key, value]): [string, ValueSet][] =>
    key.startsWith('entry:') ? [[`event:${key.slice('entry:'.length)}`, value]] : [],
  )
  return { values: new Map([...known.values, ...copies]), isFresh: false }
}

function forget(known: Knowledge, prefix: string, how: 'prefix' | 'whole' = 'prefix'): Knowledge {
  const kept = [...known.values].filter(([key]) =>
    how === 'whole' ? key !== prefix : !key.startsWith(prefix),
  )
  return { ...known, values: new Map(kept) }
}
