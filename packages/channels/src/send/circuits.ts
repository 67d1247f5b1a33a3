import type { Instant } from '@periplo/model'
import { admit, afterAttempt, CIRCUIT_RULES, CLOSED_CIRCUIT } from './circuit.ts'
import type { Circuit, CircuitRules, CircuitSignal } from './circuit.ts'

/** Circuits of the destinations a process sends to. Held in memory: a restart begins with all closed. */
export interface Circuits {
  /** How long an attempt to `host` must be held at `at`, in milliseconds; 0 lets it leave and may make it the probe. */
  holdMs(host: string, at: Instant): number
  /** Records how an attempt to `host` ended at `at`. */
  record(host: string, signal: CircuitSignal, at: Instant): void
}

/**
 * Keeps one circuit per destination host. Only hosts with trouble are remembered, at most `hosts` of them
 * (default 10,000); beyond that the one longest unchanged is forgotten.
 */
export function createCircuits(options: { rules?: CircuitRules; hosts?: number } = {}): Circuits {
  const { rules = CIRCUIT_RULES, hosts = 10_000 } = options
  const troubled = new Map<string, Circuit>()

  const remember = (host: string, circuit: Circuit): void => {
    troubled.delete(host)
    if (circuit.kind === 'closed' && circuit.failures === 0) return
    troubled.set(host, circuit)
    if (troubled.size > hosts) forgetOldest(troubled)
  }

  return {
    holdMs(host, at) {
      const circuit = troubled.get(host)
      if (circuit === undefined) return 0
      const admission = admit(circuit, at)
      if (admission.circuit !== circuit) remember(host, admission.circuit)
      return admission.kind === 'hold' ? admission.waitMs : 0
    },
    record(host, signal, at) {
      const circuit = troubled.get(host)
      if (circuit === undefined && signal === 'success') return
      remember(host, afterAttempt(circuit ?? CLOSED_CIRCUIT, { signal, at, rules }))
    },
  }
}

function forgetOldest(circuits: Map<string, Circuit>): void {
  for (const host of circuits.keys()) {
    circuits.delete(host)
    return
  }
}
