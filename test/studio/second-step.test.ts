import { launchBrowser, toTimedCode } from '@periplo/testkit'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readQrCode } from './read-qr-code.ts'
import { openStudioHouse, PASSWORD, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { expectAccessible, keepPicture, signIn, visit } from './visitor.ts'
import type { Visitor } from './visitor.ts'

const ADDRESS = '/settings?tab=security'
const NEW_PASSWORD = 'three words in a row'
const STEP_MS = 30_000

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

/** The key that stands under the picture. */
async function readKey(page: Page): Promise<string> {
  return (await page.locator('.s-key code').innerText()).replace(/\s/g, '')
}

async function giveCredentials({ page }: Visitor, password: string): Promise<void> {
  await page.locator('input[type=email]').fill(WORKERS.owner.email)
  await page.locator('input[type=password]').fill(password)
  await page.locator('button[type=submit]').click()
}

async function expectNoStrip(page: Page): Promise<void> {
  await expect.poll(() => page.getByRole('link', { name: 'Set up' }).count()).toBe(0)
}

/** What the owner was given when they set it up. */
let kept = { uri: '', backupCode: '' }

test('an owner is asked for a second step, and sets it up by keyboard', async () => {
  const owner = await visit(browser, house, { locale: 'en', theme: 'light' })
  const { page } = owner
  await page.goto('/')
  await signIn(owner, WORKERS.owner)
  await page.getByRole('link', { name: 'Set up' }).click()
  const setUp = page.getByRole('button', { name: 'Set up' })
  await keepPicture(owner, 'second-step-off', setUp)
  await expectAccessible(page)
  await setUp.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('dialog').getByLabel('Your password').isVisible()).toBe(true)
  await page.getByLabel('Your password').fill('not the password')
  await page.keyboard.press('Enter')
  await page.getByText('That is not your password.').waitFor()
  await expectAccessible(page)
  await page.getByLabel('Your password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  const picture = page.getByRole('img', { name: 'The key, as a picture for the camera of your phone' })
  await keepPicture(owner, 'second-step-scan', picture)
  await expectAccessible(page)
  const uri = await readQrCode(owner.desk, await picture.screenshot())
  expect(new URL(uri).searchParams.get('secret')).toBe(await readKey(page))
  await page.getByLabel('Code', { exact: true }).fill('12345')
  await page.keyboard.press('Enter')
  await page.getByText('Write the six digits the app shows.').waitFor()
  await page.getByLabel('Code', { exact: true }).fill(toTimedCode(uri, Date.now()))
  await page.keyboard.press('Enter')
  const codes = page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem')
  await keepPicture(owner, 'second-step-codes', codes.first())
  await expectAccessible(page)
  const [backupCode = ''] = await codes.allInnerTexts()
  kept = { uri, backupCode }
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expectNoStrip(page)
  await page.getByRole('button', { name: 'Turn off' }).waitFor()
  expect(owner.faults.filter(isOurs)).toEqual([])
  await owner.context.close()
})

test('who has a second step signs in with a code, or with a backup code once', async () => {
  const { uri, backupCode } = kept
  const next = await visit(browser, house, { locale: 'es', theme: 'dark' })
  await next.page.goto(ADDRESS)
  await giveCredentials(next, PASSWORD)
  await next.page.getByRole('heading', { name: 'Un paso más' }).waitFor()
  await keepPicture(next, 'second-step-sign-in', next.page.locator('h1'))
  await expectAccessible(next.page)
  await next.page.getByLabel('Código').fill(toTimedCode(uri, Date.now() + STEP_MS))
  await next.page.keyboard.press('Enter')
  await next.page.getByRole('button', { name: 'Desactivar' }).waitFor()
  await keepPicture(next, 'second-step-on', next.page.getByRole('heading', { name: 'Contraseña' }))
  await expectAccessible(next.page)
  expect(next.faults.filter(isOurs)).toEqual([])
  await next.context.close()

  for (const isSpent of [false, true]) {
    const spare = await visit(browser, house, { locale: 'en', theme: 'light' })
    await spare.page.goto(ADDRESS)
    await giveCredentials(spare, PASSWORD)
    await spare.page.getByRole('button', { name: 'Use a backup code' }).click()
    await spare.page.getByLabel('Backup code').fill(backupCode)
    await spare.page.keyboard.press('Enter')
    const met = isSpent ? 'That backup code is not right, or was used already.' : 'Turn off'
    await spare.page.getByText(met).waitFor()
    if (!isSpent) await lookAtTheEnd(spare.page)
    await spare.context.close()
  }
})

/** Only looks at what turning off asks for, and leaves it on. */
async function lookAtTheEnd(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Turn off' }).click()
  const dialog = page.getByRole('dialog', { name: 'Turn off the second step?' })
  await dialog.getByLabel('Your password').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

test('a member changes their password, which signs them out elsewhere', async () => {
  const marketer = await visit(browser, house, { locale: 'en', theme: 'dark' })
  const elsewhere = await visit(browser, house, { locale: 'en', theme: 'light' })
  for (const visitor of [marketer, elsewhere]) {
    await visitor.page.goto('/')
    await signIn(visitor, WORKERS.marketer)
  }
  const { page } = marketer
  await page.goto(ADDRESS)
  const fill = async (values: { readonly [label: string]: string }) => {
    for (const [label, value] of Object.entries(values))
      await page.getByLabel(label, { exact: true }).fill(value)
    await page.getByRole('button', { name: 'Change the password' }).click()
  }
  const [current, fresh, repeat] = [
    'The password you have',
    'New password',
    'New password, once more',
  ] as const
  await fill({ [current]: PASSWORD, [fresh]: 'too short', [repeat]: 'another' })
  await page.getByText('The two are not the same.').waitFor()
  await expectAccessible(page)
  await fill({ [current]: 'not the password', [fresh]: NEW_PASSWORD, [repeat]: NEW_PASSWORD })
  await page.getByText('That is not your password.').waitFor()
  await fill({ [current]: PASSWORD })
  await page.getByText('Your password is changed. Other browsers were signed out.').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Change the password' }).waitFor()
  await elsewhere.page.goto(ADDRESS)
  await elsewhere.page.waitForURL(/\/sign-in/)
  await elsewhere.page.locator('input[type=email]').fill(WORKERS.marketer.email)
  await elsewhere.page.locator('input[type=password]').fill(NEW_PASSWORD)
  await elsewhere.page.locator('button[type=submit]').click()
  await elsewhere.page.getByRole('button', { name: 'Change the password' }).waitFor()
  expect([marketer.faults.filter(isOurs), elsewhere.faults.filter(isOurs)]).toEqual([[], []])
  await marketer.context.close()
  await elsewhere.context.close()
})

/** Whether a fault is the studio's: the browser itself notes every answer that is no success. */
function isOurs(fault: string): boolean {
  return !fault.includes('Failed to load resource')
}
