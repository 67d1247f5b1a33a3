import type { JourneyDefinition } from '@periplo/model'
import { toBlankDefinition } from '@periplo/model'
import { launchBrowser } from '@periplo/testkit'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { expectAccessible, signIn, takePort, visit } from './visitor.ts'
import type { Visitor } from './visitor.ts'

const ACTOR = { memberId: 'setup', name: 'Setup' }

let house: StudioHouse
let browser: Browser
let marta: Visitor
let page: Page

beforeAll(async () => {
  house = await openStudioHouse()
  browser = await launchBrowser()
  marta = await visit(browser, house, { locale: 'en', theme: 'light' })
  page = marta.page
  await page.goto('/')
  await signIn(marta, WORKERS.marketer)
}, 120_000)
afterAll(async () => {
  expect(marta.faults).toEqual([])
  await browser.close()
  await house.close()
})

/** In → Fork, which leads to Wait → End by yes and to Leave by no. */
function drawFork(): JourneyDefinition {
  const at = (row: number) => ({ x: 12, y: 24 + row * 116 })
  return {
    ...toBlankDefinition('Fork'),
    nodes: [
      { id: 'in', kind: 'event-entry', title: 'In', event: 'A', stage: 'awareness', position: at(0) },
      { id: 'fork', kind: 'condition', title: 'Fork', stage: 'awareness', position: at(1) },
      {
        id: 'wait',
        kind: 'delay',
        title: 'Wait',
        duration: { amount: 1, unit: 'days' },
        stage: 'decision',
        position: at(0),
      },
      { id: 'end', kind: 'exit', title: 'End', stage: 'decision', position: at(1) },
      { id: 'leave', kind: 'exit', title: 'Leave', stage: 'awareness', position: at(2) },
    ],
    edges: [
      { from: 'in', port: 'next', to: 'fork' },
      { from: 'fork', port: 'yes', to: 'wait' },
      { from: 'fork', port: 'no', to: 'leave' },
      { from: 'wait', port: 'next', to: 'end' },
    ],
  }
}

async function open(definition: JourneyDefinition = drawFork()): Promise<void> {
  const { verbs, workspaceId } = house
  const { name } = definition
  const { journeyId } = await verbs.journeys.create({ workspaceId, name, definition, actor: ACTOR })
  await page.goto(`/journeys/${journeyId}`)
  await cards().first().waitFor()
}

const cards = (): Locator => page.locator('.react-flow__node')
const cardOf = (title: string): Locator =>
  cards()
    .filter({ has: page.locator(`b:text-is("${title}")`) })
    .first()
const edges = (): Locator => page.locator('.react-flow__edge')
const lanes = async (): Promise<readonly string[]> => page.locator('.d-head h2').allTextContents()
const laneMenu = (name: string): Locator =>
  page.getByRole('button', { name: `What to do with the stage “${name}”` })
const choose = async (item: string): Promise<void> => page.getByRole('menuitem', { name: item }).click()
/** Opens a menu and chooses by keys alone. Where the menu puts the focus comes first: no hand is faster. */
async function chooseByKey(menu: Locator, item: string): Promise<void> {
  await menu.press('Enter')
  await page.locator('[role=menuitem]:focus').waitFor()
  await page.getByRole('menuitem', { name: item }).press('Enter')
  await page.getByRole('menu').waitFor({ state: 'detached' })
}
/** Writes a name into the field that has opened under the hand. */
async function rename(name: string): Promise<void> {
  await page.locator('input:focus').fill(name)
  await page.keyboard.press('Enter')
}
const undo = (): Promise<void> => page.getByRole('button', { name: 'Undo' }).click()
const STAGES = ['Awareness', 'Consideration', 'Decision', 'Service', 'Advocacy']

