import { toBlankDefinition } from '@periplo/model'
import type { JourneyDefinition, TrackedEvent } from '@periplo/model'
import { leasePartitionsBatch, migrate, openStore, toRunner } from '@periplo/store'
import type { Lease, Store } from '@periplo/store'
import { createDatabase, seededIds, turnedClock } from '@periplo/testkit'
import type { TestDatabase } from '@periplo/testkit'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { advanceBatch } from '../advance/advance-batch.ts'
import { deliverBatch } from '../deliver/deliver-batch.ts'
import { toPartition } from '../ingest/hashing.ts'
import { openRuntime } from '../open-runtime.ts'
import type { Runtime } from '../open-runtime.ts'
import { auditInstallation } from './audit-installation.ts'

const START = '2026-03-02T10:00:00Z'
const END = Date.parse('2026-03-02T14:00:00Z')
const frame = { title: 'A step', position: { x: 0, y: 0 } }
const cart: JourneyDefinition = {
  ...toBlankDefinition('Cart'),
  nodes: [
    { ...frame, id: 'enter', kind: 'event-entry', stage: 'awareness', event: 'Product Added' },
    {
      ...frame,
      id: 'wait',
      kind: 'wait-for-event',
      stage: 'consideration',
      event: 'Order Completed',
      timeout: { amount: 1, unit: 'hours' },
    },
    {
      ...frame,
      id: 'mail',
      kind: 'message',
      stage: 'decision',
      channel: 'email',
      purpose: 'transactional',
      subject: 'Hello',
      body: 'Your cart',
      onRefused: 'continue',
    },
    { ...frame, id: 'rest', kind: 'delay', stage: 'service', duration: { amount: 2, unit: 'days' } },
    { ...frame, id: 'done', kind: 'goal', stage: 'decision' },
    { ...frame, id: 'out', kind: 'exit', stage: 'service' },
  ],
  edges: [
    { from: 'enter', port: 'next', to: 'wait' },
    { from: 'wait', port: 'arrived', to: 'done' },
    { from: 'wait', port: 'timed-out', to: 'mail' },
    { from: 'mail', port: 'next', to: 'rest' },
    { from: 'rest', port: 'next', to: 'out' },
  ],
  settings: {
    ...toBlankDefinition('Cart').settings,
    reentry: { mode: 'always' },
    goal: { event: 'Order Completed' },
  },
}

let open: { database: TestDatabase; store: Store } | undefined

afterEach(async () => {
  await open?.store.close()
  await open?.database.drop()
  open = undefined
})

/** A copy of a database in which people of two workspaces have been through a journey, some of them merged. */
async function openWorld(): Promise<Store> {
  const database = await createDatabase(buildWorld, { template: 'audited world' })
  const store = openStore({ url: database.url })
  open = { database, store }
  return store
}

async function buildWorld(url: string): Promise<void> {
  await migrate({ url })
  const store = openStore({ url })
  const clock = turnedClock(START)
  const runtime = await openRuntime({
    store,
    clock,
    ids: seededIds('audit'),
    log: pino({ level: 'silent' }),
    mail: { smtpUrl: null, from: 'shop@example.com' },
    egressAllow: [],
    publicUrl: 'http://127.0.0.1',
    secretKey: Buffer.alloc(32, 1),
  })
  for (const name of ['North', 'South']) await liveInWorkspace({ runtime, clock }, name)
  await runtime.close()
  await store.close()
}

function leaseAll(store: Store): Promise<readonly Lease[]> {
  return leasePartitionsBatch(toRunner(store), { owner: 'test', now: 0, leaseUntil: 1 }, 64)
}

