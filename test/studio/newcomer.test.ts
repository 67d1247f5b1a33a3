import { launchBrowser } from '@periplo/testkit'
import type { Browser, Locator } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { expectAccessible, signIn, visit } from './visitor.ts'
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
    await openNew(`Left for ${place}`)
    if (saved) await page.getByText(/^Saved/).waitFor()
    await page.getByRole('link', { name: place }).first().click()
    await page.getByRole('heading', { level: 1, name: place }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(new URL(page.url()).pathname).toBe(`/${place.toLowerCase()}`)
    expect(faults).toEqual([])
  },
)

test('who may not make keys is told who makes them', async () => {
  const { page } = marta
  await page.goto('/settings?tab=sources')
  await page.getByRole('heading', { name: 'Send your first event' }).waitFor()
  await page.getByText(/^Write keys are made by an administrator/).waitFor()
  const olga = await visit(browser, house, { locale: 'es', theme: 'light' })
  await olga.page.goto('/')
  await signIn(olga, WORKERS.owner)
  await olga.page.goto('/settings?tab=sources')
  await olga.page.getByRole('button', { name: 'Nueva fuente' }).waitFor()
  expect(await olga.page.getByText(/^Las claves de escritura/).count()).toBe(0)
  await olga.context.close()
})

test('a message is shown in the language chosen for its reader, its way out as well', async () => {
  await house.send('identify', {
    userId: 'lola',
    traits: { first_name: 'Lola', email: 'lola@example.com', locale: 'es-ES' },
  })
  await openNew('Preview')
  await addStep('Message')
  await inspector().getByLabel('Subject').fill('Hello {{ person.first_name }}')
  await inspector().getByLabel('Text').fill('Come back')
  await inspector().getByLabel('Text').press('Tab')
  const preview = inspector().getByRole('figure', { name: 'Preview' })
  await preview.frameLocator('iframe').getByText('Unsubscribe').waitFor()
  await inspector().getByRole('radiogroup', { name: 'Language of the reader' }).getByText('Spanish').click()
  await preview.frameLocator('iframe').getByText('Cancelar la suscripción').waitFor()
})

test('what is known of people is offered, and a name nobody has is asked about without being refused', async () => {
  const { page } = marta
  await inspector().getByRole('button', { name: 'Insert' }).last().click()
  await page.getByRole('menuitem', { name: 'first_name' }).click()
  await expect.poll(() => inspector().getByLabel('Text').inputValue()).toContain('{{ person.first_name }}')
  const asked = /nobody here has “firstname”.*Did you mean “first_name”\?/i
  await inspector().getByLabel('Text').fill('{{ person.firstname | default: "you" }}')
  await inspector().getByLabel('Text').press('Tab')
  expect(await page.getByText(asked).count()).toBe(0)
  await inspector().getByLabel('Text').fill('Dear {{ person.firstname }}')
  await inspector().getByLabel('Text').press('Tab')
  await inspector().getByText(asked).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Problems' }).click()
  await page.getByRole('dialog').getByText(asked).waitFor()
  await page.keyboard.press('Escape')
})

async function openNew(name: string): Promise<void> {
  const { page } = marta
  await page.goto('/journeys')
  await page.getByRole('button', { name: 'New journey' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('button', { name: 'Add a start' }).click()
  await inspector().getByLabel('Title').waitFor()
}

function inspector(): Locator {
  return marta.page.locator('aside.d-side')
}

function addStep(name: string): Promise<void> {
  return marta.page.getByRole('navigation', { name: 'Steps to add' }).getByRole('button', { name }).click()
}
