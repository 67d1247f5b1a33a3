import { expect, test } from 'vitest'
import { createProgress } from './progress.ts'

function start(isTTY: boolean) {
  const written: string[] = []
  let nowMs = 0
  const progress = createProgress({ isTTY, write: (text) => written.push(text) }, () => nowMs)
  const work = async (note: (sentence: string) => void): Promise<string> => {
    note('Creating the database.')
    nowMs += 1_240
    return 'done'
  }
  return { progress, work, text: () => written.join('') }
}

test('a pipe gets one plain line for each finished step', async () => {
  const { progress, work, text } = start(false)
  expect(await progress.step('PostgreSQL', work)).toBe('done')
  expect(text()).toBe(`    Creating the database.\n  ✓ ${'PostgreSQL'.padEnd(44)} 1.2 s\n`)
})

test('a terminal shows the step under way, then what it took', async () => {
  const { progress, work, text } = start(true)
  await progress.step('PostgreSQL', work)
  expect(text()).toContain('…\u001B[0m PostgreSQL')
  expect(text().split('\u001B[2K').at(-1)).toContain('1.2 s')
})

test('a step that fails is marked and its failure passes on', async () => {
  const { progress, text } = start(false)
  const work = async (): Promise<void> => {
    throw new Error('no')
  }
  await expect(progress.step('Schema', work)).rejects.toThrow('no')
  expect(text()).toBe('  ✗ Schema\n')
})
