import type { SendSlot } from '@periplo/model'
import { NO_SEND_RULES } from '@periplo/model'
import { createDatabase } from '@periplo/testkit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AT, W, openStoreOver, toSchema } from './fresh-store.fixture.ts'
import type { FreshStore } from './fresh-store.fixture.ts'
import {
  inEngineTx,
  insertWorkspace,
  moveSendLedgers,
  readSendLedgers,
  toRunner,
  updateSendRules,
  writeSendLedgers,
} from './index.ts'
import type { Runner, SendLedger } from './index.ts'

const ANA = { workspaceId: W, partitionId: 1, personId: '00000000-0000-4000-8000-0000000000a1' }
const BEA = { workspaceId: W, partitionId: 2, personId: '00000000-0000-4000-8000-0000000000b2' }
const CLEO = { workspaceId: W, partitionId: 0, personId: '00000000-0000-4000-8000-0000000000c3' }
const CAPPED = { channels: { email: { caps: [{ most: 1, within: { amount: 1, unit: 'days' } as const }] } } }

let fresh: FreshStore
let run: Runner

beforeAll(async () => {
  fresh = openStoreOver(await createDatabase(toSchema))
  run = toRunner(fresh.store)
  const facts = { name: 'Shop', zone: 'UTC', currency: 'EUR', clock: 'live', demo: false } as const
  const blank = { sealedSecret: '', createdAt: AT, turnedAt: null, history: null, sendRules: NO_SEND_RULES }
  await insertWorkspace(fresh.store, { workspaceId: W, ...facts, ...blank })
})
afterAll(() => fresh.close())
beforeEach(async () => {
  await updateSendRules(fresh.store, W, { rules: CAPPED, now: AT })
})

const email = 'email' as const
const NOTHING: SendLedger = { revision: 0, slots: [] }
const slot = (sendKey: string): SendSlot => ({ sendKey, at: AT })
const read = async (person: typeof ANA): Promise<SendLedger | 'closed'> =>
  (await readSendLedgers(run, [{ ...person, channel: email }])).get(`${person.personId}/email`) ?? NOTHING
const write = async (person: typeof ANA, revision: number, slots: readonly SendSlot[]): Promise<boolean> =>
  (await writeSendLedgers(run, [{ ...person, channel: email, revision, slots }])).size === 1
const revisionOf = async (person: typeof ANA): Promise<number> => {
  const ledger = await read(person)
  return ledger === 'closed' ? NaN : ledger.revision
}
const merge = (loser: typeof ANA, winner: typeof ANA) =>
  inEngineTx(fresh.store, (tx) => moveSendLedgers(tx, [{ workspaceId: W, loser, winner }], [email]))

test('of many who have read one ledger exactly one writes it', async () => {
  for (const round of [1, 2, 3]) {
    const before = await revisionOf(ANA)
    const tries = Array.from({ length: 12 }, (_, at) => write(ANA, before, [slot(`${round}-${at}`)]))
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
    expect(await read(ANA)).toMatchObject({ slots: [{ sendKey: expect.stringContaining(`${round}-`) }] })
  }
})

test('many ledgers are written at once by two who see them in other orders, and neither waits for ever', async () => {
  const people = [ANA, BEA, CLEO]
  for (let round = 0; round < 20; round += 1) {
    const seen = await Promise.all(
      people.map(async (person) => ({ ...person, channel: email, revision: await revisionOf(person) })),
    )
    const wishes = seen.map((ledger) => ({ ...ledger, slots: [slot(`round-${round}`)] }))
    const written = await Promise.all([
      writeSendLedgers(run, wishes),
      writeSendLedgers(run, wishes.toReversed()),
    ])
    expect(written.reduce((sum, { size }) => sum + size, 0)).toBe(3)
  }
})

test('a merge gives the survivor what both were sent, and nobody writes the other any more', async () => {
  const people = Array.from({ length: 2 }, (_, at) => ({
    ...ANA,
    partitionId: at,
    personId: `00000000-0000-4000-8000-00000000d00${at}`,
  }))
  const [loser = ANA, winner = ANA] = people
  await write(loser, 0, [slot('his')])
  await write(winner, 0, [slot('hers')])
  const [seenLoser, seenWinner] = [await revisionOf(loser), await revisionOf(winner)]
  await merge(loser, winner)
  expect(await read(loser)).toBe('closed')
  expect(await read(winner)).toMatchObject({ slots: [slot('hers'), slot('his')] })
  expect(await write(loser, seenLoser, [slot('late')])).toBe(false)
  expect(await write(winner, seenWinner, [slot('late')])).toBe(false)
})

test('whoever was never written to is closed, too, before anybody can write', async () => {
  const loser = { ...ANA, personId: '00000000-0000-4000-8000-00000000e001' }
  const winner = { ...BEA, personId: '00000000-0000-4000-8000-00000000e002' }
  await merge(loser, winner)
  expect(await write(loser, 0, [slot('late')])).toBe(false)
  expect(await read(loser)).toBe('closed')
})

test('merges in a row end with the last survivor', async () => {
  const [a, b, c] = ['f001', 'f002', 'f003'].map((end, at) => ({
    ...ANA,
    partitionId: at,
    personId: `00000000-0000-4000-8000-00000000${end}`,
  }))
  if (!a || !b || !c) return
  await write(a, 0, [slot('a')])
  await inEngineTx(fresh.store, (tx) =>
    moveSendLedgers(
      tx,
      [
        { workspaceId: W, loser: a, winner: b },
        { workspaceId: W, loser: b, winner: c },
      ],
      [email],
    ),
  )
  expect([await read(a), await read(b)]).toEqual(['closed', 'closed'])
  expect(await read(c)).toMatchObject({ slots: [slot('a')] })
})

test('where nothing is counted a merge leaves no ledgers behind', async () => {
  await updateSendRules(fresh.store, W, { rules: NO_SEND_RULES, now: AT })
  const loser = { ...ANA, personId: '00000000-0000-4000-8000-00000000e003' }
  const winner = { ...BEA, personId: '00000000-0000-4000-8000-00000000e004' }
  await merge(loser, winner)
  expect([await read(loser), await read(winner)]).toEqual([NOTHING, NOTHING])
})
