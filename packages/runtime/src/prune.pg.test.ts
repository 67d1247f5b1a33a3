import { migrate, openStore } from '@periplo/store'
import type { Store } from '@periplo/store'
import { createDatabase } from '@periplo/testkit'
import type { TestDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pruneBefore } from './prune.ts'

const BEFORE = Date.UTC(2026, 2, 2)

let database: TestDatabase
let store: Store
beforeAll(async () => {
  database = await createDatabase((url) => migrate({ url }))
  store = openStore({ url: database.url })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

test('everything old goes in one round, however much there is, and nothing else', async () => {
  const ages = `generate_series(1, 25000) n cross join lateral (select $1::bigint - case when n > 10 then n else 1 - n end as at) a`
  const workspace = `'018f2f6a-0000-4000-8000-000000000001'::uuid`
  await store.authPool.query(
    `insert into periplo.seen_messages select ${workspace}, gen_random_uuid(), at from ${ages}`,
    [BEFORE],
  )
  await store.authPool.query(
    `insert into periplo.rejections select ${workspace}, gen_random_uuid(), ${workspace}, at, 'code', 'reason', '' from ${ages}`,
    [BEFORE],
  )
  await pruneBefore(store, BEFORE, new AbortController().signal)
  const { rows } = await store.authPool.query(
    `select (select array_agg((seen_at - $1)::int order by seen_at) from periplo.seen_messages) as claims,
      (select array_agg((received_at - $1)::int order by received_at) from periplo.rejections) as rejections`,
    [BEFORE],
  )
  const young = Array.from({ length: 10 }, (_, at) => at)
  expect(rows).toEqual([{ claims: young, rejections: young }])
})
