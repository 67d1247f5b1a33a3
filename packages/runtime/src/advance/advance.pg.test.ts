import type { Condition, Ids } from '@periplo/model'
import { PARTITION_COUNT, appendInputs, inEngineTx, toRunner } from '@periplo/store'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deliverBatch } from '../deliver/deliver-batch.ts'
import { openRuntimeOver, readLog, toEvent, toRestingJourney, toSchema } from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'
import { advanceBatch } from './advance-batch.ts'

async function open(ids: Ids = seededIds('runtime')): Promise<OpenedRuntime> {
  const ground = { clock: turnedClock('2026-03-02T10:00:00Z'), ids }
  return openRuntimeOver({ ...ground, database: await createDatabase(toSchema) })
}

let house: OpenedRuntime

const ask = <R extends Record<string, unknown>>(text: string): Promise<R[]> =>
  toRunner(house.store).run<R>(text, text, [])
const countRuns = async (): Promise<Record<string, number>> => {
  const rows = await ask<{ why: string; n: number }>(
    "select coalesce(end_reason, 'active') as why, count(*) as n from enrollments group by 1",
  )
  return Object.fromEntries(rows.map(({ why, n }) => [why, n]))
}
const go = (users: readonly string[]) => users.map((user) => toEvent(house.clock, 'Go', { user }))

const device = (value: string) => ({ kind: 'anonymous', value }) as const

/** Somebody anonymous rests; their timer comes due while nobody works; then they turn out to be Ana. */
async function meetOverdue(): Promise<void> {
  await house.publish(toRestingJourney())
  await house.take([toEvent(house.clock, 'Page Viewed', { user: 'ana' })])
  house.clock.advance(1_000)
  await house.take([toEvent(house.clock, 'Go', { identifiers: [device('phone')] })])
  await house.work()
  house.clock.advance(2 * 3_600_000)
  const identifiers = [{ kind: 'user', value: 'ana' }, device('phone')] as const
  await house.take([toEvent(house.clock, 'Identify', { identifiers })])
  await house.work()
}

/** As another process would: everybody is read anew. */
const forgetEverybody = (): void =>
  house.runtime.resources.people.forget(Array.from({ length: PARTITION_COUNT }, (_, at) => at))

