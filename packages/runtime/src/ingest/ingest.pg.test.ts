import type { Identifier } from '@periplo/model'
import { listIdentifiers, readConsent, toRunner } from '@periplo/store'
import type { PersonKey } from '@periplo/store'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toIdentifierHash } from './hashing.ts'
import { openRuntimeOver, readLog, toEvent, toSchema } from '../opened-runtime.fixture.ts'
import type { OpenedRuntime } from '../opened-runtime.fixture.ts'

async function open(): Promise<OpenedRuntime> {
  const ground = { clock: turnedClock('2026-03-02T10:00:00Z'), ids: seededIds('runtime') }
  return openRuntimeOver({ ...ground, database: await createDatabase(toSchema) })
}

let house: OpenedRuntime

beforeAll(async () => {
  house = await open()
})
afterAll(() => house.close())

const user = (value: string): Identifier => ({ kind: 'user', value })
const device = (value: string): Identifier => ({ kind: 'anonymous', value })
const take = (...all: readonly (readonly Identifier[])[]): Promise<void> =>
  house.take(all.map((identifiers) => toEvent(house.clock, 'Page Viewed', { identifiers })))

/** Who each identifier means now. */
async function findPeople(identifiers: readonly Identifier[]): Promise<readonly (string | undefined)[]> {
  const rows = await toRunner(house.store).run<{ kind: string; value: string; person_id: string }>(
    'find-people',
    'select kind, value, person_id from identifiers where workspace_id = $1',
    [house.workspaceId],
  )
  return identifiers.map(
    ({ kind, value }) => rows.find((row) => row.kind === kind && row.value === value)?.person_id,
  )
}

test('an event is written once, however often and through however many calls it comes', async () => {
  const event = toEvent(house.clock, 'Once', { user: 'once' })
  await Promise.all(Array.from({ length: 20 }, () => house.take([event, event])))
  const log = await readLog(house)
  expect(log.filter(({ body }) => body.kind === 'event' && body.event.name === 'Once')).toHaveLength(1)
})

test('strangers of one batch who share an identifier are one person from the start', async () => {
  await take([device('d1')], [device('d1'), user('u1')], [user('u1')])
  const [first, second] = await findPeople([device('d1'), user('u1')])
  expect(first).toBeDefined()
  expect(second).toBe(first)
})

test('a merge is written before the event that brought it, in one commit with the new meaning', async () => {
  await take([device('d2')])
  house.clock.advance(1_000)
  await take([user('u2')])
  const [winner, loser] = await findPeople([device('d2'), user('u2')])
  expect(loser).not.toBe(winner)
  await take([user('u2'), device('d2')])
  expect(await findPeople([device('d2'), user('u2')])).toEqual([winner, winner])
  const log = await readLog(house)
  const merge = log.find(({ body, personId }) => body.kind === 'merge' && personId === loser)
  expect(merge?.body).toMatchObject({ winner: { personId: winner } })
  expect(log.findLast(({ personId }) => personId === winner)?.body.kind).toBe('event')
})

test('what is remembered of somebody and what is asked anew in the same batch are one person', async () => {
  await take([user('u6'), device('d6')], [device('d6'), device('d7')])
  const before = await findPeople([user('u6'), device('d6'), device('d7')])
  await take([user('u6'), device('d8')], [user('u6'), device('d6')], [device('d6'), device('d7')])
  expect(await findPeople([user('u6'), device('d6'), device('d7')])).toEqual(before)
  expect(await findPeople([device('d8')])).toEqual([before[0]])
})

test('whoever is seen all the time is looked up again after ten minutes all the same', async () => {
  await take([user('u9')])
  const [other] = await findPeople([user('u6')])
  const repoint = 'update identifiers set person_id = $2 where workspace_id = $1 and value = $3'
  await toRunner(house.store).run('repoint', repoint, [house.workspaceId, other, 'u9'])
  for (let minute = 0; minute <= 10; minute += 1) {
    await take([user('u9')])
    house.clock.advance(60_000)
  }
  await take([user('u9')])
  const log = await readLog(house)
  expect(log.at(-1)?.personId).toBe(other)
})

