import { launchBrowser } from '@periplo/testkit'
import { toBlankDefinition } from '@periplo/model'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { signIn, visit } from './visitor.ts'

const ADDRESS = '/settings?tab=sending'
const ACTOR = { memberId: 'setup', name: 'Setup' }

let house: StudioHouse
let browser: Browser

beforeAll(async () => {
  house = await openStudioHouse()
  browser = await launchBrowser()
  const { workspaceId, verbs } = house
  const name = 'Cart recovery'
  await verbs.journeys.create({ workspaceId, name, definition: toBlankDefinition(name), actor: ACTOR })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await house.close()
})

test('an owner sets quiet hours, a cap and who goes first; a viewer sees them and changes nothing', async () => {
  const { workspaceId, verbs } = house
  const owner = await visit(browser, house, { locale: 'en', theme: 'light' })
  const { page } = owner
  await page.goto('/')
  await signIn(owner, WORKERS.owner)
  await page.goto(ADDRESS)
  const save = page.getByRole('button', { name: 'Save' })
  await page.getByRole('switch', { name: 'Quiet hours' }).click()
  await page.getByLabel('Until').fill('22:00')
  await page.getByText('Choose another hour than they begin at.').waitFor()
  expect(await save.isDisabled()).toBe(true)
  await page.getByLabel('Until').fill('07:30')
  await page.getByRole('button', { name: 'Add a cap' }).click()
  await page.getByLabel('Messages').fill('2')
  await page.getByRole('combobox', { name: 'Add a journey' }).click()
  await page.getByRole('option', { name: 'Cart recovery' }).click()
  await page.getByLabel('Kept for important').fill('1')
  await save.click()
  await page.getByText('Messages keep to this from now on').waitFor()
  const rules = await verbs.workspace.getSendRules({ workspaceId })
  expect(rules.channels.email).toEqual({
    quietHours: { fromMinute: 1_320, untilMinute: 450 },
    caps: [{ most: 2, kept: 1, within: { amount: 7, unit: 'days' } }],
  })
  expect(rules.important).toHaveLength(1)
  await page.reload()
  await expect.poll(() => page.getByLabel('Until').inputValue()).toBe('07:30')
  expect(owner.faults).toEqual([])
  await owner.context.close()

  const viewer = await visit(browser, house, { locale: 'es', theme: 'dark' })
  await viewer.page.goto('/')
  await signIn(viewer, WORKERS.manager)
  await viewer.page.goto(ADDRESS)
  await viewer.page.getByText('Puede cambiarlo un administrador.').waitFor()
  await viewer.page.getByText('Cart recovery').waitFor()
  expect(await viewer.page.getByLabel('Hasta').isDisabled()).toBe(true)
  expect(await viewer.page.getByRole('button', { name: 'Guardar' }).count()).toBe(0)
  expect(viewer.faults).toEqual([])
  await viewer.context.close()
})
