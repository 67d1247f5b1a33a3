import { findMoment } from './find-moment.ts'

/** What a cell must hold. */
export interface CellType<T> {
  /** Completes the sentence: `"x" is not …`. */
  readonly expected: string
  /** What the trimmed text stands for; undefined where it is not what is expected. */
  find(text: string): T | undefined
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** Any text but none. */
export const TEXT: CellType<string> = { expected: 'a text', find: (text) => (text === '' ? undefined : text) }

/** Sums of millions of such numbers, and their squares, are numbers still. */
const LARGEST = 1e15

/** A number with a decimal point, within bounds. */
export function numberFrom(atLeast: number, atMost = LARGEST): CellType<number> {
  return {
    expected: `a number${toBounds(atLeast, atMost)}, such as ${atLeast > 0 ? atLeast : 12.5}`,
    find(text) {
      const value = DECIMAL.test(text) ? Number(text) : Number.NaN
      return value >= atLeast && value <= atMost ? value : undefined
    },
  }
}

/** Any number that can be reckoned with. */
export const NUMBER: CellType<number> = numberFrom(-LARGEST)

/** A whole number, 0 or more. */
export const COUNT: CellType<number> = {
  expected: 'a whole number, 0 or more',
  find(text) {
    const value = DECIMAL.test(text) ? Number(text) : Number.NaN
    return Number.isSafeInteger(value) && value >= 0 ? value : undefined
  },
}

/** Yes or no, in the ways tables say so. */
export const FLAG: CellType<boolean> = {
  expected: '1 or 0, true or false, yes or no',
  find: (text) => FLAG_WORDS.get(text.toLowerCase()),
}

const FLAG_WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 'true', 't', 'yes', 'y', 'si', 'sí'].map((word) => [word, true] as const),
  ...['0', 'false', 'f', 'no', 'n'].map((word) => [word, false] as const),
])

/** A moment, as epoch milliseconds; see {@link findMoment}. */
export function momentIn(zone: string): CellType<number> {
  return {
    expected: 'a date or moment such as 2026-03-01 or 2026-03-01T09:30:00Z',
    find: (text) => findMoment(text, zone),
  }
}

/** Like another type, but an empty cell is null. */
export function orEmpty<T>({ expected, find }: CellType<T>): CellType<T | null> {
  return { expected: `${expected}, or empty`, find: (text) => (text === '' ? null : find(text)) }
}

function toBounds(atLeast: number, atMost: number): string {
  if (atMost < LARGEST) return ` from ${atLeast} to ${atMost}`
  return atLeast > -LARGEST ? `, ${atLeast} or more, up to 1e15` : ' from -1e15 to 1e15'
}
