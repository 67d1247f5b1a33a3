import type { Overlay, RopoTable } from '@periplo/kpi'
import type { JourneyDefinition, Measure } from '@periplo/model'
import { recordingHttpSink } from '@periplo/testkit'
import type { RecordingHttpSink } from '@periplo/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  DROP_OFF,
  DWELL,
  EDGES,
  FACTS,
  GOAL,
  MESSAGES,
  OUTCOMES,
  ROPO,
  STAGES,
} from '../fixtures/cart-recovery.expected.ts'
import type { ExpectedRopo, Share } from '../fixtures/cart-recovery.expected.ts'
import { readJourney, readStory } from '../fixtures/read-fixture.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'
import { findPerson, readFacts } from './tell-facts.ts'
import { tellStory } from './tell-story.ts'

const LOYALTY = 'https://loyalty.example'
const DAYS = { from: '2026-03-01', to: '2026-03-10' }

let sink: RecordingHttpSink
let house: House
let room: Room
let versionId: string
let overlay: Overlay

beforeAll(async () => {
  sink = await recordingHttpSink()
  house = await openHouse('2026-03-01T08:00:00Z', { loopback: [sink.url] })
  room = await house.openRoom('Fashion')
  ;({ versionId } = await room.publish(callTheSink(await readJourney('cart-recovery'))))
  await tellStory(house, room, await readStory('cart-recovery'))
  await house.turnTo('2026-04-20T10:00:00Z')
  overlay = await room.studio.measures.readOverlay.query({
    workspaceId: room.workspaceId,
    versionId,
    ...DAYS,
  })
})
afterAll(async () => {
  await house.close()
  await sink.stop()
})

function callTheSink(definition: JourneyDefinition): JourneyDefinition {
  const nodes = definition.nodes.map((node) =>
    node.kind === 'webhook' ? { ...node, url: node.url.replace(LOYALTY, sink.url) } : node,
  )
  return { ...definition, nodes }
}

const toShare = ({ numerator, denominator }: Measure): Share => [numerator ?? 0, denominator ?? 0]

