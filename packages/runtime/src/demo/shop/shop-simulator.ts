import type { Instant, TrackedEvent } from '@periplo/model'
import { createAgenda } from './agenda.ts'
import { clickAd, visit } from './browsing.ts'
import { walkIn } from './buying.ts'
import { createRandom } from './random.ts'
import { planReaction } from './reactions.ts'
import type { SentMessage } from './reactions.ts'
import { createShopper } from './shopper.ts'
import type { Shopper } from './shopper.ts'
import { DAY_MS, toBusyMoment } from './shop-world.ts'
import type { ShopWorld } from './shop-world.ts'

/** What a shop is made of. Equal settings and equal messages give equal events. */
export interface ShopSettings {
  readonly seed: string
  /** When its story begins. */
  readonly startAt: Instant
  /** Civil days over which its people come for the first time. */
  readonly days: number
  /** How many people come in those days. */
  readonly people: number
}

/** A fashion brand with a web shop, an app and stores, and everybody who buys there. Invented from end to end. */
export interface Shop {
  /** What happens before `until` and has not been told yet, in time order. */
  advanceTo(until: Instant): readonly TrackedEvent[]
  /** Lets people react to messages that were really sent to them; strangers' messages are passed over. */
  receive(messages: readonly SentMessage[]): void
  /** From `at` on somebody comes every few seconds, and people hurry, so that there is something to see. */
  openToWatchers(at: Instant): void
}

/** Share of people who only ever come to a store. */
const WALK_IN_SHARE = 0.1
/** Share of first visits that an ad brings. */
const AD_SHARE = 0.86
/** Mean pause between two visitors while somebody watches. */
const WATCHED_PAUSE_MS = 2_400
/** Share of watched visitors who have been there before. */
const FAMILIAR_SHARE = 0.45
const WATCHED_PACE = 0.12

/** Opens the shop. Nothing has happened yet. */
export function openShop({ seed, startAt, days, people }: ShopSettings): Shop {
  const agenda = createAgenda()
  const random = createRandom(`${seed}/shop`)
  const byEmail = new Map<string, Shopper>()
  const familiar: Shopper[] = []
  let told: TrackedEvent[] = []
  let now = startAt
  let pace = 1
  const world: ShopWorld = {
    random,
    get now() {
      return now
    },
    get pace() {
      return pace
    },
    plan: (at, act) => agenda.plan(Math.max(at, now), act),
    tell: (event) => told.push(event),
  }
  const welcome = (name: string): Shopper => {
    const shopper = createShopper(seed, name)
    byEmail.set(shopper.email, shopper)
    familiar.push(shopper)
    return shopper
  }
  const watch = (name: string, number: number): void => {
    if (random.chance(FAMILIAR_SHARE)) visit(world, random.pick(familiar))
    else clickAd(world, welcome(`${name}-${number}`))
    world.plan(now + random.wait(WATCHED_PAUSE_MS), () => watch(name, number + 1))
  }
  planFirstVisits(world, { startAt, days, people, welcome })
  return {
    advanceTo(until) {
      for (let next = agenda.takeNext(until); next; next = agenda.takeNext(until)) {
        now = next.at
        next.act()
      }
      now = Math.max(now, until)
      const events = told
      told = []
      return events
    },
    receive(messages) {
      for (const message of messages) {
        const shopper = byEmail.get(message.email)
        if (shopper) planReaction(world, shopper, message)
      }
    },
    openToWatchers(at) {
      pace = WATCHED_PACE
      world.plan(at, () => watch(`l${at.toString(36)}`, 1))
    },
  }
}

interface Opening extends Omit<ShopSettings, 'seed'> {
  readonly welcome: (name: string) => Shopper
}

/** Spreads first visits over the days: a few more every week, and more towards the weekend. */
function planFirstVisits(world: ShopWorld, { startAt, days, people, welcome }: Opening): void {
  const weights = Array.from({ length: days }, (_, day) => (1 + day / (2 * days)) * (day % 7 < 2 ? 1.3 : 1))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let planned = 0
  let reached = 0
  for (const [day, weight] of weights.entries()) {
    reached += (weight / total) * people
    while (planned < Math.round(reached)) {
      planned += 1
      planFirstVisit(world, welcome(String(planned)), { startAt, day })
    }
  }
}

function planFirstVisit(
  world: ShopWorld,
  shopper: Shopper,
  { startAt, day }: { readonly startAt: Instant; readonly day: number },
): void {
  const { random } = shopper
  const from = startAt + Math.floor(DAY_MS / 2)
  if (random.chance(WALK_IN_SHARE)) {
    world.plan(startAt + day * DAY_MS, () => walkIn(world, shopper))
    return
  }
  const at = Math.max(startAt, toBusyMoment(random, { from, days: day, where: 'online' }))
  const act = random.chance(AD_SHARE) ? clickAd : visit
  world.plan(at, () => act(world, shopper))
}