describe('lanes', () => {
  beforeEach(() => open())

  test('by mouse: one is added and named, dragged elsewhere, and taken back step by step', async () => {
    await laneMenu('Decision').click()
    await expectAccessible(page)
    await choose('Add a stage after it')
    await rename('Trying on')
    await expect.poll(lanes).toEqual(STAGES.toSpliced(3, 0, 'Trying on'))
    const heads = page.locator('.d-head-place')
    await heads.nth(3).dragTo(heads.nth(0))
    await expect.poll(lanes).toEqual(['Trying on', ...STAGES])
    await undo()
    await expect.poll(lanes).toEqual(STAGES.toSpliced(3, 0, 'Trying on'))
    await undo()
    await undo()
    await expect.poll(lanes).toEqual(STAGES)
  })

  test('by keyboard: one is renamed and moved, and one with steps asks where they go', async () => {
    await chooseByKey(laneMenu('Decision'), 'Rename')
    await rename('Deciding')
    await expect.poll(lanes).toContain('Deciding')
    await chooseByKey(laneMenu('Deciding'), 'Move left')
    await expect.poll(async () => (await lanes())[1]).toBe('Deciding')
    await chooseByKey(laneMenu('Deciding'), 'Remove the stage')
    const asked = page.getByRole('dialog', { name: 'Remove the stage “Deciding”?' })
    await asked.getByText('2 steps stand in it').waitFor()
    await expectAccessible(page)
    await asked.getByRole('button', { name: 'Move and remove' }).press('Enter')
    await expect.poll(lanes).toEqual(STAGES.filter((name) => name !== 'Decision'))
    await expect.poll(() => cards().count()).toBe(5)
    await page.locator('section.d-map').focus()
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await lanes())[1]).toBe('Deciding')
  })

  test('one is collapsed to signs and opened again', async () => {
    await laneMenu('Decision').click()
    await choose('Collapse')
    await page.locator('.d-card[data-narrow]').nth(1).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Expand “Decision”' }).press('Enter')
    await expect.poll(() => page.locator('.d-card[data-narrow]').count()).toBe(0)
  })
})

