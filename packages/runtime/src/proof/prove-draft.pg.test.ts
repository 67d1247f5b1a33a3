import { toBlankDefinition } from '@periplo/model'
import type { Edge, JourneyDefinition, Node } from '@periplo/model'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTOR, openRuntimeOver, toSchema } from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'

let house: OpenedRuntime

beforeAll(async () => {
  const ground = { clock: turnedClock('2026-03-02T10:00:00Z'), ids: seededIds('proof') }
  house = await openRuntimeOver({ ...ground, database: await createDatabase(toSchema) })
})
afterAll(() => house.close())

const frame = { stage: 'decision', title: 'A step', position: { x: 0, y: 0 } } as const
const enter: Node = { ...frame, id: 'enter', kind: 'event-entry', event: 'Product Added' }
const out: Node = { ...frame, id: 'out', kind: 'exit' }
const nap = (id: string): Node => ({
  ...frame,
  id,
  kind: 'delay',
  duration: { amount: 1, unit: 'hours' },
})
const mail = (id: string): Node => ({
  ...frame,
  id,
  kind: 'message',
  channel: 'email',
  purpose: 'marketing',
  subject: 's',
  body: 'b',
  onRefused: 'continue',
})

function draw(name: string, nodes: readonly Node[], ways: readonly (readonly [string, string])[]) {
  const edges = ways.map(([from, to]): Edge => ({ from, port: 'next', to }))
  return { ...toBlankDefinition(name), nodes: [enter, ...nodes], edges }
}

/** Mails, with an hour between. */
function drawMails(name: string, count: number): JourneyDefinition {
  const steps = Array.from({ length: count }, (_, at) => [mail(`mail-${at}`), nap(`nap-${at}`)]).flat()
  const ids = ['enter', ...steps.map(({ id }) => id), 'out']
  const ways = ids.slice(1).map((to, at) => [ids[at] ?? '', to] as const)
  return draw(name, [...steps, out], ways)
}

async function save(definition: JourneyDefinition) {
  const { workspaceId, runtime } = house
  const at = { workspaceId, actor: ACTOR }
  const draft = await runtime.verbs.journeys.create({ ...at, name: definition.name, definition })
  const draftAt = { ...at, journeyId: draft.journeyId, revision: draft.revision }
  return {
    prove: () => runtime.verbs.journeys.prove(draftAt),
    publish: (acceptWarnings?: boolean) =>
      runtime.verbs.journeys.publish({ ...draftAt, ...(acceptWarnings !== undefined && { acceptWarnings }) }),
  }
}

test('a journey people never get out of is not published, whoever accepts it', async () => {
  const trap = draw(
    'Trap',
    [nap('one'), nap('two'), out],
    [
      ['enter', 'one'],
      ['one', 'two'],
      ['two', 'one'],
    ],
  )
  const unreached = await save(trap)
  await expect(unreached.publish(true)).rejects.toMatchObject({ code: 'journey/not-publishable' })
  const ways: Edge[] = [
    { from: 'enter', port: 'next', to: 'half' },
    { from: 'half', port: 'a', to: 'out' },
    { from: 'half', port: 'b', to: 'one' },
  ]
  const half: Node = {
    ...frame,
    id: 'half',
    kind: 'random-split',
    branches: ['a', 'b'].map((id) => ({ id, title: id, weight: 50 })),
  }
  const closed = { ...trap, nodes: [...trap.nodes, half], edges: [...trap.edges.slice(1), ...ways] }
  const { prove, publish } = await save(closed)
  expect((await prove()).proof.findings[0]).toMatchObject({ code: 'no-way-out', node: 'one' })
  await expect(publish(true)).rejects.toMatchObject({
    code: 'journey/not-publishable',
    message: expect.stringContaining('no-way-out at one'),
  })
})

test('a journey with a warning is published once somebody has accepted it', async () => {
  const { prove, publish } = await save(drawMails('Eager', 1))
  expect((await prove()).proof.findings.map(({ code }) => code)).toEqual(['channel-not-connected'])
  await expect(publish(false)).rejects.toMatchObject({
    code: 'journey/unconfirmed-warnings',
    message: expect.stringContaining('channel-not-connected at mail-0'),
  })
  expect(await publish(true)).toMatchObject({ number: 1 })
})

test('two journeys that one event begins are counted together', async () => {
  const first = await save(drawMails('Welcome', 4))
  await first.publish()
  const { prove } = await save(drawMails('Offers', 5))
  const { proof } = await prove()
  expect(proof.worstWeek).toEqual({ messages: 5, atLeast: false })
  expect(proof.findings.filter(({ code }) => code === 'heavy-week-together')).toMatchObject([
    { node: 'enter', data: { count: 9, limit: 7, journey: 'Welcome', event: 'Product Added' } },
  ])
})

test('two journeys that together break a cap of the workspace are told', async () => {
  const { workspaceId, runtime } = house
  const caps = [{ most: 3, within: { amount: 7, unit: 'days' } as const }]
  const rules = { channels: { email: { caps } } }
  const one = await save(drawMails('Two more offers', 2))
  const before = await one.prove()
  expect(before.proof.findings.map(({ code }) => code)).not.toContain('heavy-week-together')
  await (await save(drawMails('Two offers', 2))).publish()
  await runtime.verbs.workspace.saveSendRules({ workspaceId, rules, actor: ACTOR })
  const { proof } = await one.prove()
  expect(proof.findings.filter(({ code }) => code === 'heavy-week-together')).toMatchObject([
    { node: 'enter', data: { count: 4, limit: 3, journey: 'Two offers', event: 'Product Added' } },
  ])
  const three = await save(drawMails('Four offers', 4))
  expect((await three.prove()).proof.findings).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ code: 'heavy-week' })]),
  )
})
