import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CLOSED_CIRCUIT, admit, afterAttempt } from './circuit.ts'
import type { Circuit } from './circuit.ts'
import { createCircuits } from './circuits.ts'

const rules = { failures: 3, openMs: 1_000, maxOpenMs: 3_000 }
const open: Circuit = { kind: 'open', untilAt: 5_000, openMs: 1_000 }
const probing: Circuit = { kind: 'half-open', probeAt: 5_000, openMs: 1_000 }

describe('every state answers every attempt', () => {
  test.each([
    { circuit: CLOSED_CIRCUIT, at: 0, holds: undefined, next: 'closed', why: 'closed lets pass' },
    { circuit: open, at: 4_000, holds: 1_000, next: 'open', why: 'open holds until its end' },
    { circuit: open, at: 4_999, holds: 1, next: 'open', why: 'last moment is open' },
    { circuit: open, at: 5_000, holds: undefined, next: 'half-open', why: 'first moment after is the probe' },
    { circuit: probing, at: 5_500, holds: 500, next: 'half-open', why: 'one probe at a time' },
    { circuit: probing, at: 6_000, holds: undefined, next: 'half-open', why: 'a lost probe is replaced' },
  ])('$circuit.kind at $at: $next ($why)', ({ circuit, at, holds, next }) => {
    const admission = admit(circuit, at)
    expect(admission.kind === 'hold' ? admission.waitMs : undefined).toBe(holds)
    expect(admission.circuit.kind).toBe(next)
  })
})

describe('every state hears how an attempt ended', () => {
  const failing: Circuit = { kind: 'closed', failures: 2 }
  test.each([
    { circuit: CLOSED_CIRCUIT, signal: 'failure', next: { kind: 'closed', failures: 1 }, why: 'counts' },
    {
      circuit: failing,
      signal: 'failure',
      next: { kind: 'open', untilAt: 6_000, openMs: 1_000 },
      why: 'third in a row opens',
    },
    { circuit: failing, signal: 'success', next: CLOSED_CIRCUIT, why: 'a success forgets' },
    { circuit: open, signal: 'failure', next: open, why: 'stragglers do not prolong it' },
    {
      circuit: open,
      signal: 'success',
      next: CLOSED_CIRCUIT,
      why: 'a straggler that succeeded proves it works',
    },
    { circuit: probing, signal: 'success', next: CLOSED_CIRCUIT, why: 'the probe came back' },
    {
      circuit: probing,
      signal: 'failure',
      next: { kind: 'open', untilAt: 7_000, openMs: 2_000 },
      why: 'twice as long',
    },
    {
      circuit: { ...probing, openMs: 2_000 },
      signal: 'failure',
      next: { kind: 'open', untilAt: 8_000, openMs: 3_000 },
      why: 'but never longer than the bound',
    },
  ] as const)('$circuit.kind, $signal ($why)', ({ circuit, signal, next }) => {
    expect(afterAttempt(circuit, { signal, at: 5_000, rules })).toEqual(next)
  })
})

describe('a destination in trouble', () => {
  test('is held back alone', () => {
    const circuits = createCircuits({ rules })
    for (const at of [1, 2, 3]) circuits.record('down.example', 'failure', at)
    expect(circuits.holdMs('down.example', 3)).toBe(1_000)
    expect(circuits.holdMs('up.example', 3)).toBe(0)
  })

  test('gets one probe, and all traffic when it answers', () => {
    const circuits = createCircuits({ rules })
    for (const at of [1, 2, 3]) circuits.record('down.example', 'failure', at)
    expect([1_003, 1_004].map((at) => circuits.holdMs('down.example', at))).toEqual([0, 999])
    circuits.record('down.example', 'success', 1_050)
    expect([1_051, 1_051].map((at) => circuits.holdMs('down.example', at))).toEqual([0, 0])
  })

  test('is never held longer than the rules say, whatever happened', () => {
    const move = fc.record({ afterMs: fc.nat(2_000), signal: fc.constantFrom('success', 'failure', 'ask') })
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const circuits = createCircuits({ rules })
        let at = 0
        for (const { afterMs, signal } of moves) {
          at += afterMs
          if (signal !== 'ask') circuits.record('x', signal === 'success' ? 'success' : 'failure', at)
          expect(circuits.holdMs('x', at)).toBeLessThanOrEqual(rules.maxOpenMs)
        }
        expect(circuits.holdMs('x', at + 2 * rules.maxOpenMs)).toBe(0)
      }),
    )
  })

  test('is forgotten when too many others are in trouble', () => {
    const circuits = createCircuits({ rules: { ...rules, failures: 1 }, hosts: 2 })
    for (const host of ['a', 'b', 'c']) circuits.record(host, 'failure', 0)
    expect(['a', 'b', 'c'].map((host) => circuits.holdMs(host, 1) > 0)).toEqual([false, true, true])
  })
})
