import { launchBrowser } from '@periplo/testkit'
import type { JourneyDefinition } from '@periplo/model'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draw } from '../journeys/draw.ts'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { expectAccessible, keepPicture, signIn, visit } from './visitor.ts'
import type { Visitor } from './visitor.ts'

const ACTOR = { memberId: 'setup', name: 'Setup' }
const PEOPLE = ['ana', 'bea', 'cleo']

let house: StudioHouse
let browser: Browser
let marta: Visitor
let page: Page
let journeyId: string

/** Somebody rests, gets a mail, and waits to buy; the rest is called as is said. */
function toDrawing(rest: string, days: number): JourneyDefinition {
  return draw(
    [
      { id: 'enter', kind: 'event-entry', event: 'Product Added' },
      { id: rest, kind: 'delay', duration: { amount: days, unit: 'days' } },
      {
        id: 'hello',
        kind: 'message',
        channel: 'email',
        purpose: 'transactional',
        subject: 'Hello',
        body: 'You',
        onRefused: 'continue',
      },
      { id: 'buys', kind: 'wait-for-event', event: 'Order Completed', timeout: { amount: 4, unit: 'days' } },
      { id: 'out', kind: 'exit' },
    ],
    [`enter > ${rest}`, `${rest} > hello`, 'hello > buys', 'buys:arrived > out', 'buys:timed-out > out'],
  )
}

async function save(definition: JourneyDefinition): Promise<number> {
  const { verbs, workspaceId } = house
  const { revision } = await verbs.journeys.getDraft({ workspaceId, journeyId })
  const saved = await verbs.journeys.saveDraft({ workspaceId, journeyId, revision, definition, actor: ACTOR })
  return saved.revision
}

/** One story, told in order: each test goes on where the one before it ended. */
beforeAll(async () => {
  house = await openStudioHouse()
  browser = await launchBrowser()
  const { verbs, workspaceId } = house
  const wish = { workspaceId, name: 'Cart', definition: toDrawing('rest', 6), actor: ACTOR }
  const { revision, ...drawn } = await verbs.journeys.create(wish)
  journeyId = drawn.journeyId
  await verbs.journeys.publish({ workspaceId, journeyId, revision, actor: ACTOR })
  for (const userId of PEOPLE) await house.send('track', { userId, event: 'Product Added' })
  await save(toDrawing('pause', 9))
  marta = await visit(browser, house, { locale: 'en', theme: 'light' })
  page = marta.page
  await page.goto('/')
  await signIn(marta, WORKERS.marketer)
  await page.goto(`/journeys/${journeyId}`)
}, 120_000)
afterAll(async () => {
  expect(marta.faults).toEqual([])
  await browser.close()
  await house.close()
})

const dialog = (): Locator => page.locator('.p-dialog')
const versions = async () => house.verbs.journeys.listVersions({ workspaceId: house.workspaceId, journeyId })
async function countInside(): Promise<number> {
  const inside = await house.verbs.journeys.readInside({ workspaceId: house.workspaceId, journeyId })
  return inside.inside
}
const insideBy = async () =>
  (await versions()).map(({ number, insideNow }) => [number, insideNow]).toSorted(([a = 0], [b = 0]) => a - b)
const row = (): Locator => dialog().getByRole('row', { name: /rest/ })

test('publishing says who is in flight, and what following would make of them', async () => {
  await expect.poll(countInside).toBe(PEOPLE.length)
  await page.getByRole('button', { name: 'Publish' }).click()
  await row().getByText('Stay on v1').waitFor()
  await dialog()
    .getByRole('radio', { name: /They follow/ })
    .click()
  await dialog().getByText('0 move, 3 stay, 0 leave.').waitFor()
})

test('a mapping is made by keyboard alone, and tells what cannot be taken back', async () => {
  await dialog()
    .getByRole('radio', { name: /They go where you say/ })
    .click()
  const choose = row().getByRole('combobox', { name: 'Where people in “rest” of v1 go' })
  const take = async (name: string): Promise<void> => {
    await choose.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name }).waitFor()
    await page.keyboard.type(name)
    await page.locator('[role=option][data-highlighted]', { hasText: name }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
  }
  await take('hello')
  await dialog().getByText('3 people act at once').waitFor()
  await expectAccessible(page)
  await keepPicture(marta, 'moving-acts', dialog().getByText('3 people act at once'))
  await take('Leave')
  await dialog().getByText('3 people leave').waitFor()
  await take('pause')
  await dialog().getByText('3 move, 0 stay, 0 leave.').waitFor()
  await expectAccessible(page)
  await keepPicture(marta, 'moving-mapping', dialog().getByText('3 move, 0 stay, 0 leave.'))
  await dialog().getByRole('button', { name: 'Publish v2' }).press('Enter')
  await page.getByText('v2 live').waitFor()
  await expect.poll(insideBy).toEqual([
    [1, 0],
    [2, 3],
  ])
})

test('the versions tell what was done, and people are brought back from there', async () => {
  await page.getByRole('button', { name: 'Versions' }).click()
  const panel = page.getByRole('complementary', { name: 'Versions' })
  await panel.getByText('3 people have come from v1').waitFor()
  await expectAccessible(page)
  await keepPicture(marta, 'moving-versions', panel.getByText('3 people have come from v1'))
  await panel.getByRole('button', { name: 'Bring people back…' }).press('Enter')
  await dialog().getByText('3 people still stand where the move has put them').waitFor()
  await expectAccessible(page)
  await keepPicture(marta, 'moving-back', dialog().getByText('3 people still stand'))
  await dialog().getByRole('button', { name: 'Bring 3 people back' }).press('Enter')
  await dialog().waitFor({ state: 'detached' })
  await expect.poll(insideBy).toEqual([
    [1, 3],
    [2, 0],
  ])
})

test('in Spanish and in the dark it reads as well', async () => {
  await save(toDrawing('pausa', 9))
  const ivan = await visit(browser, house, { locale: 'es', theme: 'dark' })
  await ivan.page.goto('/')
  await signIn(ivan, WORKERS.colleague)
  await ivan.page.goto(`/journeys/${journeyId}`)
  await ivan.page.getByRole('button', { name: 'Publicar' }).click()
  const asked = ivan.page.getByRole('dialog')
  await asked.getByRole('radio', { name: /Van a donde se indique/ }).click()
  await asked.getByText('Pasan 0, se quedan 3, salen 0.').waitFor()
  await expectAccessible(ivan.page)
  await keepPicture(ivan, 'moving-spanish', asked.getByText('Pasan 0, se quedan 3, salen 0.'))
  expect(ivan.faults).toEqual([])
})
