import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import type { Browser, BrowserContext, Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { countInk } from './ink.ts'
import { PASSWORD } from './studio-house.ts'
import type { StudioHouse, Worker } from './studio-house.ts'

const OUTPUT_DIR = fileURLToPath(new URL('../output/studio', import.meta.url))

/** How a visitor looks at the studio. */
export interface Look {
  readonly locale: 'en' | 'es'
  readonly theme: 'light' | 'dark'
}

/** Every way to look at a screen. */
export const LOOKS: readonly Look[] = [
  { locale: 'en', theme: 'light' },
  { locale: 'en', theme: 'dark' },
  { locale: 'es', theme: 'light' },
  { locale: 'es', theme: 'dark' },
]

/** Somebody at a browser of their own, whose console is written down. */
export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** A blank page on which pictures are looked at. */
  readonly desk: Page
  /** Errors of the console and the page, and what the policy of the page refused. Nothing belongs here. */
  readonly faults: string[]
}

/** Opens a browser of its own on the house, at no screen yet. Motion is off. */
export async function visit(browser: Browser, { url }: StudioHouse, look: Look): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: look.locale === 'en' ? 'en-GB' : 'es-ES',
  })
  const faults: string[] = []
  await context.exposeBinding('noteViolation', (_source, text: string) => void faults.push(`policy: ${text}`))
  await context.addInitScript(`
    addEventListener('securitypolicyviolation', (event) =>
      noteViolation(event.violatedDirective + ' ' + event.blockedURI))
    // frames of messages have no storage
    if (window === top && !localStorage.getItem('periplo.theme')) {
      localStorage.setItem('periplo.theme', '${look.theme}')
      localStorage.setItem('periplo.locale', '${look.locale}')
    }`)
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('console', (message) => {
    // the notes above are taken by a script, which a sandboxed frame refuses, as it should
    if (message.type() !== 'error' || message.text().startsWith('Blocked script execution')) return
    faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
  return { page, context, desk: await context.newPage(), faults }
}

/** Signs in by the form, in either language, and waits for the list of journeys. */
export async function signIn({ page }: Visitor, { email, name }: Worker): Promise<void> {
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(/\/journeys/)
  await page.getByRole('button', { name }).waitFor()
}

/**
 * Keeps a picture of the screen for whoever wants to look at it, and expects some words of it to be drawn. Taken
 * again while the words are not where they were measured: a slow machine may still be laying out the page.
 */
export async function keepPicture({ page, desk }: Visitor, name: string, words: Locator): Promise<void> {
  await words.waitFor()
  await page.evaluate('document.fonts.ready')
  await mkdir(OUTPUT_DIR, { recursive: true })
  const takePicture = async () => {
    const picture = await page.screenshot({ path: `${OUTPUT_DIR}/${name}.png` })
    const part = await words.boundingBox()
    return part ? countInk(desk, picture, part) : 0
  }
  await expect.poll(takePicture, { message: 'pixels of the words' }).toBeGreaterThan(30)
}

/** Takes a port in hand. It can be drawn from only once the pointer is at its card and the map has come to rest. */
export async function takePort(page: Page, port: Locator): Promise<void> {
  const countUnderHand = async () => {
    const box = await port.boundingBox()
    if (box) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    return port.and(page.locator('.connectable:hover')).count()
  }
  await expect.poll(countUnderHand).toBe(1)
  await page.mouse.down()
}

/** While a list is open everything else is hidden from readers, the heading of the page as well. */
const UNDER_A_LIST = { 'page-has-heading-one': { enabled: false } }
/** Beside a field that is written in, what is hidden can still be reached: the list closes as the focus goes there. */
const UNDER_SUGGESTIONS = { ...UNDER_A_LIST, 'aria-hidden-focus': { enabled: false } }

/**
 * Expects axe to find nothing on the page. Left out are the guards that catch the focus at the border of a popup
 * and hand it on at once: it never rests on them, as Base UI and axe-core know (mui/base-ui#4668,
 * dequelabs/axe-core#4832).
 */
export async function expectAccessible(page: Page): Promise<void> {
  const suggests = (await page.locator('input[role=combobox][aria-expanded=true]').count()) > 0
  const lists = (await page.locator('[role=listbox], [role=menu]').count()) > 0
  const rules = suggests ? UNDER_SUGGESTIONS : lists ? UNDER_A_LIST : {}
  // by the debugger's door: the page's policy lets no foreign script in
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<{
    violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
  }>(`(async () => {
    await Promise.all(document.getAnimations().map((animation) => animation.finished))
    return axe.run(
      { include: [document], exclude: [['[data-base-ui-focus-guard]']] },
      { iframes: false, resultTypes: ['violations'], rules: ${JSON.stringify(rules)} },
    )
  })()`)
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}
