import { createDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AT, PERSON, W, openStoreOver, toSchema } from './fresh-store.fixture.ts'
import type { FreshStore } from './fresh-store.fixture.ts'
import { appendConsent, readConsent, toRunner } from './index.ts'

const HERE = { workspaceId: W, partitionId: 3, personId: PERSON }

let fresh: FreshStore

beforeAll(async () => {
  fresh = openStoreOver(await createDatabase(toSchema))
  const lines = [
    { state: 'granted', at: AT, channel: 'email', purpose: 'marketing' },
    { state: 'denied', at: AT + 10, channel: 'email', purpose: 'marketing' },
    { state: 'granted', at: AT + 20, channel: 'email', purpose: 'marketing' },
    { state: 'granted', at: AT + 30, channel: 'email', purpose: 'marketing' },
    { state: 'denied', at: AT + 30, channel: 'email', purpose: 'marketing' },
    { state: 'granted', at: AT + 5, channel: 'sms', purpose: 'marketing' },
  ] as const
  await appendConsent(
    toRunner(fresh.store),
    lines.map((line) => ({ ...HERE, entry: { ...line, origin: 'event:1' } })),
  )
})
afterAll(() => fresh.close())

test.each([
  { at: AT - 1, email: undefined, why: 'nothing was said yet' },
  { at: AT, email: 'granted', why: 'the moment itself counts' },
  { at: AT + 9, email: 'granted', why: 'until the next choice' },
  { at: AT + 10, email: 'denied', why: 'withdrawn' },
  { at: AT + 20, email: 'granted', why: 'given again' },
  { at: AT + 30, email: 'denied', why: 'of one instant the denial holds' },
])('at $at e-mail was $email ($why)', async ({ at, email }) => {
  const held = await readConsent(toRunner(fresh.store), [{ ...HERE, at }])
  expect(held.get(PERSON)?.find(({ channel }) => channel === 'email')?.state).toBe(email)
})

test('each channel has its own choice, and a person of another partition has none', async () => {
  const other = { ...HERE, partitionId: 4, personId: W }
  const held = await readConsent(toRunner(fresh.store), [
    { ...HERE, at: AT + 5 },
    { ...other, at: AT + 5 },
  ])
  expect(held.get(PERSON)?.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
    'email granted',
    'sms granted',
  ])
  expect(held.get(W)).toBeUndefined()
})

test('a line is never changed: the engine may add, and nobody may delete', async () => {
  const remove = fresh.store.enginePool.query('delete from consent_ledger')
  await expect(remove).rejects.toThrow(/permission denied/)
})