async function liveInWorkspace(
  { runtime, clock }: { runtime: Runtime; clock: ReturnType<typeof turnedClock> },
  name: string,
): Promise<void> {
  const actor = { memberId: 'm', name: 'Marta' }
  const setUp = { name, zone: 'Europe/Madrid', currency: 'EUR', clock: 'live', demo: false } as const
  const workspaceId = await runtime.createWorkspace(setUp)
  const { journeyId, revision } = await runtime.verbs.journeys.create({
    workspaceId,
    name: 'Cart',
    definition: cart,
    actor,
  })
  await runtime.verbs.journeys.publish({ workspaceId, journeyId, revision, actor })
  const tell = async (id: string, about: Partial<TrackedEvent>): Promise<void> => {
    const source = { sourceId: workspaceId, workspaceId, kind: 'server' as const, name: 's' }
    const event: TrackedEvent = {
      eventId: id,
      type: 'track',
      name: 'Product Added',
      occurredAt: clock.now().getTime(),
      channel: 'web',
      identifiers: [],
      properties: { order_id: id },
      flags: [],
      ...about,
    }
    await runtime.takeEvents(source, [event])
    await work(runtime)
  }
  clock.set(START)
  await tell('1', { identifiers: user('ana') })
  await tell('2', { identifiers: user('bea') })
  await tell('3', { identifiers: [{ kind: 'anonymous', value: 'phone' }] })
  await tell('4', { identifiers: [{ kind: 'anonymous', value: 'laptop' }] })
  clock.advance(10 * 60_000)
  await tell('5', { identifiers: user('ana'), name: 'Order Completed', channel: 'pos' })
  await tell('6', { identifiers: [...user('cleo'), { kind: 'anonymous', value: 'phone' }] })
  await tell('7', {
    identifiers: [...user('cleo'), { kind: 'anonymous', value: 'laptop' }],
    name: 'Page Viewed',
  })
  await tell('8', { identifiers: user('cleo'), name: 'Order Completed' })
  clock.advance(90 * 60_000)
  await work(runtime)
}

function user(value: string): TrackedEvent['identifiers'] {
  return [
    { kind: 'user', value },
    { kind: 'email', value: `${value}@example.com` },
  ]
}

/** Does all there is to do. */
async function work({ resources }: Runtime): Promise<void> {
  const { signal } = new AbortController()
  for (;;) {
    const leases = await leaseAll(resources.store)
    const outcome = await advanceBatch(resources, leases, 1_000)
    const { claimed } = await deliverBatch(resources, { leases, signal }, 100)
    if (outcome.kind === 'idle' && claimed === 0) return
  }
}

const terms = { now: END, toleranceMs: 60_000, isDrained: true }

test('a healthy database has no findings, merges and second runs included', async () => {
  const audit = await auditInstallation(await openWorld(), terms)
  expect(audit.findings).toEqual([])
  expect(audit.looked).toEqual({ workspaces: 2, events: 16, people: 6, enrollments: 10, messages: 2 })
})

const ANY_ENROLLMENT = `enrollment_id = (select enrollment_id from periplo.enrollments order by 1 limit 1)`
const ACTIVE = `enrollment_id = (select enrollment_id from periplo.enrollments where status = 'active' order by 1 limit 1)`
const SENT = `send_key = (select send_key from periplo.outbox where status = 'sent' order by 1 limit 1)`