describe('messages', () => {
  test('are exactly those of the story', async () => {
    const { workspaceId, studio } = room
    const { items } = await studio.messages.list.query({ workspaceId, limit: 100 })
    const seen = items.map((item) => ({
      person: item.personName ?? '',
      node: item.nodeTitle,
      to: item.to,
      subject: item.subject,
      status: item.status,
      reason: item.reason,
      outcomes: item.outcomes.toSorted(),
    }))
    const inOrder = seen.toSorted((a, b) => `${a.person} ${a.node}`.localeCompare(`${b.person} ${b.node}`))
    expect(inOrder).toEqual(MESSAGES.map(({ why, ...message }) => message))
  })

  test('carry the code of the cart, a tracked link and a way out', async () => {
    const { workspaceId, studio } = room
    const { items } = await studio.messages.list.query({ workspaceId })
    const sendKey = items.find(({ to }) => to === 'elsa@example.com')?.sendKey ?? ''
    const { text, html } = await studio.messages.get.query({ workspaceId, sendKey })
    expect(text).toContain('Hi Elsa,\n\nten per cent off with BACK-cart-elsa, online and in our stores.')
    expect(html).toContain('<strong>BACK-cart-elsa</strong>')
    expect(html).toMatch(/href="http:\/\/periplo\.example\/t\/c\//)
    expect(text).toContain('http://periplo.example/u/')
  })

  test('to other systems are signed, keyed and say where in the journey the person is', () => {
    expect(sink.requests.map(({ path }) => path)).toEqual(['/hooks/recovered', '/hooks/recovered'])
    const [first] = sink.requests.map(({ body }) => JSON.parse(body))
    expect(first.data).toMatchObject({
      nodeId: 'points',
      visit: 1,
      versionId,
      person: { traits: { recovered_cart: 'cart-elsa', bought_by: 'pos', carts_recovered: 1 } },
      entry: { name: 'Product Added', properties: { cart_id: 'cart-elsa' } },
      event: { name: 'Order Completed', properties: { coupon: 'BACK-cart-elsa' } },
    })
    const headers = sink.requests.map((request) => request.headers)
    expect(new Set(headers.map((header) => header['idempotency-key'])).size).toBe(2)
    expect(headers.every((header) => String(header['webhook-signature']).startsWith('v1,'))).toBe(true)
  })
})

describe('people', () => {
  test.each(Object.entries(FACTS))('%s did exactly what the story says', async (name, facts) => {
    expect(await readFacts(room, `${name}@example.com`)).toEqual(facts)
  })

  test('who bought in the store are remembered by their profile', async () => {
    const { workspaceId, studio } = room
    const { personId } = await findPerson(room, 'elsa@example.com')
    const { traits, identifiers } = await studio.people.get.query({ workspaceId, personId })
    expect(traits).toMatchObject({ recovered_cart: 'cart-elsa', bought_by: 'pos', carts_recovered: 1 })
    expect(identifiers.map(({ kind }) => kind).toSorted()).toEqual(['anonymous', 'email', 'user'])
  })
})

describe('measures agree with the hand-worked numbers', () => {
  test('K01: from stage to stage, and to the goal', () => {
    const seen = Object.entries(overlay.stages).map(([stage, { people, skipped, conversion }]) => [
      stage,
      { people, skipped, conversion: conversion && toShare(conversion) },
    ])
    const expected = Object.entries(STAGES).map(([stage, { dwellP50Min, ...counts }]) => [stage, counts])
    expect(seen).toEqual(expected)
    expect(toShare(overlay.journey.goal)).toEqual(GOAL)
    expect(overlay.journey).toMatchObject({ entered: 6, inside: 0 })
    expect(overlay.stages['awareness']?.conversion).toMatchObject({ value: null, status: 'no_data' })
    expect(overlay.stages['decision']?.conversion).toMatchObject({ value: 2 / 6, status: 'small_n' })
  })

  test('each by its name in the registry is what the map shows', async () => {
    const { workspaceId, studio } = room
    const read = async (measure: 'edge-share' | 'goal' | 'dwell') =>
      studio.measures.read.query({ workspaceId, versionId, measure, ...DAYS })
    const shares = (await read('edge-share')).map(({ breakdown, value }) => [
      breakdown['edge'],
      toShare(value),
    ])
    expect(Object.fromEntries(shares)).toEqual(EDGES)
    expect((await read('goal')).map(({ breakdown, value }) => [breakdown, toShare(value)])).toEqual([
      [{}, GOAL],
    ])
    expect((await read('dwell')).map(({ breakdown }) => breakdown)).toContainEqual({
      stage: 'decision',
      quantile: 'p50',
    })
    const words = await studio.measures.list.query({ workspaceId })
    expect(words.find(({ id }) => id === 'goal')?.name).toEqual({
      en: 'Goal conversion',
      es: 'Conversión al objetivo',
    })
  })

  test('K02: the share of every edge', () => {
    const shares = Object.entries(overlay.edges).map(([edge, { share }]) => [edge, toShare(share)])
    expect(Object.fromEntries(shares)).toEqual(EDGES)
  })

  test('K02: whoever entered a node left it, ended in it or is inside', () => {
    for (const { entered, left, ended, inside } of Object.values(overlay.nodes))
      expect(entered).toBe(left + ended + inside)
  })

  test('K03: the drop-off of every node, and why', () => {
    const lost = Object.entries(overlay.nodes).map(([node, { dropOff }]) => [node, toShare(dropOff)])
    expect(Object.fromEntries(lost)).toEqual(DROP_OFF)
    expect(overlay.nodes['comes-back']?.dropOffByReason).toEqual({
      abandoned: 2,
      exited: 0,
      suppressed: 0,
      error: 0,
    })
  })

  test.each(Object.entries(DWELL))('K04: how long people stay in %s', (node, { n, p50, p75, p90 }) => {
    const dwell = overlay.nodes[node]?.dwell
    expect(dwell?.p50.n).toBe(n)
    for (const [measure, minutes] of [
      [dwell?.p50, p50],
      [dwell?.p75, p75],
      [dwell?.p90, p90],
    ] as const)
      expectDuration(measure, minutes)
  })

  test.each(Object.entries(STAGES))('K04: how long people stay in the stage %s', (stage, { dwellP50Min }) => {
    expectDuration(overlay.stages[stage]?.dwell.p50, dwellP50Min)
  })

  test.each([
    { table: 'journey', read: () => overlay.ropo, expected: ROPO.journey },
    { table: 'workspace', read: () => overlay.workspaceRopo, expected: ROPO.workspace },
  ])('K05: research online, purchase offline, of the $table', ({ read, expected }) => {
    expectRopo(read(), expected)
  })

  test.each(Object.entries(OUTCOMES))('what became of the messages of %s', (node, outcomes) => {
    expect(overlay.nodes[node]?.messages).toEqual(outcomes)
  })

  test('refusals say why', () => {
    expect(overlay.nodes['code-mail']?.refusedByReason).toEqual({ 'consent-unknown': 1 })
  })
})

test('until the windows have closed, the same numbers are marked immature', async () => {
  house.clock.set('2026-03-05T10:00:00Z')
  const { workspaceId, studio } = room
  const early = await studio.measures.readOverlay.query({ workspaceId, versionId, ...DAYS })
  expect(early.stages['decision']?.conversion).toMatchObject({ value: null, status: 'no_data' })
  expect(early.stages['decision']?.conversion?.flags).toContain('immature')
  expect(early.nodes['comes-back']).toMatchObject({ entered: 4, left: 4, immature: 4 })
  expect(early.ropo.any[30].coverage).toMatchObject({ numerator: 2, denominator: 2 })
  house.clock.set('2026-04-20T10:00:00Z')
})

/** The sketch knows a quantile within 1 %; its bin holds the true one. */
function expectDuration(measure: Measure | undefined, minutes: number | null): void {
  if (minutes === null) return expect(measure?.value).toBeNull()
  const ms = minutes * 60_000
  expect(measure?.interval?.lo).toBeLessThanOrEqual(ms)
  expect(measure?.interval?.hi).toBeGreaterThanOrEqual(ms)
  expect(Math.abs((measure?.value ?? NaN) - ms)).toBeLessThanOrEqual(ms * 0.01)
}

function expectRopo(table: RopoTable, expected: ExpectedRopo): void {
  for (const level of ['any', 'category', 'sku'] as const)
    for (const window of [7, 14, 30, 90] as const) {
      const { orderRate, revenueShare, coverage } = table[level][window]
      expect(toShare(orderRate)).toEqual(expected.orders)
      expect([orderRate.interval?.lo, orderRate.interval?.hi]).toEqual(expected.ordersBounds)
      expect(toShare(revenueShare)).toEqual(expected.net)
      expect([revenueShare.interval?.lo, revenueShare.interval?.hi]).toEqual(expected.netBounds)
      expect(toShare(coverage)).toEqual(expected.coverage)
    }
}
