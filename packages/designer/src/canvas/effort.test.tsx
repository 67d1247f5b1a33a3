import '@periplo/ui/styles.css'
import '../styles.css'
import type { JourneyDefinition } from '@periplo/model'
import { toBlankDefinition } from '@periplo/model'
import { UiProvider } from '@periplo/ui'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { useDesignHistory } from '../edit/use-design-history.ts'
import { JourneyMap } from './journey-map.tsx'

/** A chain of waits in one lane, twelve to a column. */
function drawChain(count: number): JourneyDefinition {
  const nodes = Array.from({ length: count }, (_, index) => ({
    id: `n-${index}`,
    kind: 'delay' as const,
    title: `Step ${index}`,
    duration: { amount: 1, unit: 'days' as const },
    stage: 'awareness',
    position: { x: 12 + Math.floor(index / 12) * 200, y: 24 + (index % 12) * 116 },
  }))
  const edges = nodes.slice(1).map((node, index) => ({ from: `n-${index}`, port: 'next', to: node.id }))
  return { ...toBlankDefinition('Chain'), nodes, edges }
}

function Bench({ journey }: { readonly journey: JourneyDefinition }) {
  const history = useDesignHistory(journey)
  const [selected, select] = useState<string>()
  return (
    <main style={{ width: 1300, height: 800 }}>
      <JourneyMap
        mode="design"
        definition={history.definition}
        readOnly={false}
        onChange={history.apply}
        problems={[]}
        overlay={null}
        suggestions={{ events: [] }}
        selectedNodeId={selected}
        onSelect={select}
      />
    </main>
  )
}

async function mount(count: number): Promise<void> {
  const journey = drawChain(count)
  await render(
    <UiProvider locale="en">
      <Bench journey={journey} />
    </UiProvider>,
  )
  await vi.waitFor(() => expect(document.querySelectorAll('.d-card').length).toBeGreaterThan(5), {
    timeout: 20_000,
  })
}

function card(id: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)
  if (!found) throw new Error(`no card ${id} on the map`)
  return found
}

/** The ids of the cards whose elements change while something is done. */
async function watchCards(act: () => Promise<void>): Promise<readonly string[]> {
  const touched = new Set<string>()
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement
      const id = element?.closest('.react-flow__node')?.getAttribute('data-id')
      if (id) touched.add(id)
    }
  })
  const nodes = document.querySelector('.react-flow__nodes')
  if (nodes)
    observer.observe(nodes, { subtree: true, childList: true, attributes: true, characterData: true })
  await act()
  observer.disconnect()
  return [...touched]
}

test('of a thousand cards only those in sight are in the document', async () => {
  await mount(1_000)
  expect(document.querySelectorAll('.d-card').length).toBeLessThan(160)
  expect(document.querySelectorAll('.react-flow__edge').length).toBeLessThan(200)
})

test('writing a letter into the inspector draws no other card anew', async () => {
  await mount(24)
  await userEvent.click(card('n-3'))
  const title = document.querySelector<HTMLInputElement>('.d-side-body input')
  if (!title) throw new Error('the inspector has a title')
  title.focus()
  const touched = await watchCards(() => userEvent.keyboard('x'))
  expect(touched.filter((id) => id !== 'n-3')).toEqual([])
})

test('a card in hand moves alone', async () => {
  await mount(24)
  const touched = await watchCards(() => userEvent.dragAndDrop(card('n-3'), card('n-13')))
  const moved = touched.filter((id) => id !== 'n-3')
  // the card it is put down on has the pointer over it, and makes way when it is put down
  expect(moved.length).toBeLessThanOrEqual(3)
})
