import type { Fact } from '@periplo/model'
import { expect, test } from 'vitest'
import { decodeFacts, encodeFacts } from './fact-codec.ts'

const AT = 1_795_357_260_338
const COUNTED = { begunAt: AT - 9, entryNumber: 1, stages: { service: AT - 5 } }
const FACTS: readonly Fact[] = [
  { kind: 'enrollment-entered', at: AT, entryNumber: 1 },
  { kind: 'stage-entered', at: AT, stage: 'awareness', entryNumber: 2, from: { service: AT - 5 } },
  { kind: 'stage-regressed', at: AT, stage: 'awareness', from: 'service' },
  { kind: 'node-entered', at: AT, node: 'enter', visit: 1 },
  { kind: 'node-left', at: AT + 7, node: 'enter', port: 'next', to: 'dear', enteredAt: AT },
  { kind: 'moved-out', at: AT + 7, version: 'v1', node: 'dear', enteredAt: AT, ...COUNTED },
  { kind: 'moved-in', at: AT + 7, version: 'v2', node: 'dear', enteredAt: AT, ...COUNTED, visit: 1 },
  { kind: 'message', at: AT + 8, node: 'mail', outcome: 'refused', reason: 'no-consent', sendKey: 'k' },
  { kind: 'message', at: AT + 9, node: 'mail', outcome: 'sent', sendKey: 'k' },
  { kind: 'assigned', at: AT + 8, node: 'test', arm: 'control' },
  { kind: 'goal-reached', at: AT + 9, enteredAt: AT - 86_400_000, entryNumber: 1 },
  { kind: 'enrollment-ended', at: AT + 9, node: 'out', enteredAt: AT - 1, reason: 'exit' },
  { kind: 'stage-left', at: AT + 9, stage: 'awareness', enteredAt: AT - 86_400_000 },
]

/** One of each kind: a kind that is not here does not compile. */
const EACH: { readonly [Kind in Fact['kind']]: Extract<Fact, { readonly kind: Kind }> } = {
  'enrollment-entered': { kind: 'enrollment-entered', at: AT, entryNumber: 1 },
  'node-entered': { kind: 'node-entered', at: AT, node: 'enter', visit: 1 },
  'node-left': { kind: 'node-left', at: AT, node: 'enter', port: 'next', to: 'dear', enteredAt: AT },
  'stage-entered': { kind: 'stage-entered', at: AT, stage: 'service', entryNumber: 2, from: {} },
  'stage-regressed': { kind: 'stage-regressed', at: AT, stage: 'awareness', from: 'service' },
  'stage-left': { kind: 'stage-left', at: AT, stage: 'awareness', enteredAt: AT - 9 },
  'enrollment-ended': { kind: 'enrollment-ended', at: AT, node: 'out', enteredAt: AT - 1, reason: 'exit' },
  'goal-reached': { kind: 'goal-reached', at: AT, enteredAt: AT - 9, entryNumber: 1 },
  'moved-out': { kind: 'moved-out', at: AT, version: 'v1', node: 'dear', enteredAt: AT, ...COUNTED },
  'moved-in': { kind: 'moved-in', at: AT, version: 'v2', node: 'dear', enteredAt: AT, ...COUNTED, visit: 1 },
  emitted: { kind: 'emitted', at: AT, node: 'tell', event: 'Told' },
  'audience-changed': { kind: 'audience-changed', at: AT, node: 'list', audience: 'Buyers', act: 'add' },
  'points-changed': { kind: 'points-changed', at: AT, node: 'points', points: 120, balance: 240 },
  assigned: { kind: 'assigned', at: AT, node: 'test', arm: 'control' },
  message: { kind: 'message', at: AT, node: 'mail', outcome: 'sent', sendKey: 'k' },
}

test.each(Object.values(EACH))('a fact $kind comes back as one', (fact) => {
  expect(decodeFacts(JSON.stringify(encodeFacts([fact])))).toStrictEqual([fact])
})

test('facts come back as they were written, many of them at once', () => {
  expect(decodeFacts(JSON.stringify(encodeFacts(FACTS)))).toStrictEqual(FACTS)
})

test('a step without facts has none', () => {
  expect(decodeFacts(JSON.stringify(encodeFacts([])))).toEqual([])
})

test('facts stored as objects, before there was a shorter form, are still read', () => {
  expect(decodeFacts(JSON.stringify(FACTS))).toStrictEqual(FACTS)
})

test('they take less than a third of the room of objects', () => {
  expect(JSON.stringify(encodeFacts(FACTS)).length).toBeLessThan(JSON.stringify(FACTS).length / 3 + 100)
})
