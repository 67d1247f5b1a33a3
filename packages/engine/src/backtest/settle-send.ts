import type {
  Condition,
  Fact,
  FrequencyCap,
  Instant,
  MessageChannel,
  NodeId,
  SegmentRules,
  SendIntent,
  SendRules,
  SendSlot,
} from '@periplo/model'
import type { CompiledJourney } from '../compile-journey.ts'
import { decideSend } from '../decide-send.ts'
import { isImportant, withSlot } from '../frequency-caps.ts'
import { toGuard } from '../send-guard.ts'
import { hasAddress, toPersonState } from './traveller.ts'
import type { Traveller } from './traveller.ts'

/** What messages are judged by besides what is known of the person. */
export interface SendTerms {
  readonly rules: SendRules
  /** The journey under trial. */
  readonly journey: CompiledJourney
  /** IANA zone of people whose own is not known. */
  readonly zone: string
  /** By what rule anybody belongs to a segment. */
  readonly segments?: SegmentRules | undefined
}

/** What became of a message; undefined where it is held, and waits with its person. */
export type Settled = Extract<Fact, { kind: 'message' }> | undefined

/**
 * What would have become of a message: refused or held for the reason `decideSend` gives at that moment, else
 * sent. A webhook would have been called. What providers and people do afterwards is not guessed.
 */
export function settleSend(
  traveller: Traveller,
  intent: SendIntent,
  { at, ...terms }: SendTerms & { readonly at: Instant },
): Settled {
  const { rules, zone, journey } = terms
  const { journeyId } = journey
  const { nodeId: node, channel, purpose, sendKey } = intent
  const sent = { kind: 'message', at, node, outcome: 'sent', sendKey } as const
  if (channel === 'webhook') return sent
  const decision = decideSend({
    message: { channel, purpose, sendKey, journeyId },
    person: {
      erased: false,
      suppressed: traveller.suppressed,
      hasAddress: hasAddress(traveller),
      zone: traveller.zone ?? zone,
    },
    consent: traveller.consent,
    guard: toGuard(findGuard(journey, node), intent, { person: toPersonState(traveller, terms), at }),
    rules,
    slots: traveller.slots.get(channel) ?? [],
    at,
  })
  switch (decision.kind) {
    case 'send':
      if (purpose === 'marketing')
        takeSlot(traveller, rules.channels[channel]?.caps ?? [], {
          channel,
          slot: { sendKey, at, important: isImportant(rules, journeyId) },
        })
      return sent
    case 'refuse':
      return { ...sent, outcome: 'refused', reason: decision.reason }
    case 'hold':
      traveller.held.push({ intent, until: decision.until })
      return undefined
  }
}

function findGuard({ definition }: CompiledJourney, nodeId: NodeId): Condition | undefined {
  const node = definition.nodes.find(({ id }) => id === nodeId)
  return node?.kind === 'message' ? node.guard : undefined
}

function takeSlot(
  { slots }: Traveller,
  caps: readonly FrequencyCap[],
  { channel, slot }: { readonly channel: MessageChannel; readonly slot: SendSlot },
): void {
  if (caps.length > 0) slots.set(channel, withSlot(caps, { slot, slots: slots.get(channel) ?? [] }))
}