test('a merge twice over in one batch ends at the eldest', async () => {
  await take([device('d3')])
  house.clock.advance(1_000)
  await take([device('d4')])
  house.clock.advance(1_000)
  await take([device('d5')])
  const [eldest] = await findPeople([device('d3')])
  await take([device('d4'), device('d5')], [device('d5'), device('d3')])
  expect(await findPeople([device('d3'), device('d4'), device('d5')])).toEqual([eldest, eldest, eldest])
})

test('writers who meet the same new identifiers at once agree on who they mean', async () => {
  const rounds = Array.from({ length: 12 }, (_, at) => [device(`race-${at % 3}`), user(`racer-${at % 3}`)])
  const other = await openAnother()
  await Promise.all(
    rounds.map((identifiers, at) =>
      (at % 2 === 0 ? house : other).take([toEvent(house.clock, 'Race', { identifiers })]),
    ),
  )
  for (const at of [0, 1, 2]) {
    const [one, two] = await findPeople([device(`race-${at}`), user(`racer-${at}`)])
    expect(one).toBeDefined()
    expect(two).toBe(one)
  }
  const log = await readLog(house)
  expect(log.filter(({ body }) => body.kind === 'event' && body.event.name === 'Race')).toHaveLength(12)
  await other.runtime.close()
})

test('an alias of oneself is written like any other event', async () => {
  const uuid = '0198c0de-0000-4000-8000-0000000000ff'
  const alias = (identifiers: readonly Identifier[], previous: Identifier) =>
    toEvent(house.clock, 'Alias', { type: 'alias', identifiers, previous })
  await house.take([alias([user('self')], user('self')), alias([user('new'), device(uuid)], device(uuid))])
  const [self, named, known] = await findPeople([user('self'), user('new'), device(uuid)])
  expect(self).toBeDefined()
  expect(known).toBe(named)
})

/** A transaction that holds something others then wait for. */
async function openBystander() {
  const client = await house.store.enginePool.connect()
  await client.query('begin')
  return {
    run: (text: string, values: readonly unknown[]) => client.query(text, [...values]),
    async leave() {
      await client.query('rollback')
      client.release()
    },
    /** Settles when so many wait for a lock, or the write is over. */
    async untilWaiting(count: number, write: Promise<void>) {
      const waiting = expect.poll(async () => {
        const { rows } = await house.store.enginePool.query<{ count: number }>(
          `select count(distinct pid)::int as count from pg_locks join pg_stat_activity using (pid)
           where not granted and datname = current_database()`,
        )
        return rows[0]?.count
      })
      await Promise.race([waiting.toBe(count), write])
    },
  }
}

const alias = (whose: Identifier, previous: Identifier) =>
  toEvent(house.clock, 'Alias', { type: 'alias', identifiers: [whose], previous })

test('two processes that merge a chain at once leave nobody pointing at somebody merged away', async () => {
  const [a, b, c] = [device('chain-a'), device('chain-b'), device('chain-c')]
  for (const one of [a, b, c]) {
    await take([one])
    house.clock.advance(1_000)
  }
  const other = await openAnother()
  const bystander = await openBystander()
  await bystander.run('select 1 from identifiers where key_hash = $1 for update', [toIdentifierHash(b)])
  const first = house.take([alias(a, b)])
  await bystander.untilWaiting(1, first)
  const second = other.take([alias(b, c)])
  await bystander.untilWaiting(2, second)
  await bystander.leave()
  await Promise.all([first, second])
  const [eldest] = await findPeople([a])
  expect(await findPeople([a, b, c])).toEqual([eldest, eldest, eldest])
  await other.runtime.close()
})

