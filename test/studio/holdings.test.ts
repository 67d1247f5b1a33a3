import { readFile } from 'node:fs/promises'
import { launchBrowser } from '@periplo/testkit'
import { toBlankDefinition } from '@periplo/model'
import type { JourneyDefinition } from '@periplo/model'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStudioHouse, WORKERS } from './studio-house.ts'
import type { StudioHouse } from './studio-house.ts'
import { expectAccessible, keepPicture, LOOKS, signIn, visit } from './visitor.ts'

const ACTOR = { memberId: 'setup', name: 'Setup' }
const at = (x: number, y: number) => ({ stage: 'decision', position: { x, y } }) as const
const JOURNEY: JourneyDefinition = {
  ...toBlankDefinition('Thanks'),
  nodes: [
    { ...at(40, 40), id: 'in', kind: 'event-entry', title: 'Bought', event: 'Order Completed' },
    {
      ...at(40, 160),
      id: 'gift',
      kind: 'loyalty-points',
      title: 'Thank you',
      act: 'add',
      points: 1_250,
      reason: 'First order',
    },
    { ...at(40, 280), id: 'spare', kind: 'audience', title: 'No ads', act: 'add', audience: 'Buyers' },
    { ...at(40, 400), id: 'out', kind: 'exit', title: 'Done' },
  ],
  edges: [
    { from: 'in', port: 'next', to: 'gift' },
    { from: 'gift', port: 'next', to: 'spare' },
    { from: 'spare', port: 'next', to: 'out' },
  ],
}

let house: StudioHouse
let browser: Browser
let journeyId: string
let personId: string

beforeAll(async () => {
  house = await openStudioHouse()
  browser = await launchBrowser()
  const { workspaceId, verbs } = house
  const asked = { workspaceId, name: 'Thanks', definition: JOURNEY, actor: ACTOR }
  const created = await verbs.journeys.create(asked)
  journeyId = created.journeyId
  await verbs.journeys.publish({ ...created, workspaceId, acceptWarnings: true, actor: ACTOR })
  await house.send('identify', { userId: 'ana', traits: { email: 'ana@example.com', name: 'Ana Ruiz' } })
  await house.send('track', { userId: 'ana', event: 'Order Completed' })
  const readPeople = async () =>
    (await verbs.people.list({ workspaceId, search: 'ana', cursor: null, limit: 1 })).items
  const readPoints = async (): Promise<number> => {
    personId = (await readPeople())[0]?.personId ?? ''
    return personId === '' ? 0 : (await verbs.people.get({ workspaceId, personId })).points
  }
  await vi.waitUntil(async () => (await readPoints()) === 1_250, { timeout: 30_000, interval: 100 })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await house.close()
})

const WORDS = {
  en: { points: 'Loyalty points', audiences: 'Audiences', gives: 'Gives 1,250 points, “First order”' },
  es: { points: 'Puntos de fidelidad', audiences: 'Audiencias', gives: 'Da 1250 puntos, «First order»' },
} as const

test.each(LOOKS)(
  'points and audiences are told on the map and on the page of the person ($locale, $theme)',
  async (look) => {
    const { locale, theme } = look
    const words = WORDS[locale]
    const owner = await visit(browser, house, look)
    const { page } = owner
    await page.goto('/')
    await signIn(owner, WORKERS.owner)
    await page.goto(`/people/${personId}`)
    await page.getByRole('heading', { name: words.points }).waitFor()
    await keepPicture(owner, `holdings-person-${locale}-${theme}`, page.getByText('First order'))
    await expectAccessible(page)
    await page.goto(`/journeys/${journeyId}?node=gift`)
    await keepPicture(owner, `holdings-map-${locale}-${theme}`, page.getByText(words.gives).first())
    await page.goto('/people')
    await page.getByRole('button', { name: words.audiences }).click()
    await keepPicture(
      owner,
      `holdings-audiences-${locale}-${theme}`,
      page.getByRole('cell', { name: 'Buyers', exact: true }),
    )
    await expectAccessible(page)
    expect(owner.faults).toEqual([])
    await owner.context.close()
  },
)

test('an audience is downloaded as hashes, without a name or an address', async () => {
  const owner = await visit(browser, house, { locale: 'en', theme: 'light' })
  const { page } = owner
  await page.goto('/')
  await signIn(owner, WORKERS.owner)
  await page.goto('/people')
  await page.getByRole('button', { name: 'Audiences' }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download Buyers' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('buyers.csv')
  const [heading, line, ...rest] = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(heading).toBe('person_id,since,email_sha256,phone_sha256,phone_digits_sha256')
  expect(line).toMatch(new RegExp(`^${personId},[^,]+,[0-9a-f]{64},,$`))
  expect(rest).toEqual([''])
  expect(owner.faults).toEqual([])
  await owner.context.close()
})
