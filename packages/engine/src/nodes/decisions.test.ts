import { describe, expect, test } from 'vitest'
import type { Condition } from '@periplo/model'
import { HOUR, NOON, toEvent, toJourney, toPerson } from '../testing/build-journey.ts'
import { board, later, pathOf } from '../testing/ride.ts'

const over = (value: number): Condition => ({
  op: 'compare',
  operand: { from: 'event', path: 'total' },
  is: 'at-least',
  value,
})

describe('switch', () => {
  const journey = toJourney({
    nodes: [
      { id: 'in', kind: 'event-entry', event: 'Began' },
      {
        id: 'many',
        kind: 'switch',
        cases: [
          { id: 'big', title: 'Big', condition: over(100) },
          { id: 'fair', title: 'Fair', condition: over(50) },
          { id: 'also', title: 'Also', condition: over(60) },
        ],
      },
      ...['big', 'fair', 'also', 'otherwise'].map((id) => ({ id: `by-${id}`, kind: 'exit' }) as const),
    ],
    edges: ['in>many', ...['big', 'fair', 'also', 'otherwise'].map((id) => `many:${id}>by-${id}`)],
  })
  test.each([
    { total: 150, way: 'by-big', why: 'the first that holds' },
    { total: 70, way: 'by-fair', why: 'a later one that holds too is not asked' },
    { total: 10, way: 'by-otherwise', why: 'none holds' },
    { total: 'much', way: 'by-otherwise', why: 'unknown is not yes' },
  ])('sends $total $way ($why)', ({ total, way }) => {
    const ride = board(journey, { event: toEvent('Began', { properties: { total } }) })
    expect(pathOf(ride)).toEqual(['in', 'many', way])
  })
})

describe('experiment', () => {
  const journey = toJourney({
    nodes: [
      { id: 'in', kind: 'event-entry', event: 'Began' },
      {
        id: 'trial',
        kind: 'experiment',
        variants: [
          { id: 'a', title: 'A', weight: 60 },
          { id: 'b', title: 'B', weight: 20 },
          { id: 'off', title: 'Off', weight: 0 },
        ],
        controlWeight: 20,
      },
      { id: 'again', kind: 'delay', duration: { amount: 1, unit: 'hours' } },
      { id: 'out', kind: 'exit' },
    ],
    edges: [
      'in>trial',
      'trial:a>again',
      'trial:b>again',
      'trial:off>out',
      'trial:control>again',
      'again>trial',
    ],
    settings: { exits: [{ event: 'Left' }] },
  })
  const people = Array.from({ length: 2_000 }, (_, n) => `person-${n}`)
  const armOf = (personId: string) =>
    board(journey, { person: toPerson({ personId }) }).facts.flatMap((fact) =>
      fact.kind === 'assigned' ? [fact.arm] : [],
    )

  test('divides people by weight, and nobody goes where there is none', () => {
    const arms = Map.groupBy(
      people.map((personId) => armOf(personId)[0] ?? ''),
      (arm) => arm,
    )
    const share = (arm: string): number => (arms.get(arm)?.length ?? 0) / people.length
    expect([...arms.keys()].sort()).toEqual(['a', 'b', 'control'])
    // three standard errors of a share of 2,000
    expect(Math.abs(share('a') - 0.6)).toBeLessThan(0.033)
    expect(Math.abs(share('b') - 0.2)).toBeLessThan(0.027)
    expect(Math.abs(share('control') - 0.2)).toBeLessThan(0.027)
  })

  test('keeps somebody in their arm on every visit, and tells it once', () => {
    for (const personId of people.slice(0, 50)) {
      const first = board(journey, { person: toPerson({ personId }) })
      const third = first.wake().wake()
      const ways = third.facts.flatMap((fact) =>
        fact.kind === 'node-left' && fact.node === 'trial' ? [fact.port] : [],
      )
      expect(new Set(ways)).toEqual(new Set(armOf(personId)))
      expect(ways).toHaveLength(3)
      expect(third.facts.filter((fact) => fact.kind === 'assigned')).toEqual([
        { kind: 'assigned', at: NOON, node: 'trial', arm: ways[0] },
      ])
    }
  })

  test('tells the arm even of somebody who leaves at once', () => {
    const ride = board(journey).hear(later(HOUR / 2, 'Left'))
    expect(ride.facts.filter((fact) => fact.kind === 'assigned')).toHaveLength(1)
  })
})
