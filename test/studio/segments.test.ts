import { launchBrowser } from '@periplo/testkit'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { expectAccessible, keepPicture, signIn, visit } from './visitor.ts'

const PATIENCE = { timeout: 20_000 }

let house: StudioHouse
let browser: Browser

beforeAll(async () => {
  house = await openStudioHouse()
  browser = await launchBrowser()
  for (const [userId, tier] of [
    ['ana', 'gold'],
    ['ben', 'tin'],
    ['cleo', 'gold'],
  ] as const)
    await house.send('identify', { userId, traits: { name: userId, tier } })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await house.close()
})

const readSizes = async (): Promise<readonly number[]> =>
  (await house.verbs.segments.list({ workspaceId: house.workspaceId })).map(({ size }) => size)

test('a marketer learns what a segment is, makes one, sees whom it lets in, and names it in another', async () => {
  const marketer = await visit(browser, house, { locale: 'en', theme: 'light' })
  const { page } = marketer
  await page.goto('/')
  await signIn(marketer, WORKERS.owner)
  await page.goto('/segments')
  await page.getByText('A segment is everybody a rule says yes of').waitFor()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'New segment' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill('Gold customers')
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await page.getByRole('combobox', { name: 'Trait' }).fill('tier')
  await page.keyboard.press('Enter')
  await page.getByRole('listbox').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('A rule is not finished').waitFor()
  await page.getByRole('textbox', { name: 'Value' }).fill('gold')
  await page.getByText('2 of the 3 people seen last').waitFor(PATIENCE)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Gold customers' }).waitFor(PATIENCE)
  await expect.poll(readSizes, PATIENCE).toEqual([2])
  await page.getByRole('table', { name: 'Members' }).getByText('cleo').waitFor(PATIENCE)
  await expectAccessible(page)
  await keepPicture(marketer, 'segment', page.locator('.s-segment h2').first())

  const { workspaceId, verbs } = house
  const [gold] = await verbs.segments.list({ workspaceId })
  const rule = { op: 'segment', segmentId: gold?.segmentId } as const
  const actor = { memberId: 'setup', name: 'Setup' }
  await verbs.segments.create({ workspaceId, draft: { name: 'All that glitters', rule }, actor })
  await page.reload()
  await page.getByRole('link', { name: 'All that glitters' }).waitFor(PATIENCE)
  await page.getByRole('button', { name: 'Archive' }).click()
  await page.getByText('Nothing was saved').first().waitFor(PATIENCE)
  expect(marketer.faults.filter((fault) => !fault.includes('409'))).toEqual([])
  await marketer.context.close()
})

test('a manager sees the list in Spanish and in the dark, and can change nothing', async () => {
  const manager = await visit(browser, house, { locale: 'es', theme: 'dark' })
  const { page } = manager
  await page.goto('/')
  await signIn(manager, WORKERS.manager)
  await page.goto('/segments')
  await page.getByRole('link', { name: 'Gold customers' }).waitFor(PATIENCE)
  await expectAccessible(page)
  await keepPicture(manager, 'segments', page.locator('table th').first())
  await page.getByRole('link', { name: 'Gold customers' }).click()
  await page.getByRole('heading', { name: 'Gold customers' }).waitFor(PATIENCE)
  expect(await page.getByRole('button', { name: 'Guardar' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Archivar' }).count()).toBe(0)
  expect(manager.faults).toEqual([])
  await manager.context.close()
})
