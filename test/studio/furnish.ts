import type { JourneyDefinition, SendRules } from '@periplo/model'
import { expect, vi } from 'vitest'
import { readJourney } from '../fixtures/read-fixture.ts'
import type { StudioHouse } from './studio-house.ts'

const DAY_MS = 86_400_000
const ACTOR = { memberId: 'setup', name: 'Marta Solé' }
/** For somebody to look at; they are in the way of nobody these days. */
const RULES: SendRules = {
  channels: {
    email: {
      quietHours: { fromMinute: 1_320, untilMinute: 1_321 },
      caps: [{ most: 100, kept: 40, within: { amount: 7, unit: 'days' } }],
    },
  },
}
const NAMES = [
  'Ana Ferrer',
  'Bea Ortiz',
  'Carlos Núñez',
  'Diana Puig',
  'Eneko Garmendia Etxeberria',
  'Ferran Soler',
]

/** What stands in a furnished house. */
export interface Furniture {
  /** A live journey some people went through. */
  readonly liveId: string
  /** A draft with something missing. */
  readonly draftId: string
}

/**
 * Publishes cart recovery in a house whose clock stands in the past, lets people fill their carts over the
 * days up to the present, and leaves a draft that is not finished.
 */
export async function furnish(house: StudioHouse, days: number): Promise<Furniture> {
  const { verbs, workspaceId } = house
  const definition = standInLanes(await readJourney('cart-recovery'))
  const liveId = await publish(house, definition)
  const rules = { ...RULES, important: [liveId] }
  await verbs.workspace.saveSendRules({ workspaceId, rules, actor: ACTOR })
  const pausedId = await publish(house, { ...definition, name: 'Cart recovery for the outlet in Girona' })
  const unfinished = { ...definition, name: 'Refer a friend after a nine or a ten in the survey' }
  const draft = await verbs.journeys.create({
    workspaceId,
    name: unfinished.name,
    definition: { ...unfinished, edges: definition.edges.slice(2) },
    actor: ACTOR,
  })
  for (const [index, name] of NAMES.entries()) await meet(house, `p-${index}`, name)
  for (let day = 0; day < days; day += 1) {
    await liveOneDay(house, day)
    house.clock.advance(DAY_MS)
    if (day === days - 3) await verbs.journeys.pause({ workspaceId, journeyId: pausedId, actor: ACTOR })
  }
  await settle(house)
  return { liveId, draftId: draft.journeyId }
}

/** One column of cards in each lane. */
function standInLanes(definition: JourneyDefinition): JourneyDefinition {
  const nodes = definition.nodes.map((node, index, all) => {
    const row = all.slice(0, index).filter(({ stage }) => stage === node.stage).length
    return { ...node, position: { x: 12, y: 24 + row * 116 } }
  })
  return { ...definition, nodes }
}

async function publish({ verbs, workspaceId }: StudioHouse, definition: JourneyDefinition): Promise<string> {
  const wish = { workspaceId, name: definition.name, definition, actor: ACTOR }
  const { journeyId, revision } = await verbs.journeys.create(wish)
  await verbs.journeys.publish({ workspaceId, journeyId, revision, actor: ACTOR })
  return journeyId
}

function meet(house: StudioHouse, userId: string, name: string): Promise<void> {
  const [first_name, ...rest] = name.split(' ')
  const traits = { email: `${userId}@example.com`, first_name, last_name: rest.join(' ') }
  return house.send('identify', { userId, traits, context: { periplo: { consent: { email: 'granted' } } } })
}

async function liveOneDay(house: StudioHouse, day: number): Promise<void> {
  const timestamp = house.clock.now().toISOString()
  for (const index of NAMES.keys()) {
    if ((index + day) % 3 === 0) continue
    const who = { userId: `p-${index}`, timestamp }
    const cart = {
      cart_id: `c-${day}-${index}`,
      product: 'Wool coat',
      price: 120,
      value: 120,
      currency: 'EUR',
    }
    await house.send('track', { ...who, event: 'Product Added', properties: cart })
    if ((index + day) % 2 === 0) continue
    const order = { ...cart, order_id: `o-${day}-${index}`, total: 120 }
    await house.send('track', { ...who, event: 'Order Completed', properties: order })
  }
}

/** Waits until somebody has been written to. */
async function settle({ verbs, workspaceId }: StudioHouse): Promise<void> {
  const sent = { workspaceId, status: 'sent', cursor: null, limit: 5 } as const
  await vi.waitFor(async () => expect((await verbs.messages.list(sent)).items).not.toEqual([]), {
    timeout: 20_000,
  })
}
