import type { Fact, Instant, SendIntent } from '@periplo/model'
import { decideSend } from '../decide-send.ts'
import { hasAddress } from './traveller.ts'
import type { Traveller } from './traveller.ts'

/**
 * What would have become of a message: refused for the reason `decideSend` gives at that moment, else sent.
 * A webhook would have been called. What providers and people do afterwards is not guessed.
 */
export function settleSend(
  traveller: Traveller,
  { nodeId: node, channel, purpose, sendKey }: SendIntent,
  at: Instant,
): Fact {
  const sent = { kind: 'message', at, node, outcome: 'sent', sendKey } as const
  if (channel === 'webhook') return sent
  const decision = decideSend({
    message: { channel, purpose },
    person: { erased: false, suppressed: traveller.suppressed, hasAddress: hasAddress(traveller) },
    consent: traveller.consent,
    at,
  })
  return decision.kind === 'send' ? sent : { ...sent, outcome: 'refused', reason: decision.reason }
}