describe('people of any partition', () => {
  beforeEach(async () => {
    house = await open()
  })
  afterEach(() => house.close())

  test('one enrollment that cannot be worked is parked; its 499 neighbours go on', async () => {
    await house.publish(toRestingJourney())
    await house.take(go(Array.from({ length: 500 }, (_, at) => `user-${at}`)))
    await house.work()
    await ask(`update enrollments set envelope = replace(envelope, '"rest"', '"nowhere"')
      where (partition_id, enrollment_id) in (select partition_id, enrollment_id from enrollments limit 1)`)
    forgetEverybody()
    house.clock.advance(2 * 3_600_000)
    await house.work()
    expect(await countRuns()).toEqual({ exit: 499, error: 1 })
    const parked = await ask<{ error: string; enrollment_id: string | null }>(
      'select error, enrollment_id from quarantine',
    )
    expect(parked).toHaveLength(1)
    expect(parked[0]?.enrollment_id).not.toBeNull()
    expect(parked[0]?.error).not.toBe('')
  })

  test('a refund finds its order, also when it was the only news of somebody just seen', async () => {
    const properties = { order_id: 'o' }
    const more = { user: 'ana', channel: 'store', properties } as const
    await house.take([toEvent(house.clock, 'Page Viewed', { user: 'ana' })])
    await house.work()
    house.clock.advance(1_000)
    const paid = { currency: 'EUR', amountMinor: 1_000 }
    await house.take([toEvent(house.clock, 'Order Completed', { ...more, ...paid })])
    await house.work()
    forgetEverybody()
    house.clock.advance(1_000)
    await house.take([toEvent(house.clock, 'Order Refunded', more)])
    await house.work()
    const [stored] = await ask<{ body: string }>('select body from orders')
    expect(JSON.parse(stored?.body ?? '{}')).toMatchObject({ orderId: 'o', netMinor: 0 })
  })

  test('history that is imported late changes nothing that was due before it', async () => {
    const resting = toRestingJourney()
    const operand = { from: 'trait', path: 'tier' } as const
    const condition: Condition = { op: 'compare', operand, is: 'equals', value: 'gold' }
    const frame = { stage: 'decision', title: 'A step', position: { x: 0, y: 0 } } as const
    await house.publish({
      ...resting,
      nodes: [
        ...resting.nodes,
        { ...frame, id: 'gold', kind: 'condition', condition },
        { ...frame, id: 'won', kind: 'goal' },
      ],
      edges: [
        { from: 'enter', port: 'next', to: 'rest' },
        { from: 'rest', port: 'next', to: 'gold' },
        { from: 'gold', port: 'yes', to: 'won' },
        { from: 'gold', port: 'no', to: 'out' },
      ],
    })
    await house.take(go(['ana']))
    await house.work()
    house.clock.advance(2 * 3_600_000)
    const { runtime, workspaceId } = house
    const source = { sourceId: workspaceId, workspaceId, kind: 'server', name: 'Shop' } as const
    const imported = toEvent(house.clock, 'Imported', { user: 'ana', traits: { tier: 'gold' } })
    await runtime.takeEvents(source, [imported], 'history')
    await house.work()
    expect(await countRuns()).toEqual({ exit: 1 })
  })

  test('a person’s timers fire before events that arrived after them, in one batch', async () => {
    const definition = toRestingJourney()
    const exits = [{ event: 'Stop' }]
    await house.publish({ ...definition, settings: { ...definition.settings, exits } })
    await house.take(go(['early', 'late']))
    house.clock.advance(3_600_000 - 1)
    await house.take([toEvent(house.clock, 'Stop', { user: 'early' })])
    house.clock.advance(1)
    await house.take([toEvent(house.clock, 'Stop', { user: 'late' })])
    await house.work()
    expect(await countRuns()).toEqual({ 'exit-rule': 1, exit: 1 })
  })

  test('a long backlog of one partition does not keep the others waiting', async () => {
    await house.publish(toRestingJourney())
    await house.take(go(Array.from({ length: 300 }, (_, at) => `crowd-${at}`)))
    const leases = await house.lease()
    const busy = new Set((await readLog(house)).map(({ partitionId }) => partitionId))
    const outcome = await advanceBatch(house.runtime.resources, leases, busy.size)
    const moved = outcome.kind === 'advanced' ? outcome.leases.filter(({ applied }) => applied > 0) : []
    expect(moved).toHaveLength(busy.size)
    expect(outcome).toMatchObject({ more: true })
  })

  test('nothing is done twice: a batch under old leases is lost, and changes nothing', async () => {
    await house.publish(toRestingJourney())
    await house.take(go(['ana']))
    const leases = await house.lease()
    expect(await advanceBatch(house.runtime.resources, leases, 100)).toMatchObject({ kind: 'advanced' })
    expect(await advanceBatch(house.runtime.resources, leases, 100)).toEqual({ kind: 'lost' })
    expect(await countRuns()).toEqual({ active: 1 })
  })

  test('an event that reached somebody just merged away is forwarded, and happened once', async () => {
    const once: Condition = {
      op: 'count',
      event: 'Go',
      within: { amount: 1, unit: 'days' },
      is: 'exactly',
      times: 1,
    }
    const frame = { stage: 'decision', position: { x: 0, y: 0 }, title: 'once' }
    const definition = toRestingJourney([
      { ...frame, id: 'once', kind: 'condition', condition: once },
      { ...frame, id: 'again', kind: 'goal' },
    ])
    const edges = [
      { from: 'enter', port: 'next', to: 'once' },
      { from: 'once', port: 'yes', to: 'rest' },
      { from: 'once', port: 'no', to: 'again' },
      { from: 'rest', port: 'next', to: 'out' },
    ]
    await house.publish({ ...definition, edges })
    const phone = device('phone')
    await house.take([toEvent(house.clock, 'Page Viewed', { user: 'ana' })])
    house.clock.advance(1_000)
    await house.take([toEvent(house.clock, 'Page Viewed', { identifiers: [phone] })])
    const [stranger] = (await readLog(house)).filter(
      ({ body }) => body.kind === 'event' && body.event.identifiers[0]?.value === 'phone',
    )
    const known = { kind: 'user', value: 'ana' } as const
    await house.take([toEvent(house.clock, 'Identify', { identifiers: [known, phone] })])
    const event = toEvent(house.clock, 'Go', { identifiers: [phone] })
    const { occurredAt } = event
    if (!stranger) throw new Error('The stranger left nothing in the log')
    const late = { ...stranger, receivedAt: occurredAt, occurredAt, name: 'Go' }
    const body = { kind: 'event', sourceId: house.workspaceId, mode: 'live', event } as const
    await inEngineTx(house.store, (tx) => appendInputs(tx, [{ ...late, body }]))
    await house.work()
    expect(await countRuns()).toEqual({ active: 1 })
    await house.take([toEvent(house.clock, 'Go', { user: 'ana' })])
    house.clock.advance(3_600_000)
    await house.work()
    expect(await countRuns()).toEqual({ exit: 1 })
  })

  test('a timer that is overdue when a merge arrives fires once, wherever the two halves live', async () => {
    await meetOverdue()
    expect(await ask('select seq, input from history order by seq')).toMatchObject([
      { seq: 1 },
      { seq: 2, input: expect.stringContaining('timer:') },
    ])
    expect(await countRuns()).toEqual({ exit: 1 })
  })

  test('a merge of somebody with themselves changes nothing', async () => {
    await house.publish(toRestingJourney())
    await house.take(go(['ana']))
    const [ana] = await readLog(house)
    if (!ana) throw new Error('Ana left nothing in the log')
    const occurredAt = ana.receivedAt
    await inEngineTx(house.store, (tx) =>
      appendInputs(tx, [{ ...ana, occurredAt, name: '', body: { kind: 'merge', winner: ana } }]),
    )
    await house.work()
    expect(await readLog(house)).toHaveLength(2)
    expect(await ask('select merged_into from persons')).toEqual([{ merged_into: null }])
    expect(await countRuns()).toEqual({ active: 1 })
  })

  test('an idle batch writes nothing', async () => {
    expect(await advanceBatch(house.runtime.resources, await house.lease(), 100)).toEqual({ kind: 'idle' })
  })
})