test('what is linked to somebody, and what they withdraw, while they are merged away goes with them', async () => {
  const [a, b] = [device('late-a'), device('late-b')]
  const address: Identifier = { kind: 'email', value: 'late@example.com' }
  for (const one of [a, b]) {
    await take([one])
    house.clock.advance(1_000)
  }
  const other = await openAnother()
  const bystander = await openBystander()
  await bystander.run(
    `insert into identifiers (workspace_id, key_hash, kind, value, person_id, partition_id, person_since)
     values ($1, $2, 'email', 'held', $1, 0, 0)`,
    [house.workspaceId, toIdentifierHash(address)],
  )
  const denied = { channel: 'email', purpose: 'marketing', state: 'denied' } as const
  const adding = other.take([toEvent(house.clock, 'Left', { identifiers: [b, address], consent: [denied] })])
  await bystander.untilWaiting(1, adding)
  const merging = house.take([alias(a, b)])
  await bystander.untilWaiting(2, merging)
  await bystander.leave()
  await Promise.all([adding, merging])
  const [eldest] = await findPeople([a])
  expect(await findPeople([a, b, address])).toEqual([eldest, eldest, eldest])
  const key = await findOwner('late-a')
  const held = await readConsent(toRunner(house.store), [{ ...key, at: Number.MAX_SAFE_INTEGER }])
  expect(held.get(key.personId)).toMatchObject([denied])
  await other.runtime.close()
})

test('what somebody withdraws just before they are merged away, in one batch, holds for who they become', async () => {
  const denied = { channel: 'email', purpose: 'marketing', state: 'denied' } as const
  await take([user('c3')])
  house.clock.advance(1_000)
  await house.take([
    toEvent(house.clock, 'Consent Updated', { identifiers: [device('c4')], consent: [denied] }),
    toEvent(house.clock, 'Identify', { identifiers: [user('c3'), device('c4')] }),
  ])
  const key = await findOwner('c3')
  const held = await readConsent(toRunner(house.store), [{ ...key, at: Number.MAX_SAFE_INTEGER }])
  expect(held.get(key.personId)).toMatchObject([denied])
})

/** A second process over the same database: its writes share no queue with the first. */
async function openAnother(): Promise<Pick<OpenedRuntime, 'take' | 'runtime'>> {
  const { openRuntime } = await import('../open-runtime.ts')
  const { resources } = house.runtime
  const runtime = await openRuntime({
    ...resources,
    mail: { smtpUrl: null, from: 'shop@example.com' },
    egressAllow: [],
    secretKey: Buffer.alloc(32, 3),
  })
  const { workspaceId } = house
  const source = { sourceId: workspaceId, workspaceId, kind: 'server', name: 'Shop' } as const
  return { runtime, take: (events) => runtime.takeEvents(source, events) }
}

/** Whose the last event of a user is. */
async function findOwner(name: string): Promise<PersonKey> {
  const log = await readLog(house)
  const found = log.findLast(
    ({ body }) => body.kind === 'event' && body.event.identifiers.some(({ value }) => value === name),
  )
  if (!found) throw new Error(`Nothing in the log is by ${name}`)
  const { workspaceId, partitionId, personId } = found
  return { workspaceId, partitionId, personId }
}

test('consent holds from the commit of its event on, before anybody has worked it', async () => {
  const choice = { channel: 'email', purpose: 'marketing', state: 'denied' } as const
  await house.take([toEvent(house.clock, 'Consent Updated', { user: 'c1', consent: [choice] })])
  const key = await findOwner('c1')
  const held = await readConsent(toRunner(house.store), [{ ...key, at: Number.MAX_SAFE_INTEGER }])
  expect(held.get(key.personId)).toMatchObject([choice])
  const identifiers = await listIdentifiers(toRunner(house.store), [key])
  expect(identifiers.get(key.personId)).toEqual([user('c1')])
})

test('consent from tomorrow counts from today: a clock that runs ahead grants nothing later', async () => {
  const choice = { channel: 'email', purpose: 'marketing', state: 'granted' } as const
  const now = house.clock.now().getTime()
  await house.take([
    toEvent(house.clock, 'Consent Updated', { user: 'c2', consent: [choice], occurredAt: now + 86_400_000 }),
  ])
  const key = await findOwner('c2')
  const held = await readConsent(toRunner(house.store), [{ ...key, at: now }])
  expect(held.get(key.personId)).toMatchObject([{ state: 'granted', at: now }])
})
