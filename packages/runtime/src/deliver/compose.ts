import type { LinkSigner, Renderer } from '@periplo/channels'
import type { Identifier, JsonObject, NodeOf, OutboxMessage, PersonProfile } from '@periplo/model'

/** An e-mail ready for its channel. */
export interface ComposedEmail {
  readonly kind: 'email'
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly unsubscribeUrl: string
}

/** A webhook ready for its channel. */
export interface ComposedWebhook {
  readonly kind: 'webhook'
  readonly to: string
  readonly body: string
}

/** Who a message is for, as they are when it is sent. */
export interface Recipient {
  readonly profile: PersonProfile
  readonly identifiers: readonly Identifier[]
}

/** What composing needs of the runtime. */
export interface ComposeRoom {
  readonly renderer: Renderer
  readonly signer: LinkSigner
  /** Where our own links lead, without a slash at the end. */
  readonly publicUrl: string
}

/** The address an e-mail goes to: the trait, else the latest identifier; undefined if there is none. */
export function findAddress({ profile, identifiers }: Recipient): string | undefined {
  const trait = profile.traits['email']
  if (typeof trait === 'string' && trait.includes('@')) return trait
  return identifiers.findLast((identifier) => identifier.kind === 'email')?.value
}

/** Renders an e-mail with signed links. Fails with a `template/…` code. */
export async function composeEmail(
  { renderer, signer, publicUrl }: ComposeRoom,
  message: OutboxMessage,
  { node, recipient, to, zone }: { node: NodeOf<'message'>; recipient: Recipient; to: string; zone: string },
): Promise<ComposedEmail> {
  const { workspaceId, sendKey } = message
  const unsubscribeUrl = `${publicUrl}/u/${signer.sign({ kind: 'unsubscribe', workspaceId, sendKey })}`
  const rendered = await renderer.renderEmail({
    subject: node.subject,
    body: node.body,
    scope: {
      person: toPersonScope(recipient, to),
      event: message.event.properties,
      entry: message.entry.properties,
      answer: message.answers ?? {},
      loyalty: { points: recipient.profile.points },
      ...(node.purpose === 'marketing' ? { unsubscribe_url: unsubscribeUrl } : {}),
    },
    locale: toEmailLocale(recipient.profile.traits),
    zone: recipient.profile.zone ?? zone,
    trackLink: (url) => `${publicUrl}/t/c/${signer.sign({ kind: 'click', workspaceId, sendKey, url })}`,
    openPixelUrl: `${publicUrl}/t/o/${signer.sign({ kind: 'open', workspaceId, sendKey })}`,
  })
  return { kind: 'email', to, ...rendered, unsubscribeUrl }
}

/** The language of an e-mail's own words, by the person's trait `locale`; English unless it is Spanish. */
export function toEmailLocale({ locale }: JsonObject): 'en' | 'es' {
  return typeof locale === 'string' && locale.startsWith('es') ? 'es' : 'en'
}

function toPersonScope({ profile }: Recipient, email: string): JsonObject {
  return { ...profile.traits, id: profile.personId, email }
}

/** The call a webhook node makes: who, where in the journey, and the events at hand. */
export function composeWebhook(
  message: OutboxMessage,
  { node, recipient }: { node: NodeOf<'webhook'>; recipient: Recipient },
): ComposedWebhook {
  const { journeyId, versionId, nodeId, enrollmentId, visit, entry, event } = message
  const { profile, identifiers } = recipient
  const body = {
    type: 'journey.webhook',
    timestamp: new Date(message.createdAt).toISOString(),
    data: {
      journeyId,
      versionId,
      nodeId,
      enrollmentId,
      visit,
      person: { id: profile.personId, traits: profile.traits, identifiers },
      entry,
      event,
    },
  }
  return { kind: 'webhook', to: node.url, body: JSON.stringify(body) }
}
