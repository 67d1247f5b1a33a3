import type { Instant, TouchRef } from '@periplo/model'
import { planOnlinePurchase, planStoreVisit } from './buying.ts'
import { withdrawConsent } from './membership.ts'
import { pickProduct } from './shopper.ts'
import type { Shopper } from './shopper.ts'
import { DAY_MS, HOUR_MS, listMemberIdentifiers, MINUTE_MS, tell } from './shop-world.ts'
import type { Saying, ShopWorld } from './shop-world.ts'
import { toProductProperties } from './assortment.ts'

/** A message that was really sent: whose, about what, when. */
export interface SentMessage {
  readonly touch: TouchRef
  readonly email: string
  readonly sentAt: Instant
}

interface Reaction {
  /** Share of those who got it that open it, and of those that click. */
  readonly opens: number
  readonly clicks: number
  /** What an opener does besides, and what a clicker does. */
  readonly onOpen?: (world: ShopWorld, shopper: Shopper) => void
  readonly onClick?: (world: ShopWorld, shopper: Shopper) => void
}

/** How people take each message of the demo's journeys, by the node that sends it. */
const REACTIONS: Readonly<Record<string, Reaction>> = {
  'mail-code': {
    opens: 0.68,
    clicks: 0.54,
    onClick: (world, shopper) => comeBack(world, shopper, { buys: 0.8, withCode: true }),
  },
  'mail-reminder': {
    opens: 0.55,
    clicks: 0.36,
    onClick: (world, shopper) => comeBack(world, shopper, { buys: 0.58, withCode: false }),
  },
  'mail-survey': { opens: 0.7, clicks: 0.6, onClick: answerNps },
  'mail-welcome': { opens: 0.6, clicks: 0.2 },
  'mail-nudge': {
    opens: 0.4,
    clicks: 0.18,
    onClick: (world, shopper) => comeBack(world, shopper, { buys: 0.3, withCode: false }),
  },
  'mail-try': { opens: 0.64, clicks: 0.4, onClick: comeToTry },
  'mail-apology': { opens: 0.85, clicks: 0 },
  'mail-closed': { opens: 0.6, clicks: 0.5, onClick: answerCes },
  'mail-refer': { opens: 0.62, clicks: 0.4, onClick: recommend },
}

const BOUNCE_SHARE = 0.012
const WITHDRAW_SHARE = 0.006

/** Plans what a message brings about: receipts, and what people then do. Nothing happens before now. */
export function planReaction(world: ShopWorld, shopper: Shopper, message: SentMessage): void {
  const reaction = REACTIONS[message.touch.nodeId]
  if (!reaction) return
  const { random } = shopper
  const deliveredAt = message.sentAt + random.int(2, 40) * 1_000
  const receive = (at: Instant, name: string, properties: Saying['properties'] = {}): void =>
    world.plan(Math.max(world.now, at), () =>
      tell(world, shopper, {
        name,
        channel: 'email',
        properties: { ...properties, send_key: message.touch.sendKey },
        identifiers: listMemberIdentifiers(shopper),
        touch: message.touch,
      }),
    )
  if (random.chance(BOUNCE_SHARE)) return receive(deliveredAt, 'Email Bounced', { reason: 'mailbox full' })
  receive(deliveredAt, 'Email Delivered')
  if (!random.chance(reaction.opens)) return
  const openedAt = deliveredAt + Math.ceil(random.wait(2.5 * HOUR_MS) * world.pace)
  receive(openedAt, 'Email Opened')
  if (random.chance(WITHDRAW_SHARE))
    world.plan(Math.max(world.now, openedAt) + MINUTE_MS, () => withdrawConsent(world, shopper))
  if (!random.chance(reaction.clicks)) return
  const clickedAt = Math.max(world.now, openedAt) + random.int(15, 90) * 1_000
  receive(clickedAt, 'Email Link Clicked', { ...toLanding(shopper) })
  world.plan(clickedAt + 1, () => reaction.onClick?.(world, shopper))
}

/** The link leads to the piece in the cart, where there is one. */
function toLanding({ cart }: Shopper): Saying['properties'] {
  const [product] = cart.products
  return product ? toProductProperties(product) : {}
}

/** Buys the cart after all: online within the hour, or at noon in the store. */
function comeBack(
  world: ShopWorld,
  shopper: Shopper,
  { buys, withCode }: { buys: number; withCode: boolean },
): void {
  const { random, cart, storeAffinity } = shopper
  if (cart.products.length === 0 || !random.chance(buys)) return
  if (random.chance(0.15 + 0.7 * storeAffinity))
    return planStoreVisit(world, shopper, { inDays: random.int(1, 2), cart, withCode, resolve: 0.95 })
  planOnlinePurchase(world, shopper, { inMs: random.int(3, 50) * MINUTE_MS * world.pace, withCode })
}

function comeToTry(world: ShopWorld, shopper: Shopper): void {
  const { random } = shopper
  if (random.chance(0.6))
    planStoreVisit(world, shopper, { inDays: random.int(1, 3), product: pickProduct(shopper), resolve: 0.65 })
}

function answerNps(world: ShopWorld, shopper: Shopper): void {
  const { random } = shopper
  const score = random.chance(0.62)
    ? random.int(9, 10)
    : random.chance(0.65)
      ? random.int(7, 8)
      : random.int(0, 6)
  answer(world, shopper, { survey_id: 'after-delivery', metric: 'nps', scale_min: 0, scale_max: 10, score })
  if (score >= 9 && random.chance(0.22))
    world.plan(world.now + random.int(8, 140) * HOUR_MS, () => refer(world, shopper))
}

function answerCes(world: ShopWorld, shopper: Shopper): void {
  const score = shopper.random.int(3, 7)
  answer(world, shopper, { survey_id: 'after-case', metric: 'ces', scale_min: 1, scale_max: 7, score })
}

function answer(world: ShopWorld, shopper: Shopper, properties: Saying['properties']): void {
  tell(world, shopper, {
    name: 'Survey Answered',
    channel: 'survey',
    properties,
    identifiers: listMemberIdentifiers(shopper),
  })
}

function recommend(world: ShopWorld, shopper: Shopper): void {
  if (shopper.random.chance(0.6)) refer(world, shopper)
}

/** Passes the link on; every third friend buys within the fortnight. */
function refer(world: ShopWorld, shopper: Shopper): void {
  const { random, userId } = shopper
  const identifiers = listMemberIdentifiers(shopper)
  tell(world, shopper, {
    name: 'Referral Made',
    channel: 'referral',
    properties: { referrer: userId },
    identifiers,
  })
  if (random.chance(0.36))
    world.plan(world.now + random.int(1, 9) * DAY_MS, () =>
      tell(world, shopper, {
        name: 'Referral Converted',
        channel: 'referral',
        properties: { referrer: userId },
        identifiers,
      }),
    )
}
