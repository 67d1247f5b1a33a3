/** Where an interval begins or ends: at a number, or right before (-1) or after (1) it. */
interface Bound {
  readonly at: number
  readonly side: -1 | 0 | 1
}

/** Numbers from one bound to another, both included. */
interface Interval {
  readonly from: Bound
  readonly to: Bound
}

/** A set of numbers: intervals in ascending order that neither overlap nor touch. Empty means no number. */
export type NumberSet = readonly Interval[]

const below = (at: number): Bound => ({ at, side: -1 })
const above = (at: number): Bound => ({ at, side: 1 })
const exactly = (at: number): Bound => ({ at, side: 0 })

/** Every number. */
export const ALL_NUMBERS: NumberSet = [{ from: exactly(-Infinity), to: exactly(Infinity) }]

/** The numbers that stand so to `value`. */
export const NUMBERS: {
  readonly [C in 'equals' | 'not-equals' | 'greater-than' | 'at-least' | 'less-than' | 'at-most']: (
    value: number,
  ) => NumberSet
} = {
  equals: (value) => [{ from: exactly(value), to: exactly(value) }],
  'not-equals': (value) => [
    { from: exactly(-Infinity), to: below(value) },
    { from: above(value), to: exactly(Infinity) },
  ],
  'greater-than': (value) => [{ from: above(value), to: exactly(Infinity) }],
  'at-least': (value) => [{ from: exactly(value), to: exactly(Infinity) }],
  'less-than': (value) => [{ from: exactly(-Infinity), to: below(value) }],
  'at-most': (value) => [{ from: exactly(-Infinity), to: exactly(value) }],
}

/** What is in both. */
export function intersectNumbers(a: NumberSet, b: NumberSet): NumberSet {
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const from = compare(one.from, other.from) < 0 ? other.from : one.from
      const to = compare(one.to, other.to) < 0 ? one.to : other.to
      return compare(from, to) <= 0 ? [{ from, to }] : []
    }),
  )
}

/** What is in either. */
export function uniteNumbers(a: NumberSet, b: NumberSet): NumberSet {
  const united: Interval[] = []
  for (const next of [...a, ...b].toSorted((x, y) => compare(x.from, y.from))) {
    const last = united.at(-1)
    if (!last || !touches(last.to, next.from)) united.push(next)
    else if (compare(last.to, next.to) < 0) united[united.length - 1] = { from: last.from, to: next.to }
  }
  return united
}

/** Whether both hold the same numbers. */
export function equalNumbers(a: NumberSet, b: NumberSet): boolean {
  return (
    a.length === b.length &&
    a.every(({ from, to }, at) => {
      const other = b[at]
      return other !== undefined && compare(from, other.from) === 0 && compare(to, other.to) === 0
    })
  )
}

function compare(a: Bound, b: Bound): number {
  return a.at === b.at ? a.side - b.side : a.at < b.at ? -1 : 1
}

/** Whether nothing lies between the end of one interval and the begin of the next. */
function touches(end: Bound, begin: Bound): boolean {
  return compare(end, begin) >= 0 || (end.at === begin.at && begin.side - end.side === 1)
}
