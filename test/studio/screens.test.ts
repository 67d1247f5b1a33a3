import { gzipSync } from 'node:zlib'
import { launchBrowser } from '@periplo/testkit'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { furnish } from './furnish.ts'
import type { Furniture } from './furnish.ts'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { expectAccessible, keepPicture, LOOKS, signIn, visit } from './visitor.ts'
import type { Visitor } from './visitor.ts'

const DAYS = 12
const DAY_MS = 86_400_000
const FIRST_LOAD_BYTES = 200_000

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

/** A screen, how it is reached, and words that prove it is there. */
interface Screen {
  readonly name: string
  readonly path: () => string
  /** What must have been drawn. */
  readonly ready: string
  readonly act?: (page: Page) => Promise<void>
}

const liveMap = (query = ''): string => `/journeys/${furniture.liveId}${query}`

async function openAct(page: Page, act: RegExp, journey: RegExp): Promise<void> {
  await page.getByRole('row', { name: journey }).getByRole('button').last().click()
  await page.getByRole('menuitem', { name: act }).click()
}

const SCREENS: readonly Screen[] = [
  { name: 'journeys', path: () => '/journeys', ready: '[role=row] td a, table a' },
  {
    name: 'new-journey',
    path: () => '/journeys',
    ready: '[role=dialog] h2',
    act: async (page) => {
      await page.locator('table a').first().waitFor()
      await page.keyboard.press('n')
    },
  },
  {
    name: 'journey-resume',
    path: () => '/journeys',
    ready: '[role=dialog] .p-choice',
    act: (page) => openAct(page, /Resume…|Reanudar…/, /Girona/),
  },
  {
    name: 'journey-archive',
    path: () => '/journeys',
    ready: '[role=dialog] .p-choice',
    act: (page) => openAct(page, /Archive…|Archivar…/, /Girona/),
  },
  { name: 'map-design', path: () => liveMap(), ready: '.d-card b' },
  {
    name: 'map-message',
    path: () => liveMap(),
    ready: 'aside.d-side figure figcaption',
    act: (page) =>
      page
        .locator('.react-flow__node .d-card', { hasText: /E-mail|Correo/ })
        .first()
        .click(),
  },
  { name: 'map-problems', path: () => `/journeys/${furniture.draftId}`, ready: '.d-problem-summary b' },
  {
    name: 'map-publish',
    path: () => `/journeys/${furniture.draftId}`,
    ready: '[role=dialog] h2',
    act: (page) => page.locator('.p-btn-primary').first().click(),
  },
  { name: 'map-measure', path: () => liveMap('?mode=measure'), ready: '.d-card b' },
  {
    name: 'map-catalogue',
    path: () => liveMap('?mode=measure'),
    ready: '[role=dialog] .d-catalogue h3',
    act: (page) => page.getByRole('button', { name: /What is measured|Qué se mide/ }).click(),
  },
  {
    name: 'map-ropo',
    path: () => liveMap('?mode=measure'),
    ready: 'aside.d-side h3',
    act: (page) => page.locator('.d-legend-bar').getByText('ROPO').click(),
  },
  { name: 'people', path: () => '/people', ready: 'table a' },
  {
    name: 'person',
    path: () => '/people',
    ready: 'h1',
    act: async (page) => {
      await page.locator('table a').first().click()
      await page.waitForURL(/\/people\/./)
    },
  },
  { name: 'events', path: () => '/events', ready: 'table td' },
  {
    name: 'inbox',
    path: () => '/inbox',
    ready: '.s-mail h2',
    act: (page) =>
      page.locator('table tbody tr, [role=listbox] [role=option], .s-inbox-list a').first().click(),
  },
  { name: 'settings', path: () => '/settings', ready: '.p-tile h2' },
  { name: 'settings-members', path: () => '/settings?tab=members', ready: 'table td' },
  { name: 'settings-sources', path: () => '/settings?tab=sources', ready: 'table td' },
  { name: 'settings-sending', path: () => '/settings?tab=sending', ready: '.s-hours input' },
  { name: 'settings-security', path: () => '/settings?tab=security', ready: '.s-password' },
]

describe.each(LOOKS)('in $locale, $theme', (look) => {
  const suffix = `${look.locale}-${look.theme}`
  let visitor: Visitor

  beforeAll(async () => {
    visitor = await visit(browser, house, look)
  })
  afterAll(() => visitor.context.close())

  test('the sign-in is drawn, accessible and quiet', async () => {
    const { page } = visitor
    await page.goto('/')
    await page.waitForURL(/\/sign-in/)
    await keepPicture(visitor, `sign-in-${suffix}`, page.locator('h1'))
    await expectAccessible(page)
    await signIn(visitor, WORKERS.owner)
  })

  test.each(SCREENS)('$name is drawn, accessible and quiet', async ({ name, path, ready, act }) => {
    const { page, faults } = visitor
    await page.goto(path())
    await act?.(page)
    const words = page.locator(ready).first()
    await words.waitFor()
    await expect.poll(() => page.locator('.p-skeleton').count()).toBe(0)
    await keepPicture(visitor, `${name}-${suffix}`, words)
    await expectAccessible(page)
    expect(faults).toEqual([])
  })
})

describe('what a first visit fetches', () => {
  test.each([
    { path: '/sign-in', ready: 'input[type=password]', why: 'before anybody is known' },
    { path: '/journeys', ready: 'table a', why: 'with the list drawn' },
  ])('$path stays within 200 kB of compressed script ($why)', async ({ path, ready }) => {
    const visitor = await visit(browser, house, { locale: 'en', theme: 'light' })
    if (path !== '/sign-in') {
      await visitor.page.goto('/')
      await signIn(visitor, WORKERS.owner)
    }
    const page = await visitor.context.newPage()
    const sizes = new Map<string, number>()
    const reading: Promise<void>[] = []
    page.on('response', (response) => {
      if (!response.url().endsWith('.js')) return
      const read = async (): Promise<void> => {
        sizes.set(new URL(response.url()).pathname, gzipSync(await response.body()).length)
      }
      reading.push(read())
    })
    await page.goto(path)
    await page.locator(ready).first().waitFor()
    await page.waitForLoadState('networkidle')
    await Promise.all(reading)
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    const fetched = [...sizes.keys()].join('\n')
    expect(total, fetched).toBeLessThanOrEqual(FIRST_LOAD_BYTES)
    expect(total, fetched).toBeGreaterThan(50_000)
    // what only some need is fetched by those
    for (const lazy of [
      'map-page',
      'catalogue-dialog',
      'menu-popup',
      'tooltip-popup',
      'go-to',
      'new-journey-dialog',
      'auth-client',
    ]) {
      expect(fetched).not.toContain(`/${lazy}-`)
    }
    await visitor.context.close()
  })
})
