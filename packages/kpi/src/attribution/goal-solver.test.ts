import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toSeededLuck } from '../statistics/seeded-luck.ts'
import { toComponent } from './component.ts'
import { listComponents } from './components.ts'
import { solveDense } from './dense-component.ts'
import { toGoalSolver } from './goal-solver.ts'
import { toMarkovChain } from './markov-chain.ts'
import { solveSparse } from './sparse-component.ts'

/** Paths over so many channels that wander at random: one large component. */
function wander(channels: number, paths: number) {
  const luck = toSeededLuck(7)
  return Array.from({ length: paths }, () => ({
    path: Array.from(
      { length: 1 + Math.floor(luck.float() * 9) },
      () => `c${Math.floor(luck.float() * channels)}`,
    ),
    conversions: luck.float() < 0.2 ? 1 : 0,
    valueMinor: 0,
    nulls: 1,
  }))
}

test('elimination and relaxation find the same', () => {
  const chain = toMarkovChain(wander(60, 400), 1)
  const [states] = listComponents(chain).toSorted((a, b) => b.length - a.length)
  const component = toComponent(chain, states ?? new Int32Array(), new Int32Array(chain.goals.length))
  const isOpen = Uint8Array.from(component.states, (_, at) => (at % 7 === 3 ? 0 : 1))
  const own = component.goals.map((goal, at) => (isOpen[at] === 1 ? goal : 0))
  const dense = solveDense(component, own, isOpen)
  const sparse = solveSparse(component, own, isOpen)
  expect(component.states.length).toBeGreaterThan(50)
  dense.forEach((value, at) => expect(sparse[at]).toBeCloseTo(value, 13))
})

test('going round a hundred million times is no harder than going straight', () => {
  const often = 1e8
  const chain = {
    rows: Int32Array.of(0, 1, 2),
    targets: Int32Array.of(1, 0),
    weights: Float64Array.of(often, often),
    goals: Float64Array.of(1, 0),
    losses: Float64Array.of(0, 3),
  }
  // h0 = (1 + W·h1) / (1 + W), h1 = W·h0 / (3 + W): h0 = (3 + W) / (3 + 4W).
  const [first] = toGoalSolver(chain)(new Uint8Array(2))
  expect(first).toBeCloseTo((3 + often) / (3 + 4 * often), 15)
})

test('components come before those that lead to them', () => {
  const edges = fc.array(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 })), { maxLength: 30 })
  fc.assert(
    fc.property(edges, (pairs) => {
      const sorted = pairs.toSorted(([a], [b]) => a - b)
      const rows = Int32Array.from({ length: 13 }, (_, row) => sorted.filter(([from]) => from < row).length)
      const found = listComponents({ rows, targets: Int32Array.from(sorted, ([, to]) => to) })
      const placeOf = new Map(found.flatMap((states, place) => [...states].map((state) => [state, place])))
      expect(placeOf.size).toBe(12)
      for (const [from, to] of pairs) {
        expect(placeOf.get(to)).toBeLessThanOrEqual(placeOf.get(from) ?? -1)
        const isSame = placeOf.get(to) === placeOf.get(from)
        expect(isSame).toBe(from === to || reaches(pairs, to, from))
      }
    }),
  )
})

function reaches(pairs: readonly (readonly [number, number])[], from: number, to: number): boolean {
  const seen = new Set([from])
  for (const state of seen) for (const [a, b] of pairs) if (a === state) seen.add(b)
  return seen.has(to)
}

test('a wide circle that is hardly ever left is relaxed to the same as by hand', () => {
  // 400 states in a ring; each goes on 999 times of 1,000, and converts once where the ring began.
  const size = 400
  const chain = {
    rows: Int32Array.from({ length: size + 1 }, (_, at) => at),
    targets: Int32Array.from({ length: size }, (_, at) => (at + 1) % size),
    weights: new Float64Array(size).fill(999),
    goals: Float64Array.from({ length: size }, (_, at) => (at === 0 ? 1 : 0)),
    losses: Float64Array.from({ length: size }, (_, at) => (at === 0 ? 0 : 1)),
  }
  const round = 0.999 ** size
  const [first, second] = toGoalSolver(chain)(new Uint8Array(size))
  expect(first).toBeCloseTo(0.001 / (1 - round), 13)
  expect(second).toBeCloseTo((0.001 / (1 - round)) * 0.999 ** (size - 1), 13)
})
