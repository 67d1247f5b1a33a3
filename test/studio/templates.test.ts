import { launchBrowser } from '@periplo/testkit'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { expectAccessible, keepPicture, LOOKS, signIn, visit } from './visitor.ts'
import type { Visitor } from './visitor.ts'

let house: StudioHouse
let browser: Browser

beforeAll(async () => {
  house = await openStudioHouse()
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await house.close()
})

/** How many journeys there are to begin with. */
const TEMPLATES = 7

const WORDS = {
  en: { begin: 'New journey', template: 'Template', create: 'Create', named: 'Win back' },
  es: { begin: 'Nuevo recorrido', template: 'Plantilla', create: 'Crear', named: 'Recuperar clientes' },
} as const

describe.each(LOOKS)('in $locale, $theme', (look) => {
  const words = WORDS[look.locale]
  let visitor: Visitor
  let page: Page
  beforeAll(async () => {
    visitor = await visit(browser, house, look)
    page = visitor.page
    await page.goto('/')
    await signIn(visitor, WORKERS.marketer)
  })
  afterAll(() => visitor.context.close())

  test('every template is shown with its picture and what it needs', async () => {
    await page.getByRole('button', { name: words.begin }).first().click()
    const gallery = await openGallery(page, words.template)
    for (const name of await gallery.locator('label').allTextContents()) {
      await gallery.getByText(name, { exact: true }).click()
      const shown = page.getByRole('region', { name, exact: true })
      await expect.poll(() => shown.locator('svg.d-picture path').count()).toBeGreaterThan(4)
      await keepPicture(visitor, `template-${name}-${look.theme}`, shown.locator('dt').first())
    }
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('by keyboard alone one is chosen, and is a journey of one’s own', async () => {
    await page.goto('/journeys')
    await page.getByRole('button', { name: words.begin }).first().press('Enter')
    const gallery = await openGallery(page, words.template)
    await gallery.getByRole('radio').first().press('ArrowUp')
    await page.getByRole('region', { name: words.named }).waitFor()
    await page.getByRole('button', { name: words.create, exact: true }).press('Enter')
    await page.locator('.react-flow__node').nth(7).waitFor()
    await page.getByText(words.named).first().waitFor()
    expect(visitor.faults).toEqual([])
  })
})

test('each of them becomes a journey that may be published as it is', async () => {
  const visitor = await visit(browser, house, { locale: 'en', theme: 'light' })
  const { page, context } = visitor
  await page.goto('/')
  await signIn(visitor, WORKERS.marketer)
  for (let at = 0; at < TEMPLATES; at += 1) {
    await page.goto('/journeys')
    await page.getByRole('button', { name: 'New journey' }).first().click()
    const gallery = await openGallery(page, 'Template')
    await gallery.locator('label').nth(at).click()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish v1' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  const live = await house.verbs.journeys.list(house)
  expect(live.filter(({ status }) => status === 'live').length).toBe(TEMPLATES)
  await context.close()
})

/** Begins with a template, and waits for the gallery to have come. */
async function openGallery(page: Page, name: string): Promise<Locator> {
  await page.getByRole('radio', { name }).press(' ')
  const gallery = page.getByRole('radiogroup', { name }).last()
  await expect.poll(() => gallery.locator('label').count()).toBe(TEMPLATES)
  return gallery
}
