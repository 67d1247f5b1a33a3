import { launchBrowser } from '@periplo/testkit'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readJourney } from '../fixtures/read-fixture.ts'
import { openStudioHouse, PASSWORD, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { signIn, visit } from './visitor.ts'

let house: StudioHouse
let browser: Browser
let page: Page

beforeAll(async () => {
  house = await openStudioHouse()
  browser = await launchBrowser()
  const marta = await visit(browser, house, { locale: 'en', theme: 'light' })
  page = marta.page
  await page.goto('/')
  await signIn(marta, WORKERS.marketer)
}, 120_000)
afterAll(async () => {
  await browser.close()
  await house.close()
})

const cards = (): Locator => page.locator('.react-flow__node')

/** Opens a draft of its own and answers how many cards it has. */
async function open(name: string): Promise<number> {
  const { verbs, workspaceId } = house
  const definition = { ...(await readJourney('cart-recovery')), name }
  const actor = { memberId: 'setup', name: 'Setup' }
  const { journeyId } = await verbs.journeys.create({ workspaceId, name, definition, actor })
  await page.goto(`/journeys/${journeyId}`)
  await cards().first().waitFor()
  return definition.nodes.length
}

async function deleteFirst(): Promise<void> {
  await cards().first().click()
  await page.keyboard.press('Delete')
}

test('what cannot be fetched late takes nothing from the map, and a reload brings it when the network is back', async () => {
  const late = /assets\/(tooltip-popup|menu-popup|palette-list)/
  await page.route(late, (route) => route.abort())
  const drawn = await open('Late')
  await page.getByRole('button', { name: 'Tidy up' }).hover()
  await page.locator('.react-flow__pane').click({ position: { x: 4, y: 4 } })
  await page.keyboard.press('Control+f')
  const reload = page.getByRole('dialog').getByRole('button', { name: 'Reload' })
  await reload.waitFor()
  await page.keyboard.press('Escape')
  await deleteFirst()
  await expect.poll(() => cards().count()).toBe(drawn - 1)
  await page.getByText(/^Saved/).waitFor()
  await page.unroute(late)
  await page.keyboard.press('Control+f')
  await reload.click()
  await cards().first().waitFor()
  await page.locator('.react-flow__pane').click({ position: { x: 4, y: 4 } })
  await page.keyboard.press('Control+f')
  await page.getByRole('dialog').getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => cards().count()).toBe(drawn - 1)
})

test('a session that ends while somebody draws asks them to sign in, and the drawing is still there', async () => {
  const drawn = await open('Interrupted')
  await page.context().clearCookies()
  await deleteFirst()
  await page.waitForURL(/\/sign-in/)
  await page.locator('input[type=email]').fill(WORKERS.marketer.email)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(/\/journeys\/./)
  await expect.poll(() => cards().count()).toBe(drawn - 1)
  await page.getByText(/^Saved/).waitFor()
})
