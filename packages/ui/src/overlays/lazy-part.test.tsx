import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { lazyPart } from './lazy-part.tsx'

test('code that cannot be fetched takes nothing with it, and is asked for again the next time', async () => {
  let reachable = false
  const Part = lazyPart<{ readonly name: string }>(
    async () => {
      if (!reachable) throw new Error('offline')
      return ({ name }) => <p>{`Here is ${name}`}</p>
    },
    { waiting: <p>On its way</p>, failed: <p>Not now</p> },
  )
  const screen = await render(
    <main>
      <h1>The map</h1>
      <Part name="the palette" />
    </main>,
  )
  await expect.element(page.getByText('Not now')).toBeVisible()
  await expect.element(page.getByText('The map')).toBeVisible()
  reachable = true
  await screen.rerender(<h1>The map</h1>)
  await screen.rerender(<Part name="the palette" />)
  await expect.element(page.getByText('Here is the palette')).toBeVisible()
})

test('what was fetched ahead is there at once', async () => {
  const Part = lazyPart(async () => () => <p>Drawn</p>)
  await Part.fetch()
  await render(<Part />)
  expect(document.body.textContent).toContain('Drawn')
})