test.each([
  [
    'log-gap',
    `delete from periplo.event_log where ctid = (select ctid from periplo.event_log where name = 'Page Viewed' limit 1)`,
  ],
  [
    'applied-beyond-head',
    `update periplo.partition_offsets set applied = applied + 1000 where partition_id = 3`,
  ],
  ['event-twice', `update periplo.event_log set body = replace(body, '"eventId":"2"', '"eventId":"5"')`],
  [
    'event-lost',
    `insert into periplo.seen_messages select workspace_id, gen_random_uuid(), 0 from periplo.workspaces limit 1`,
  ],
  ['history-gap', `update periplo.enrollments set seq = seq + 1 where ${ANY_ENROLLMENT}`],
  ['history-without-enrollment', `delete from periplo.enrollments where ${ANY_ENROLLMENT}`],
  [
    'input-taken-twice',
    `update periplo.history h set input = f.input from periplo.history f
    where f.seq = 1 and h.seq = 2 and h.enrollment_id = f.enrollment_id and h.partition_id = f.partition_id`,
  ],
  ['fold-differs', `update periplo.enrollments set node_id = 'mail' where ${ANY_ENROLLMENT}`],
  ['fold-differs', `update periplo.enrollments set converted_at = 7 where ${ANY_ENROLLMENT}`],
  [
    'fold-differs',
    `update periplo.enrollments set envelope = replace(envelope, '"wait":1', '"wait":2') where ${ANY_ENROLLMENT}`,
  ],
  ['fact-out-of-place', `update periplo.history set facts = replace(facts, '"wait"', '"elsewhere"')`],
  [
    'version-missing',
    `update periplo.enrollments set version_id = gen_random_uuid() where ${ANY_ENROLLMENT}`,
  ],
  [
    'send-twice',
    `insert into periplo.outbox select (jsonb_populate_record(o, '{"send_key": "another"}')).* from periplo.outbox o where ${SENT}`,
  ],
  [
    'send-key-shared',
    `insert into periplo.outbox select (jsonb_populate_record(o, '{"visit": 9, "created_day": "2026-03-05"}')).* from periplo.outbox o where ${SENT}`,
  ],
  ['message-unsettled', `update periplo.outbox set settled_at = null where ${SENT}`],
  ['outcome-missing', `delete from periplo.message_facts where ${SENT}`],
  [
    'timer-missing',
    `update periplo.enrollments set due_at = null, envelope = (envelope::jsonb || '{"timers": []}')::text where ${ACTIVE}`,
  ],
  ['timer-left-over', `update periplo.enrollments set due_at = 9e15 where status = 'ended'`],
  ['due-differs', `update periplo.enrollments set due_at = due_at + 1 where ${ACTIVE}`],
  [
    'rollup-differs',
    `update periplo.rollups set total = total + 1 where counter = 'entered' and subject = 'journey'`,
  ],
  ['rollup-differs', `delete from periplo.orders`],
  ['rollup-differs', `delete from periplo.message_facts where ${SENT}`],
  [
    'sent-after-withdrawal',
    `with denied as (update periplo.outbox set purpose = 'marketing' returning *)
    insert into periplo.consent_ledger select workspace_id, partition_id, person_id, gen_random_uuid(), channel, 'marketing', 'denied', 0, 'event:1' from denied`,
  ],
  [
    'sent-after-withdrawal',
    `with mails as (update periplo.outbox set purpose = 'marketing' returning *)
    insert into periplo.consent_ledger select workspace_id, partition_id, person_id, (case s when 'denied' then '0' else 'f' end || substr(gen_random_uuid()::text, 2))::uuid, channel, 'marketing', s, 0, 'event:1' from mails, unnest(array['denied', 'granted']) s`,
  ],
  [
    'workspace-crossed',
    `update periplo.outbox set version_id = (select version_id from periplo.versions v where v.workspace_id <> outbox.workspace_id)`,
  ],
  [
    'workspace-crossed',
    `update periplo.rollups set version_id = (select version_id from periplo.versions v where v.workspace_id <> rollups.workspace_id) where version_id <> ''`,
  ],
  ['person-missing', `delete from periplo.persons where merged_into is null`],
  ['partition-astray', `update periplo.identifiers set partition_id = (partition_id + 1) % 64`],
  [
    'move-missed',
    `insert into periplo.moves select workspace_id, journey_id, 1, json_build_object('kind', 'follow', 'spreadMs', 0,
      'from', json_build_array(version_id), 'toVersionId', version_id)::text, 0, 'Marta', ~(B'0'::bit(64))
      from periplo.versions`,
  ],
  ['input-past-due', `update periplo.partition_offsets set applied = applied - 1 where applied > 0`],
  ['timer-past-due', `update periplo.enrollments set due_at = 1 where ${ACTIVE}`],
  ['message-past-due', `update periplo.outbox set status = 'pending', settled_at = null where ${SENT}`],
] as const)('%s is found (%#)', async (check, damage) => {
  const store = await openWorld()
  await store.authPool.query(damage)
  const { findings } = await auditInstallation(store, terms)
  expect(findings.map((finding) => finding.check)).toContain(check)
})

test('what waits while no worker is there is no fault, unless it was promised to be done', async () => {
  const store = await openWorld()
  const due = { ...terms, now: END + 7 * 86_400_000 }
  const found = async (isDrained: boolean): Promise<readonly string[]> =>
    (await auditInstallation(store, { ...due, isDrained })).findings.map((finding) => finding.check)
  expect(await found(false)).toEqual([])
  expect(await found(true)).toEqual(['timer-past-due', 'timer-past-due'])
  await store.authPool.query(
    `update periplo.partition_offsets set owner = 'somebody', lease_until = ${due.now + 1}`,
  )
  expect(await found(false)).toEqual(['timer-past-due', 'timer-past-due'])
})

test('the audit knows the partition of a person as ingest does', async () => {
  const store = await openWorld()
  const { rows } = await store.authPool.query<{ person_id: string; partition_id: number }>(
    'select person_id, partition_id from periplo.persons',
  )
  for (const row of rows) expect(row.partition_id).toBe(toPartition(row.person_id))
})
