import { launchBrowser } from '@periplo/testkit'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { expectAccessible, keepPicture, signIn, visit } from './visitor.ts'

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

test('an administrator changes a write key while the old one still works', async () => {
  const owner = await visit(browser, house, { locale: 'en', theme: 'light' })
  const { page } = owner
  await page.goto('/')
  await signIn(owner, WORKERS.owner)
  await page.goto('/settings?tab=sources')
  await page.getByRole('button', { name: 'New key' }).click()
  const asking = page.getByRole('dialog', { name: 'A new write key for “Web shop”?' })
  await asking.getByRole('combobox', { name: 'The key it has works for' }).waitFor()
  await expectAccessible(page)
  await asking.getByRole('button', { name: 'Make a new key' }).click()
  const key = page.locator('.s-key code')
  await key.waitFor()
  const writeKey = await key.innerText()
  const shown = page.getByRole('dialog', { name: 'The write key, shown once' })
  await shown.getByRole('button', { name: 'Done' }).click()
  await shown.waitFor({ state: 'detached' })
  await keepPicture(owner, 'write-key-changed', page.getByText(/old key until/))
  await expectAccessible(page)
  const answer = await fetch(`${house.url}/v1/track`, {
    method: 'POST',
    body: JSON.stringify({ writeKey, event: 'Changed', userId: 'u' }),
  })
  expect([answer.status, owner.faults]).toEqual([200, []])
  await house.send('track', { event: 'Still sent with the old key', userId: 'u' })
  await owner.context.close()
})
