/** A column somebody needs. */
export interface ColumnWish {
  /** The name it was asked for by; its usual names otherwise. */
  readonly asked?: string | undefined
  /** Its usual names, the best first. */
  readonly usual: readonly [string, ...string[]]
  /** The option that names it. */
  readonly flag?: string
}

/** Which column of a header is meant; case, spaces and punctuation do not matter. */
export function findColumn(header: readonly string[], { asked, usual }: ColumnWish): number | undefined {
  if (asked !== undefined) {
    const exact = header.indexOf(asked)
    if (exact >= 0) return exact
  }
  const plain = header.map(toPlain)
  for (const name of asked === undefined ? usual : [asked]) {
    const index = plain.indexOf(toPlain(name))
    if (index >= 0) return index
  }
  return undefined
}

/** Says that a column is missing, what there is instead, and what may have been meant. */
export function listColumns(header: readonly string[], { asked, usual, flag }: ColumnWish): string {
  const name = asked ?? usual[0]
  const near = findNearest(name, header)
  const hint = near === undefined ? '' : ` Did you mean ${near}?`
  const other = flag === undefined || asked !== undefined ? '' : ` ${flag} names another.`
  return `there is no column ${name}; it has ${header.join(', ')}.${hint}${other}`
}

/** The word most like another, if any is like it: at most a third of its letters differ, or one begins the other. */
export function findNearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = toPlain(word)
  const rated = candidates
    .map((candidate) => ({ candidate, distance: toDistance(plain, toPlain(candidate)) }))
    .filter(({ distance }) => distance <= Math.max(1, plain.length / 3))
    .sort((one, other) => one.distance - other.distance)
  return rated[0]?.candidate
}

function toPlain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Letters to add, drop or change (Levenshtein 1966); 0 where one begins the other and both are long enough. */
function toDistance(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length)
  if (shorter >= 3 && (one.startsWith(other) || other.startsWith(one))) return 0
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
