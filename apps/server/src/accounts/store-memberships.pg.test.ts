import { invariant } from '@periplo/model'
import { createIds, openRuntime, type Runtime, systemClock } from '@periplo/runtime'
import { migrate, openStore, putMember, type Store } from '@periplo/store'
import { createDatabase, type TestDatabase } from '@periplo/testkit'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMemberships } from './store-memberships.ts'

const MEMBER = { memberId: 'olga', name: 'Olga', email: 'olga@example.com' }

let database: TestDatabase
let store: Store
let runtime: Runtime
const workspaces = new Map<string, string>()

beforeAll(async () => {
  database = await createDatabase((url) => migrate({ url }))
  store = openStore({ url: database.url })
  runtime = await openRuntime({
    store,
    clock: systemClock,
    ids: createIds(systemClock),
    log: pino({ level: 'silent' }),
    mail: { smtpUrl: null, from: 'a@b.example' },
    egressAllow: [],
    publicUrl: 'http://localhost:3000',
    secretKey: Buffer.alloc(32, 9),
  })
  await make('Live', { clock: 'live', demo: false })
  await make('Demo', { clock: 'live', demo: true })
  await make('Replay', { clock: 'turned', demo: false })
})
afterAll(async () => {
  await runtime.close()
  await store.close()
  await database.drop()
})

async function make(name: string, kind: { clock: 'live' | 'turned'; demo: boolean }): Promise<void> {
  const zoned = { zone: 'UTC', currency: 'EUR', ...(kind.clock === 'turned' && { turnedAt: 0 }) }
  workspaces.set(name, await runtime.createWorkspace({ name, ...zoned, ...kind }))
}

function getId(name: string): string {
  const id = workspaces.get(name)
  invariant(id !== undefined, 'the workspace was made')
  return id
}

test.each([
  {
    in: 'Live',
    role: 'owner',
    hasSecondFactor: false,
    acts: 'admin',
    wants: true,
    why: 'asked to set it up',
  },
  { in: 'Live', role: 'owner', hasSecondFactor: true, acts: 'owner', wants: false, why: 'has it' },
  { in: 'Live', role: 'admin', hasSecondFactor: false, acts: 'admin', wants: false, why: 'no owner' },
  { in: 'Demo', role: 'owner', hasSecondFactor: false, acts: 'owner', wants: false, why: 'a demo' },
  { in: 'Replay', role: 'owner', hasSecondFactor: false, acts: 'owner', wants: false, why: 'reaches nobody' },
] as const)('a member who is $role in $in acts as $acts ($why)', async (row) => {
  const workspaceId = getId(row.in)
  const { memberId: userId, name, email } = MEMBER
  await putMember(store, { workspaceId, userId, name, email, role: row.role })
  const memberships = createMemberships(store)
  const session = { ...MEMBER, hasSecondFactor: row.hasSecondFactor }
  expect(await memberships.findRole({ workspaceId, session })).toBe(row.acts)
  const listed = await memberships.list({ session })
  expect(listed).toContainEqual({ workspaceId, name: row.in, role: row.role, wantsSecondFactor: row.wants })
})

test('nobody belongs where they were not made a member', async () => {
  const session = { ...MEMBER, memberId: 'nobody', hasSecondFactor: true }
  const memberships = createMemberships(store)
  expect(await memberships.findRole({ workspaceId: getId('Live'), session })).toBeUndefined()
  expect(await memberships.list({ session })).toEqual([])
})
