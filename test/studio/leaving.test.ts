import { launchBrowser } from '@periplo/testkit'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { signIn, visit } from './visitor.ts'
import type { Visitor } from './visitor.ts'

let house: StudioHouse
let browser: Browser
let marta: Visitor

beforeAll(async () => {
  house = await openStudioHouse()
  browser = await launchBrowser()
  marta = await visit(browser, house, { locale: 'en', theme: 'light' })
  await marta.page.goto('/')
  await signIn(marta, WORKERS.marketer)
}, 120_000)
afterAll(async () => {
  await browser.close()
  await house.close()
})

test.each([
  { place: 'Settings', saved: true, why: 'a step is chosen that the draft had not when it was opened' },
  { place: 'People', saved: false, why: 'what was drawn is on its way to the server' },
  { place: 'Journeys', saved: true, why: 'the address begins as that of the map' },
])(
  'a journey just begun is left for $place by one press, and nothing is saved twice ($why)',
  async ({ place, saved }) => {
    const { page, faults } = marta
    await page.goto('/journeys')
    await page.getByRole('button', { name: 'New journey' }).first().click()
    await page.getByLabel('Name', { exact: true }).fill(`Left for ${place}`)
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('button', { name: 'Add a start' }).click()
    await page.locator('aside.d-side').getByLabel('Title').waitFor()
    if (saved) await page.getByText(/^Saved/).waitFor()
    await page.getByRole('link', { name: place }).first().click()
    await page.getByRole('heading', { level: 1, name: place }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(new URL(page.url()).pathname).toBe(`/${place.toLowerCase()}`)
    expect(faults).toEqual([])
  },
)
