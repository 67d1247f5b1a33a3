import { IDENTIFIER_KINDS, isJsonObject } from '@periplo/model'
import type { Identifier, JsonValue } from '@periplo/model'
import type { LogEvent } from './kpi-log.ts'

/** An identifier as text: `user:u-1`. */
type Name = string

/** Two names of one person. `told`: somebody said so; `seen`: one event carried both. */
interface Link {
  readonly names: readonly [Name, Name]
  readonly told: boolean
}

const STRENGTH: readonly string[] = IDENTIFIER_KINDS

/** Whose event it is: of its strongest identifier. Null where it names nobody. */
export type PersonOf = (event: Pick<LogEvent, 'identifiers'>) => Person | null

/** A canonical person: named by the strongest and then least of all their names. */
export interface Person {
  readonly personId: string
  readonly identified: boolean
}

/**
 * Finds who is who over the whole of an ordered log, so that a merge holds for all of history: union-find
 * over names that `alias`, `Identity Linked` (`ids`) or one event has brought together. Two user ids are
 * made one only where that was told, never by a shared device or address; the first to be seen keeps it.
 * `Identity Unlinked` (`ids`) takes back every earlier link between two of its names, and history with it.
 *
 * Source of the structure: R. E. Tarjan, J. ACM 22 (1975) 215–225.
 */
export function toPersons(events: readonly LogEvent[]): PersonOf {
  const links = listLinks(events)
  const sets = new NameSets()
  for (const event of events) for (const name of toNames(event)) sets.add(name)
  for (const { names, told } of links) if (told) sets.join(names, true)
  for (const { names, told } of links) if (!told) sets.join(names, false)
  return ({ identifiers }) => {
    const strongest = findStrongest(identifiers)
    return strongest === undefined ? null : sets.personOf(toName(strongest))
  }
}

function listLinks(events: readonly LogEvent[]): readonly Link[] {
  const links = new Map<string, Link>()
  const put = (names: readonly [Name, Name], told: boolean): void => {
    const key = toKey(names)
    if (told || !links.has(key)) links.set(key, { names, told })
  }
  for (const event of events) {
    const strongest = findStrongest(event.identifiers)
    for (const other of event.identifiers) {
      if (strongest && other !== strongest) put([toName(strongest), toName(other)], false)
    }
    if (strongest && event.previous) put([toName(strongest), toName(event.previous)], true)
    if (event.event === 'Identity Linked') for (const pair of listPairs(event)) put(pair, true)
    if (event.event === 'Identity Unlinked') for (const pair of listPairs(event)) links.delete(toKey(pair))
  }
  return [...links.values()]
}

/** Every two of the names an identity event lists. */
function listPairs({ properties }: LogEvent): readonly (readonly [Name, Name])[] {
  const names = listIds(properties['ids'])
  return names.flatMap((a, at) => names.slice(at + 1).map((b) => [a, b] as const))
}

function listIds(ids: JsonValue | undefined): readonly Name[] {
  if (!Array.isArray(ids)) return []
  return ids.map(findName).filter((name) => name !== undefined)
}

/** `{ kind, value }`, `email:ana@example.es`, or a user id alone. */
function findName(id: JsonValue): Name | undefined {
  if (isJsonObject(id)) {
    const { kind, value } = id
    return typeof kind === 'string' && typeof value === 'string' ? `${kind}:${value}` : undefined
  }
  if (typeof id !== 'string' || id === '') return undefined
  return STRENGTH.some((kind) => id.startsWith(`${kind}:`)) ? id : `user:${id}`
}

/** Every name of a person the event speaks of, as text. */
export function toNames(event: LogEvent): readonly string[] {
  const own = event.identifiers.map(toName)
  if (event.previous) own.push(toName(event.previous))
  if (event.event.startsWith('Identity ')) own.push(...listPairs(event).flat())
  return own
}

function toName({ kind, value }: Identifier): Name {
  return `${kind}:${value}`
}

function toKey([a, b]: readonly [Name, Name]): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`
}

function strengthOf(name: Name): number {
  return STRENGTH.indexOf(name.slice(0, name.indexOf(':')))
}

function findStrongest(identifiers: readonly Identifier[]): Identifier | undefined {
  let strongest = identifiers[0]
  for (const one of identifiers) {
    if (strongest && STRENGTH.indexOf(one.kind) < STRENGTH.indexOf(strongest.kind)) strongest = one
  }
  return strongest
}

/** Disjoint sets of names, each known by its strongest and then least name. */
class NameSets {
  readonly #parents = new Map<Name, Name>()
  readonly #persons = new Map<Name, Person>()

  add(name: Name): void {
    if (!this.#parents.has(name)) this.#parents.set(name, name)
  }

  /** Makes one set of two; where each has a user id of its own, only if it `mayMergeUsers`. */
  join([a, b]: readonly [Name, Name], mayMergeUsers: boolean): void {
    const [one, other] = [this.#find(a), this.#find(b)]
    if (one === other) return
    if (!mayMergeUsers && isUser(one) && isUser(other)) return
    const oneWins = strengthOf(one) - strengthOf(other) || (one < other ? -1 : 1)
    if (oneWins < 0) this.#parents.set(other, one)
    else this.#parents.set(one, other)
  }

  personOf(name: Name): Person {
    const personId = this.#find(name)
    const known = this.#persons.get(personId)
    if (known) return known
    const person = { personId, identified: !personId.startsWith('anonymous:') }
    this.#persons.set(personId, person)
    return person
  }

  #find(name: Name): Name {
    let root = name
    for (let up = this.#parents.get(root); up !== undefined && up !== root; up = this.#parents.get(root)) {
      root = up
    }
    for (let here = name; here !== root;) {
      const up = this.#parents.get(here) ?? root
      this.#parents.set(here, root)
      here = up
    }
    return root
  }
}

/** A set is known by its strongest name: by a user id wherever there is one. */
function isUser(root: Name): boolean {
  return root.startsWith('user:')
}
