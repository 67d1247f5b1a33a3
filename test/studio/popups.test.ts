import { launchBrowser } from '@periplo/testkit'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { furnish } from './furnish.ts'
import type { Furniture } from './furnish.ts'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { expectAccessible, signIn, visit } from './visitor.ts'
import type { Visitor } from './visitor.ts'

const DAYS = 3
const DAY_MS = 86_400_000

let house: StudioHouse
let browser: Browser
let furniture: Furniture

beforeAll(async () => {
  house = await openStudioHouse(new Date(Date.now() - DAYS * DAY_MS))
  browser = await launchBrowser()
  furniture = await furnish(house, DAYS)
}, 120_000)
afterAll(async () => {
  await browser.close()
  await house.close()
})

/** What opens over a screen, how, and what proves that it is open. */
interface Popup {
  readonly name: string
  readonly path: () => string
  readonly open: (page: Page) => Promise<void>
  readonly proof: string
}

const map = (query = ''): string => `/journeys/${furniture.liveId}${query}`

const POPUPS: readonly Popup[] = [
  {
    name: 'the menu of a journey',
    path: () => '/journeys',
    open: (page) => page.locator('table [aria-haspopup=menu]').first().click(),
    proof: '[role=menuitem]',
  },
  {
    name: 'the menu of who is signed in',
    path: () => '/journeys',
    open: (page) => page.getByRole('button', { name: WORKERS.owner.name }).click(),
    proof: '[role=menu]',
  },
  {
    name: 'the menu of a stage',
    path: map,
    open: (page) => page.locator('.d-head-menu button').first().press('Enter'),
    proof: '[role=menuitem]',
  },
  {
    name: 'a choice in the settings of a journey',
    path: map,
    open: (page) => page.locator('.d-side button[role=combobox]').first().click(),
    proof: '[role=option]',
  },
  {
    name: 'suggestions for an event',
    path: () => map('?node=cart'),
    open: (page) => page.locator('.d-side input[role=combobox]').first().click(),
    proof: '[role=option]',
  },
  {
    name: 'the list of what is missing',
    path: () => `/journeys/${furniture.draftId}`,
    open: (page) => page.locator('.d-problem-summary button').click(),
    proof: '.d-problem-list li',
  },
  {
    name: 'the choice of a period',
    path: () => map('?mode=measure'),
    open: (page) => page.locator('.p-filter-bar button').first().press('Enter'),
    proof: '.s-periods button',
  },
]

describe.each([
  { locale: 'en', theme: 'light' },
  { locale: 'es', theme: 'dark' },
] as const)('in $locale, $theme', (look) => {
  let visitor: Visitor

  beforeAll(async () => {
    visitor = await visit(browser, house, look)
    await visitor.page.goto('/')
    await signIn(visitor, WORKERS.owner)
  })
  afterAll(() => visitor.context.close())

  test.each(POPUPS)('$name is open, accessible and quiet', async ({ path, open, proof }) => {
    const { page, faults } = visitor
    await page.goto(path())
    await open(page)
    await page.locator(proof).first().waitFor()
    await expectAccessible(page)
    expect(faults).toEqual([])
  })
})
