import type { Edge, JourneyDefinition } from '@periplo/model'

/** Distance of the cards from the left edge of their lane, between two cards side by side, and between rows. */
const LEFT = 16
const COLUMN = 200
const TOP = 24
const ROW = 116

/** Where the card of a row (from 0, downwards) of its lane stands; `column` counts from 0, to the right. */
export function at(row: number, column = 0): { readonly x: number; readonly y: number } {
  return { x: LEFT + column * COLUMN, y: TOP + row * ROW }
}

/** Edges written as `from:port > to`; without a port the way out is `next`. */
export function toEdges(lines: readonly string[]): Edge[] {
  return lines.map((line) => {
    const [source = '', to = ''] = line.split(' > ')
    const [from = '', port = 'next'] = source.split(':')
    return { from, port, to }
  })
}

/** The rules most journeys of the shop share: one run at a time, a month to reach the goal. */
export const SHOP_SETTINGS = {
  reentry: { mode: 'after-exit' },
  conversionWindow: { amount: 30, unit: 'days' },
  exits: [],
} as const satisfies Partial<JourneyDefinition['settings']>