/** UUIDs that all live in one partition. */
function toOnePartition(): Ids {
  const ids = seededIds('one partition')
  return { uuid: () => `${ids.uuid().slice(0, -6)}000005` }
}

describe('two people of one partition who are one', () => {
  beforeEach(async () => {
    house = await open(toOnePartition())
  })
  afterEach(() => house.close())

  test('keep their unsent messages, which leave once', async () => {
    const frame = { stage: 'decision', position: { x: 0, y: 0 }, title: 'mail' }
    const definition = toRestingJourney([
      {
        ...frame,
        id: 'mail',
        kind: 'message',
        channel: 'email',
        purpose: 'transactional',
        subject: 'Hello',
        body: 'Hello',
        onRefused: 'continue',
      },
    ])
    const edges = [
      { from: 'enter', port: 'next', to: 'mail' },
      { from: 'mail', port: 'next', to: 'rest' },
      { from: 'rest', port: 'next', to: 'out' },
    ]
    await house.publish({ ...definition, edges })
    await house.take([toEvent(house.clock, 'Page Viewed', { user: 'ana' })])
    house.clock.advance(1_000)
    const phone = device('phone')
    await house.take([
      toEvent(house.clock, 'Go', { identifiers: [phone, { kind: 'email', value: 'a@b.example' }] }),
    ])
    await house.work()
    await house.take([
      toEvent(house.clock, 'Identify', { identifiers: [{ kind: 'user', value: 'ana' }, phone] }),
    ])
    await house.work()
    const leases = await house.lease()
    const { signal } = new AbortController()
    expect((await deliverBatch(house.runtime.resources, { leases, signal }, 100)).claimed).toBe(1)
    expect(await ask('select status, attempt from outbox')).toEqual([{ status: 'sent', attempt: 1 }])
    expect(await countRuns()).toEqual({ active: 1 })
  })

  test('are moved by an overdue timer once', async () => {
    await meetOverdue()
    expect(await countRuns()).toEqual({ exit: 1 })
    expect(await ask('select seq from history order by seq')).toEqual([{ seq: 1 }, { seq: 2 }])
  })

  test('are worked alone in their partition, whatever stands around the merge', async () => {
    await house.publish(toRestingJourney())
    await house.take([toEvent(house.clock, 'Page Viewed', { user: 'ana' })])
    house.clock.advance(1_000)
    for (let at = 0; at < 5; at += 1) {
      await house.take([
        toEvent(house.clock, 'Go', { identifiers: [device(`d${at}`)] }),
        toEvent(house.clock, 'Go', { user: `other-${at}` }),
        toEvent(house.clock, 'Identify', { identifiers: [{ kind: 'user', value: 'ana' }, device(`d${at}`)] }),
      ])
    }
    await house.work()
    expect(await countRuns()).toEqual({ active: 6, merged: 4 })
    house.clock.advance(3_600_000)
    await house.work()
    expect(await countRuns()).toEqual({ exit: 6, merged: 4 })
    const { items } = await house.runtime.verbs.people.list({
      workspaceId: house.workspaceId,
      search: '',
      cursor: null,
      limit: 100,
    })
    expect(items).toHaveLength(6)
  })
})
