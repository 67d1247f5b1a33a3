import type { Instant } from '@periplo/model'

/** When a circuit opens and for how long. */
export interface CircuitRules {
  /** Failures in a row that open it. */
  readonly failures: number
  /** How long it stays open before one probe may pass, in milliseconds; doubles with every failed probe. */
  readonly openMs: number
  /** The longest it stays open at a time, in milliseconds. */
  readonly maxOpenMs: number
}

/** Five failures in a row, then 10 s, doubling to 5 minutes. */
export const CIRCUIT_RULES: CircuitRules = { failures: 5, openMs: 10_000, maxOpenMs: 5 * 60_000 }

/**
 * What is known of one destination. `closed` lets all pass, `open` nothing until `untilAt`, `half-open` waits
 * for the one probe that left.
 */
export type Circuit =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly untilAt: Instant; readonly openMs: number }
  | { readonly kind: 'half-open'; readonly probeAt: Instant; readonly openMs: number }

/** A circuit nothing has gone wrong on. */
export const CLOSED_CIRCUIT: Circuit = { kind: 'closed', failures: 0 }

/** Whether an attempt may leave now, and the circuit after that decision. `waitMs` is how long to hold it. */
export type Admission =
  | { readonly kind: 'pass'; readonly circuit: Circuit }
  | { readonly kind: 'hold'; readonly circuit: Circuit; readonly waitMs: number }

/**
 * Asks a circuit whether one attempt may leave at `at`. The first to ask after an open time is the probe. A
 * probe never heard of again frees its place after its own open time.
 */
export function admit(circuit: Circuit, at: Instant): Admission {
  switch (circuit.kind) {
    case 'closed':
      return { kind: 'pass', circuit }
    case 'open':
      return at >= circuit.untilAt
        ? { kind: 'pass', circuit: { kind: 'half-open', probeAt: at, openMs: circuit.openMs } }
        : { kind: 'hold', circuit, waitMs: circuit.untilAt - at }
    case 'half-open': {
      const waitMs = circuit.probeAt + circuit.openMs - at
      return waitMs <= 0
        ? { kind: 'pass', circuit: { ...circuit, probeAt: at } }
        : { kind: 'hold', circuit, waitMs }
    }
  }
}

/** What an attempt says about its destination: it answered, or it did not or was overwhelmed. */
export type CircuitSignal = 'success' | 'failure'

/**
 * The circuit after an attempt ended at `at`. Any success closes it. Failures of attempts that left before it
 * opened change nothing more.
 */
export function afterAttempt(
  circuit: Circuit,
  { signal, at, rules = CIRCUIT_RULES }: { signal: CircuitSignal; at: Instant; rules?: CircuitRules },
): Circuit {
  if (signal === 'success') return CLOSED_CIRCUIT
  switch (circuit.kind) {
    case 'closed':
      return circuit.failures + 1 >= rules.failures
        ? { kind: 'open', untilAt: at + rules.openMs, openMs: rules.openMs }
        : { kind: 'closed', failures: circuit.failures + 1 }
    case 'open':
      return circuit
    case 'half-open': {
      const openMs = Math.min(circuit.openMs * 2, rules.maxOpenMs)
      return { kind: 'open', untilAt: at + openMs, openMs }
    }
  }
}
