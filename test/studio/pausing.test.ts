import { launchBrowser } from '@periplo/testkit'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readJourney } from '../fixtures/read-fixture.ts'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { expectAccessible, signIn, visit } from './visitor.ts'
import type { Visitor } from './visitor.ts'

const ACTOR = { memberId: 'setup', name: 'Setup' }

let house: StudioHouse
let browser: Browser
let marta: Visitor
let page: Page
let journeyId: string

/** One story, told in order: each test goes on where the one before it ended. */
beforeAll(async () => {
  house = await openStudioHouse()
  browser = await launchBrowser()
  const { verbs, workspaceId } = house
  const definition = await readJourney('cart-recovery')
  const wish = { workspaceId, name: 'Cart recovery', definition, actor: ACTOR }
  const { revision, ...drawn } = await verbs.journeys.create(wish)
  journeyId = drawn.journeyId
  await verbs.journeys.publish({ workspaceId, journeyId, revision, actor: ACTOR })
  marta = await visit(browser, house, { locale: 'en', theme: 'light' })
  page = marta.page
  await page.goto('/')
  await signIn(marta, WORKERS.marketer)
}, 120_000)
afterAll(async () => {
  expect(marta.faults).toEqual([])
  await browser.close()
  await house.close()
})

const row = (): Locator => page.getByRole('row', { name: /Cart recovery/ })
const dialog = (): Locator => page.getByRole('dialog')
const act = async (name: string): Promise<void> => {
  await page.getByRole('button', { name: /What to do with Cart recovery/ }).click()
  await page.getByRole('menuitem', { name }).click()
}

test('a pause is taken back from its notice', async () => {
  await act('Pause')
  await row().getByText('Paused').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await row().getByText('Live').waitFor()
})

test('on the map a journey is paused and resumed, by keyboard alone', async () => {
  await page.goto(`/journeys/${journeyId}`)
  await page.getByRole('button', { name: /What to do with Cart recovery/ }).focus()
  await page.keyboard.press('ArrowDown')
  await page.locator('[role=menuitem]:focus', { hasText: 'Pause' }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('header.p-top').getByText('Paused').waitFor()
  await act('Resume…')
  await dialog().getByText('Nobody is overdue').waitFor()
  await expectAccessible(page)
  await dialog().getByRole('button', { name: 'Resume' }).press('Enter')
  await page.locator('header.p-top').getByText('v1 live').waitFor()
})

test('what is archived leaves the list, is found among the archived, and can be restored', async () => {
  await page.goto('/journeys')
  await act('Archive…')
  await dialog().getByText('0 people are inside').waitFor()
  await dialog().getByRole('button', { name: 'Archive' }).click()
  await row().waitFor({ state: 'detached' })
  await page.getByRole('radio', { name: /Archived/ }).click()
  await row().getByText('Archived').waitFor()
  await act('Restore')
  await row().waitFor({ state: 'detached' })
  await page.getByRole('radio', { name: /All/ }).click()
  await row().getByText('Live').waitFor()
})

test('archiving is taken back from its notice', async () => {
  await page.goto('/journeys')
  await act('Archive…')
  await dialog().getByRole('button', { name: 'Archive' }).click()
  await row().waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await row().getByText('Live').waitFor()
})
