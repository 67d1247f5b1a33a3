import { CARD_WIDTH } from './geometry.ts'
import { measureWords } from './measure-words.ts'

/** The part of the lower border of a card that belongs to one port. */
export interface PortPlace {
  /** Where its middle stands, from the left: 0 to 1 of the card. */
  readonly middle: number
  /** How much of the card is its own: 0 to 1. */
  readonly share: number
}

/** How the ports of a card share its lower border. */
export interface PortRow {
  readonly places: readonly PortPlace[]
  /** The names have room on two lines only. */
  readonly tall: boolean
}

/** What stands around a name, and beside the outermost ones, where a handle may be. */
const AROUND = 5
const HANDLE = 6

/**
 * Shares the lower border of a card among its ports, from left to right. Each takes as much as any other as
 * long as every name has room; else the longer names take more, on two lines where one is too short for all.
 * Where two are too short as well, the longest names give way.
 */
export function sharePorts(names: readonly string[]): PortRow {
  const needs = names.map((name, index) => measureWords(name) + AROUND + handleRoom(index, names))
  const alike = names.map(() => 1)
  if (Math.max(...needs) * names.length <= CARD_WIDTH) return { places: toPlaces(alike), tall: false }
  if (sumOf(needs) <= CARD_WIDTH) return { places: toPlaces(needs), tall: false }
  return { places: toPlaces(limit(names.map((name) => fold(name) + AROUND))), tall: true }
}

function handleRoom(index: number, names: readonly string[]): number {
  return index === 0 || index === names.length - 1 ? HANDLE : 0
}

/** Cuts the greatest to one measure, so that together they do not exceed the card. */
function limit(needs: readonly number[]): readonly number[] {
  let left = CARD_WIDTH
  for (const [index, need] of needs.toSorted((a, b) => a - b).entries()) {
    const fair = left / (needs.length - index)
    if (need > fair) return needs.map((one) => Math.min(one, fair))
    left -= need
  }
  return needs
}

/** The breadth of a name broken once, at best in the middle, but never inside a word. */
function fold(name: string): number {
  const words = name.split(/\s+/)
  const breaks = words.map((_, index) =>
    Math.max(...[words.slice(0, index), words.slice(index)].map((line) => measureWords(line.join(' ')))),
  )
  return Math.min(...breaks)
}

function toPlaces(parts: readonly number[]): readonly PortPlace[] {
  const all = sumOf(parts)
  return parts.map((part, index) => ({
    middle: (sumOf(parts.slice(0, index)) + part / 2) / all,
    share: part / all,
  }))
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
