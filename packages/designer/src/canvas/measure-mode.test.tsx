import '@periplo/ui/styles.css'
import '../styles.css'
import type { MapMeasureId, Overlay } from '@periplo/kpi'
import { addDaysAt, MAP_MEASURES, MEASURE_IDS, recountRollups, toJourneyFrame, toOverlay } from '@periplo/kpi'
import type { Fact, JourneyDefinition } from '@periplo/model'
import { toBlankDefinition } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { LOCALES, UiProvider } from '@periplo/ui'
import axe from 'axe-core'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { JourneyMap } from './journey-map.tsx'

const PEOPLE = 60
const STAYED = 3
const BEGIN = Date.parse('2026-03-02T10:00:00Z')
const DAY_MS = 86_400_000

/** Somebody fills a cart, waits a day, and leaves. */
const CART: JourneyDefinition = {
  ...toBlankDefinition('Cart'),
  nodes: [
    {
      id: 'in',
      kind: 'event-entry',
      title: 'Fills the cart',
      event: 'Product Added',
      stage: 'awareness',
      position: { x: 12, y: 24 },
    },
    {
      id: 'pause',
      kind: 'delay',
      title: 'A day off',
      duration: { amount: 1, unit: 'days' },
      stage: 'awareness',
      position: { x: 12, y: 140 },
    },
    { id: 'out', kind: 'exit', title: 'Leaves', stage: 'consideration', position: { x: 12, y: 24 } },
  ],
  edges: [
    { from: 'in', port: 'next', to: 'pause' },
    { from: 'pause', port: 'next', to: 'out' },
  ],
}

function toFacts(person: number): readonly Fact[] {
  const enteredAt = BEGIN + person * 1_000
  const leftAt = enteredAt + DAY_MS
  const begin: readonly Fact[] = [
    { kind: 'enrollment-entered', at: enteredAt, entryNumber: 1 },
    { kind: 'stage-entered', at: enteredAt, stage: 'awareness', entryNumber: 1, from: {} },
    { kind: 'node-entered', at: enteredAt, node: 'in', visit: 1 },
    { kind: 'node-left', at: enteredAt, node: 'in', port: 'next', to: 'pause', enteredAt },
    { kind: 'node-entered', at: enteredAt, node: 'pause', visit: 1 },
  ]
  if (person < STAYED) return begin
  return [...begin, { kind: 'node-left', at: leftAt, node: 'pause', port: 'next', to: 'out', enteredAt }]
}

function tellOverlay(): Overlay {
  const frame = toJourneyFrame({ journeyId: 'j', versionId: 'v', definition: CART, zone: 'UTC' })
  const rollups = recountRollups(
    Array.from({ length: PEOPLE }, (_, person) => ({
      kind: 'run' as const,
      frame,
      facts: toFacts(person),
      isFirstRun: true,
    })),
  )
  const asOf = addDaysAt(BEGIN, 60, 'UTC')
  return toOverlay({ frame, rollups, window: { from: '2026-03-01', to: '2026-03-10' }, asOf })
}

async function mount(locale: Locale = 'en', chosen?: string) {
  const screen = await render(
    <UiProvider locale={locale}>
      <main style={{ width: 1400, height: 800 }}>
        <h1 className="p-hidden">Cart</h1>
        <JourneyMap
          mode="measure"
          definition={CART}
          readOnly
          onChange={() => undefined}
          problems={[]}
          overlay={tellOverlay()}
          suggestions={{ events: [], traits: [] }}
          selectedNodeId={chosen}
          onSelect={() => undefined}
        />
      </main>
    </UiProvider>,
  )
  await expect.element(screen.getByText('A day off').first()).toBeVisible()
  return screen
}

const wordsOf = (id: MapMeasureId, locale: Locale) => {
  const { name, explanation } = MAP_MEASURES[id]
  return { name: name[locale], explanation: explanation[locale] }
}

afterEach(() => localStorage.clear())

test.each(LOCALES)(
  'the headers of the lanes and the legend say what the registry says (%s)',
  async (locale) => {
    const screen = await mount(locale)
    const titles = [...document.querySelectorAll('.d-head-list dt')].map((term) => term.getAttribute('title'))
    for (const id of ['stage-conversion', 'stage-drop-off', 'dwell', 'stage-skips', 'ropo-orders'] as const) {
      const { name, explanation } = wordsOf(id, locale)
      expect(titles).toContain(`${name}. ${explanation}`)
    }
    for (const id of ['drop-off', 'dwell', 'sends', 'ropo-orders'] as const) {
      const { short, name }: { name: Record<Locale, string>; short?: Record<Locale, string> } =
        MAP_MEASURES[id]
      await expect
        .element(screen.getByRole('radio', { name: (short ?? name)[locale], exact: true }))
        .toBeInTheDocument()
    }
  },
)

test('a number is explained by what was divided by what, what was left out and which way is good', async () => {
  const screen = await mount('en', 'pause')
  const panel = screen.getByRole('complementary', { name: 'Drop-off: “A day off”' })
  await expect.element(panel).toBeVisible()
  const text = panel.element().textContent
  expect(text).toContain('Entries that did not go on in time60')
  expect(text).toContain('÷ entries of the step60')
  expect(text).toContain('Reaching the goal is never a drop-off')
  expect(text).toContain('Lower is better.')
})

test('who is stuck is counted, as a share of those still inside', async () => {
  const screen = await mount('en', 'pause')
  await userEvent.click(screen.getByRole('radio', { name: 'Dwell', exact: true }))
  const panel = screen.getByRole('complementary', { name: 'Dwell time: “A day off”' })
  await expect.element(panel).toBeVisible()
  await expect.poll(() => panel.element().textContent).toMatch(/Stuck3100\.0\s%/)
})

test.each(LOCALES)('every measure is found in the catalogue, by keys alone (%s)', async (locale) => {
  const screen = await mount(locale)
  const title = { en: 'What is measured', es: 'Qué se mide' }[locale]
  const button = screen.getByRole('button', { name: title })
  button.element().focus()
  await userEvent.keyboard('{Enter}')
  const dialog = screen.getByRole('dialog', { name: title })
  await expect.element(dialog).toBeVisible()
  const listed = () =>
    [...document.querySelectorAll('.d-catalogue code')].map(({ textContent }) => textContent)
  await expect.poll(listed).toEqual(MEASURE_IDS)
  await expect.poll(() => document.activeElement?.getAttribute('type')).toBe('search')
  await vi.waitFor(
    async () => {
      const { violations } = await axe.run(document.body)
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    },
    { timeout: 20_000 },
  )
  await userEvent.keyboard('k21 nps')
  await expect.poll(listed).toContain('nps')
  await expect.poll(listed).not.toContain('drop-off')
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => document.querySelector('[role=dialog]')).toBeNull()
  await expect.poll(() => document.activeElement).toBe(button.element())
})