describe('copies', () => {
  beforeEach(() => open())

  test('a branch is duplicated from its menu and by keys', async () => {
    await cardOf('Wait').click()
    await page.getByRole('button', { name: 'More to do with it' }).click()
    await choose('Duplicate the branch')
    await expect.poll(() => cards().count()).toBe(7)
    await expect.poll(() => edges().count()).toBe(5)
    await undo()
    await expect.poll(() => cards().count()).toBe(5)
    await cardOf('Wait').click()
    await page.keyboard.press('Control+Shift+D')
    await expect.poll(() => cards().count()).toBe(7)
  })

  test('everything is chosen and copied by keys, and pasted into another journey and as text', async () => {
    await cardOf('In').click()
    await page.keyboard.press('Control+a')
    await page.getByRole('complementary', { name: '5 steps chosen' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Control+c')
    await open({ ...toBlankDefinition('Another'), nodes: drawFork().nodes.slice(0, 1) })
    await page.locator('section.d-map').focus()
    await page.keyboard.press('Control+v')
    await expect.poll(() => cards().count()).toBe(6)
    await expect.poll(() => edges().count()).toBe(4)
    await page.getByRole('button', { name: 'Choose nothing' }).click()
    const about = page.getByLabel('What it is for')
    await about.fill('')
    await about.press('Control+v')
    await expect.poll(() => about.inputValue()).toContain('"periplo": "journey-part"')
  })

  test('what is cut is gone, and what is chosen together moves and is deleted together', async () => {
    await cardOf('Wait').click()
    await cardOf('End').click({ modifiers: ['Control'] })
    const panel = page.getByRole('complementary', { name: '2 steps chosen' })
    await panel.getByRole('combobox', { name: 'Stage' }).click()
    await page.getByRole('option', { name: 'Advocacy' }).click()
    await expect.poll(async () => (await cardOf('Wait').boundingBox())?.x ?? 0).toBeGreaterThan(900)
    await panel.getByRole('button', { name: 'Delete them' }).click()
    await expect.poll(() => cards().count()).toBe(3)
    await undo()
    await expect.poll(() => cards().count()).toBe(5)
    await cardOf('Leave').click()
    await page.keyboard.press('Control+x')
    await expect.poll(() => cards().count()).toBe(4)
  })
})

describe('finding the way', () => {
  beforeEach(() => open())

  test('a way dropped on an empty place asks for a step, which then follows', async () => {
    await page.getByRole('button', { name: 'Tidy up' }).hover()
    const card = cardOf('Leave')
    await card.click()
    await page.keyboard.press('Delete')
    const port = cardOf('Fork').locator('.react-flow__handle.source[data-handleid="no"]')
    await takePort(page, port)
    const from = await port.boundingBox()
    if (!from) throw new Error('the port is on the map')
    await page.mouse.move(from.x + 20, from.y + 220, { steps: 8 })
    await page.mouse.up()
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await expectAccessible(page)
    await page.keyboard.type('message')
    await page.keyboard.press('Enter')
    await cardOf('Message').waitFor()
    await expect.poll(() => edges().count()).toBe(4)
  })

  test('a step is found by what it does, by keys and by a button', async () => {
    await page.locator('section.d-map').focus()
    await page.keyboard.press('Control+f')
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await page.keyboard.type('1 day')
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Settings of “Wait”' }).waitFor()
    await page.getByRole('button', { name: 'Find a step' }).click()
    await page.getByRole('dialog').getByRole('option', { name: /End/ }).click()
    await page.getByRole('complementary', { name: 'Settings of “End”' }).waitFor()
  })

  test('the palette does on the map what the map can do', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await page.keyboard.type('Add: Goal')
    await page.keyboard.press('Enter')
    await expect.poll(() => cards().count()).toBe(6)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('option', { name: /Undo/ }).click()
    await expect.poll(() => cards().count()).toBe(5)
  })

  test('the list of keys opens by a key and by a button', async () => {
    await page.locator('section.d-map').focus()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys of the map' }).getByText('Duplicate the branch').waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Keys', exact: true }).click()
    await page.getByRole('dialog', { name: 'Keys of the map' }).waitFor()
  })

  test('the list of what was done leads back to the beginning and on again', async () => {
    await page.getByRole('button', { name: 'Tidy up' }).click()
    await cardOf('Leave').click()
    await page.keyboard.press('Delete')
    await expect.poll(() => cards().count()).toBe(4)
    await page.getByRole('button', { name: 'What was done' }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'As it was opened' }).click()
    await expect.poll(() => cards().count()).toBe(5)
    await page.getByRole('button', { name: 'Deleted' }).press('Enter')
    await expect.poll(() => cards().count()).toBe(4)
  })
})

describe('the outline', () => {
  const outline = (): Locator => page.getByRole('navigation', { name: 'Outline of the journey' })
  beforeEach(async () => {
    await open()
    await page.getByRole('button', { name: 'Outline' }).click()
    await outline().waitFor()
  })

  test('by mouse: a step is renamed, moved to another stage and followed by a new one', async () => {
    await outline().getByText('Wait', { exact: true }).hover()
    const more = outline().getByRole('button', { name: 'What to do with “Wait”' })
    await more.click()
    await expectAccessible(page)
    await choose('Advocacy')
    await expect.poll(async () => (await cardOf('Wait').boundingBox())?.x ?? 0).toBeGreaterThan(900)
    await more.click()
    await choose('Add a step after it')
    await page.getByRole('dialog').getByRole('option', { name: 'Message' }).click()
    await expect.poll(() => cards().count()).toBe(6)
    await expect.poll(() => edges().count()).toBe(5)
  })

  test('by keyboard: a step is renamed and deleted', async () => {
    await outline().getByRole('button', { name: /^End/ }).focus()
    await page.keyboard.press('F2')
    await rename('Goes home')
    await cardOf('Goes home').waitFor()
    await chooseByKey(outline().getByRole('button', { name: 'What to do with “Goes home”' }), 'Delete')
    await expect.poll(() => cards().count()).toBe(4)
  })
})
