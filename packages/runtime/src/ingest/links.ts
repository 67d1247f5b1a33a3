import type { LinkPayload } from '@periplo/channels'
import type { ConsentChange, ConsentEntry, TrackedEvent } from '@periplo/model'
import type { PersonKey, Runner } from '@periplo/store'
import {
  findMessage,
  findSurvivor,
  inWorkspace,
  listIdentifiers,
  readConsent,
  toRunner,
} from '@periplo/store'
import type { Resources } from '../resources.ts'
import type { Ingest } from './ingest.ts'
import { OWN_SOURCE } from '../own-source.ts'
import { toKeyHash } from './hashing.ts'

/** What following an unsubscribe link says. */
const DENIED: ConsentChange = { channel: 'email', purpose: 'marketing', state: 'denied' }

/** Within this a link of a message counts once, however often it is followed. */
const TOUCH_MS = 3_600_000
/** The most touches remembered; one that is forgotten is recognised by the log. */
const MAX_TOUCHES = 100_000

/** What became of an unsubscribe link. */
export type Unsubscribed = { readonly kind: 'unsubscribed' } | { readonly kind: 'unknown' }

/** What the links in our messages lead to. */
export interface Links {
  /** Withdraws marketing consent for the message's channel. Twice is as good as once; in force before it resolves. */
  unsubscribe(token: string): Promise<Unsubscribed>
  /** Whether a token is one of ours to unsubscribe by; changes nothing. */
  isUnsubscribe(token: string): boolean
  /** Counts a click, once an hour and link, and says where it leads; undefined for a made-up token. */
  click(token: string): Promise<{ readonly url: string } | undefined>
  /** Counts an opening, once an hour; a made-up token counts nothing. */
  open(token: string): Promise<void>
}

/** Turns signed links into events of the person the message was sent to. */
export function createLinks(
  resources: Pick<Resources, 'store' | 'signer' | 'clock' | 'log'>,
  ingest: Ingest,
): Links {
  const { signer, clock } = resources
  const touches = new Set<string>()
  const touch = async (receipt: Omit<Receipt, 'eventId'>, ...told: readonly string[]): Promise<void> => {
    const hour = Math.floor(clock.now().getTime() / TOUCH_MS)
    const eventId = toKeyHash(receipt.name, receipt.link.sendKey, String(hour), ...told)
    if (touches.has(eventId)) return
    await record(resources, ingest, { ...receipt, eventId })
    if (touches.size >= MAX_TOUCHES) touches.clear()
    touches.add(eventId)
  }
  return {
    isUnsubscribe: (token) => signer.verify(token)?.kind === 'unsubscribe',
    async unsubscribe(token) {
      const link = signer.verify(token)
      if (link?.kind !== 'unsubscribe') return { kind: 'unknown' }
      const taken = await record(resources, ingest, { link, name: 'Unsubscribed', consent: [DENIED] })
      return { kind: taken ? 'unsubscribed' : 'unknown' }
    },
    async click(token) {
      const link = signer.verify(token)
      if (link?.kind !== 'click') return undefined
      // the reader gets where they want to go, also when the click cannot be counted
      const receipt = { link, name: 'Email Link Clicked', properties: { url: link.url } }
      await touch(receipt, link.url).catch((error: unknown) =>
        resources.log.warn({ err: error }, 'a click could not be counted'),
      )
      return { url: link.url }
    },
    async open(token) {
      const link = signer.verify(token)
      if (link?.kind === 'open') await touch({ link, name: 'Email Opened' })
    },
  }
}

interface Receipt {
  readonly link: LinkPayload
  readonly name: string
  /** Written at most once; made of the message and the consent that it takes back unless given. */
  readonly eventId?: string
  readonly consent?: readonly ConsentChange[]
  readonly properties?: TrackedEvent['properties']
}

/** False if the message is not there any more. */
async function record(
  { store, clock }: Pick<Resources, 'store' | 'clock'>,
  ingest: Ingest,
  { link, name, eventId, consent, properties }: Receipt,
): Promise<boolean> {
  const { workspaceId, sendKey } = link
  const message = await inWorkspace(store, workspaceId, (tx) => findMessage(tx, sendKey))
  if (!message) return false
  const { journeyId, versionId, nodeId, createdAt } = message
  const run = toRunner(store)
  const person = await findSurvivor(run, { ...message, workspaceId })
  const identifiers = await listIdentifiers(run, [person])
  const at = Math.max(clock.now().getTime(), createdAt)
  const held = consent && (await findMarketingConsent(run, person))
  if (held?.state === 'denied') return true
  const event: TrackedEvent = {
    eventId: eventId ?? toKeyHash(name, sendKey, String(held?.at)),
    type: 'track',
    name,
    occurredAt: at,
    channel: 'email',
    identifiers: identifiers.get(person.personId) ?? [],
    properties: { ...properties, send_key: sendKey },
    touch: { sendKey, enrollmentId: message.enrollmentId, journeyId, versionId, nodeId },
    flags: [],
    ...(consent ? { consent } : {}),
  }
  await ingest.take([{ workspaceId, sourceId: OWN_SOURCE, event, receivedAt: at, mode: 'live' }])
  return true
}

async function findMarketingConsent(run: Runner, person: PersonKey): Promise<ConsentEntry | undefined> {
  const held = await readConsent(run, [{ ...person, at: Number.MAX_SAFE_INTEGER }])
  return held
    .get(person.personId)
    ?.find(({ channel, purpose }) => channel === DENIED.channel && purpose === DENIED.purpose)
}
