import '@periplo/ui/styles.css'
import '../styles.css'
import type { JourneyDefinition, ProofFinding } from '@periplo/model'
import { toBlankDefinition, validateDefinition } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { UiProvider } from '@periplo/ui'
import axe from 'axe-core'
import { StrictMode, useEffect, useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { toCanonical } from '../edit/canonical.ts'
import { useDesignHistory } from '../edit/use-design-history.ts'
import type { MapMode } from './flow-types.ts'
import { JourneyMap } from './journey-map.tsx'

const SUGGESTIONS = { events: [{ name: 'Order Completed', paths: ['cart_id', 'total'] }], traits: ['plan'] }

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

/** What the owner of the map was told. */
class Seen {
  readonly gestures: string[] = []
  definition: JourneyDefinition = CART
  selected: string | undefined

  note(definition: JourneyDefinition, selected: string | undefined): void {
    this.definition = definition
    this.selected = selected
  }
}

interface BenchProps {
  readonly seen: Seen
  readonly mode: MapMode
  readonly findings?: readonly ProofFinding[]
}

function Bench({ seen, mode, findings }: BenchProps) {
  const history = useDesignHistory(CART)
  const [selected, select] = useState<string>()
  useEffect(() => seen.note(history.definition, selected))
  return (
    <main style={{ width: 1300, height: 800 }}>
      <h1 className="p-hidden">Cart</h1>
      <JourneyMap
        mode={mode}
        definition={history.definition}
        readOnly={false}
        onChange={(next, gesture) => {
          seen.gestures.push(gesture)
          history.apply(next, gesture)
        }}
        problems={validateDefinition(history.definition)}
        findings={findings}
        overlay={null}
        suggestions={SUGGESTIONS}
        selectedNodeId={selected}
        onSelect={select}
        history={history}
      />
    </main>
  )
}

async function mount(
  mode: MapMode = 'design',
  locale: Locale = 'en',
  findings: readonly ProofFinding[] = [],
) {
  const seen = new Seen()
  const screen = await render(
    <StrictMode>
      <UiProvider locale={locale}>
        <Bench {...{ seen, mode, findings }} />
      </UiProvider>
    </StrictMode>,
  )
  await expect.element(screen.getByText('A day off').first()).toBeVisible()
  return { seen, screen }
}

function card(id: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)
  if (!found) throw new Error(`no card ${id} on the map`)
  return found
}

afterEach(() => localStorage.clear())

describe('the map', () => {
  test('a finding of the proof is a sentence that leads to its step and shows the way there', async () => {
    const finding: ProofFinding = {
      code: 'no-way-out',
      severity: 'error',
      node: 'pause',
      path: ['in:next'],
      data: {},
    }
    const { seen, screen } = await mount('design', 'en', [finding])
    await expect.element(screen.getByText('1 error.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Show what is missing' }))
    expect(document.querySelector('.d-way[data-shown]')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: /“A day off” goes round for ever/ }))
    await expect.poll(() => seen.selected).toBe('pause')
    expect(document.querySelectorAll('.d-way[data-shown]')).toHaveLength(1)
    await userEvent.click(screen.getByRole('button', { name: 'Close the list' }))
    expect(document.querySelector('.d-way[data-shown]')).toBeNull()
  })

  test('arrow keys walk the journey, and the owner is told where they are', async () => {
    const { seen } = await mount()
    card('in').focus()
    await userEvent.click(card('in'))
    await userEvent.keyboard('{ArrowDown}')
    await vi.waitFor(() => expect(seen.selected).toBe('pause'))
    await userEvent.keyboard('{ArrowUp}')
    await vi.waitFor(() => expect(seen.selected).toBe('in'))
    await userEvent.keyboard('{ArrowRight}')
    await vi.waitFor(() => expect(seen.selected).toBe('out'))
  })

  test('a deleted step closes the gap, and one undo brings it back with its edges', async () => {
    const { seen } = await mount()
    await userEvent.click(card('pause'))
    await userEvent.keyboard('{Delete}')
    await vi.waitFor(() => expect(seen.definition.edges).toEqual([{ from: 'in', port: 'next', to: 'out' }]))
    await userEvent.keyboard('{Control>}z{/Control}')
    await vi.waitFor(() => expect(seen.definition).toEqual(toCanonical(CART)))
    expect(seen.gestures).toEqual(['delete'])
  })

  test('a step added by name in the other language follows the chosen one and is chosen', async () => {
    const { seen } = await mount()
    await userEvent.click(card('in'))
    await userEvent.keyboard('/')
    await vi.waitFor(() => expect(document.querySelector('[role="dialog"] input')).not.toBeNull())
    await userEvent.keyboard('reparto')
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(seen.selected).toBe('random-split'))
    expect(seen.definition.edges).toContainEqual({ from: 'in', port: 'next', to: 'random-split' })
    expect(seen.gestures).toEqual(['add'])
  })

  test('a sentence typed into the inspector is one step back', async () => {
    const { seen, screen } = await mount()
    await userEvent.click(card('pause'))
    await userEvent.fill(screen.getByLabelText('Title'), 'Two days off')
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(card('pause').textContent).toContain('Two days off'))
    expect(new Set(seen.gestures)).toEqual(new Set(['edit:pause:title']))
    card('pause').focus()
    await userEvent.keyboard('{Control>}z{/Control}')
    await vi.waitFor(() => expect(card('pause').textContent).toContain('A day off'))
  })

  test('while measuring without numbers nothing is invented, and nothing can be changed', async () => {
    const { seen } = await mount('measure')
    expect(card('pause').textContent).toContain('No data yet')
    await userEvent.click(card('pause'))
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(seen.gestures).toEqual([])
  })

  test.each([
    { mode: 'design', locale: 'en', theme: 'light' },
    { mode: 'design', locale: 'es', theme: 'dark' },
    { mode: 'measure', locale: 'en', theme: 'dark' },
    { mode: 'measure', locale: 'es', theme: 'light' },
  ] as const)('axe finds nothing in $mode, $locale, $theme', async ({ mode, locale, theme }) => {
    localStorage.setItem('periplo.theme', theme)
    await mount(mode, locale)
    // a theme that has just been put on may still be fading in
    await vi.waitFor(
      async () => {
        const { violations } = await axe.run(document.body)
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
      },
      { timeout: 20_000 },
    )
  })
})
