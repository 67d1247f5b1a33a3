import { createDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { openStore } from './open-store.ts'
import type { Store } from './open-store.ts'
import { isSettled, listSentEmails } from './replay.ts'
import { toRunner } from './tx.ts'

const WORKSPACE = '00000000-0000-4000-8000-00000000000a'
const OTHER = '00000000-0000-4000-8000-00000000000b'
const UNTIL = Date.parse('2026-03-02T00:00:00Z')

let store: Store
let drop: () => Promise<void>
beforeAll(async () => {
  const database = await createDatabase((url) => migrate({ url }))
  store = openStore({ url: database.url })
  drop = () => database.drop()
  await store.enginePool.query("select ensure_month('2026-03-01')")
})
afterAll(async () => {
  await store.close()
  await drop()
})

const settled = (workspaceId = WORKSPACE): Promise<boolean> =>
  isSettled(toRunner(store), { workspaceId, until: UNTIL })

async function putMessage(sendKey: string, status: string, createdAt: number): Promise<void> {
  await store.enginePool.query(
    `insert into outbox (workspace_id, partition_id, send_key, created_day, person_id, enrollment_id, journey_id, version_id,
       node_id, visit, channel, purpose, status, attempt, due_at, created_at, payload)
     values ($1, 3, $2, '2026-03-01', $1, $1, $1, $1, 'mail', 1, 'email', 'marketing', $3, 0, $4, $4, '{}')`,
    [WORKSPACE, sendKey, status, createdAt],
  )
}

async function putWait(dueAt: number): Promise<void> {
  await store.enginePool.query('delete from enrollments')
  await store.enginePool.query(
    `insert into enrollments (workspace_id, partition_id, enrollment_id, person_id, journey_id, version_id, entry_number,
       correlation, status, seq, node_id, node_entered_at, stage_id, stage_entered_at, due_at, entered_at, envelope)
     values ($1, 5, $1, $1, $1, $1, 1, '', 'active', 1, 'wait', 0, 's', 0, $2, 0, '{}')`,
    [WORKSPACE, dueAt],
  )
}

test('an empty installation is settled', async () => {
  expect(await settled()).toBe(true)
})

test('inputs nobody has applied keep every workspace from being settled', async () => {
  await store.enginePool.query('update log_heads set head = 1 where partition_id = 9')
  expect(await settled()).toBe(false)
  await store.enginePool.query('update partition_offsets set applied = 1 where partition_id = 9')
  expect(await settled()).toBe(true)
})

test('a timer counts up to the instant, the instant included, and in its own workspace', async () => {
  await putWait(UNTIL + 1)
  expect(await settled()).toBe(true)
  await putWait(UNTIL)
  expect(await settled()).toBe(false)
  expect(await settled(OTHER)).toBe(true)
  await putWait(UNTIL + 1)
})

test('a pending message keeps its workspace from being settled, whenever it is due', async () => {
  await putMessage('pending', 'pending', UNTIL + 60_000)
  expect(await settled()).toBe(false)
  expect(await settled(OTHER)).toBe(true)
})

test('sent e-mails are listed from the first instant to before the last, oldest first', async () => {
  for (const [key, at] of [
    ['c', 30],
    ['a', 10],
    ['b', 20],
    ['d', 40],
  ] as const)
    await putMessage(key, 'sent', at)
  await putMessage('refused', 'refused', 20)
  const found = await listSentEmails(toRunner(store), { workspaceId: WORKSPACE, from: 10, until: 40 })
  expect(found.map(({ sendKey, email }) => ({ sendKey, email }))).toEqual([
    { sendKey: 'a', email: null },
    { sendKey: 'b', email: null },
    { sendKey: 'c', email: null },
  ])
})
