import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Button } from '../controls/button.tsx'
import { useLocale } from '../locale/locale.tsx'
import { useTheme } from '../theme/theme.tsx'
import { UiProvider } from '../ui-provider.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Sidebar, SidebarItem } from './sidebar.tsx'

function Preferences() {
  const { choice, theme, setChoice } = useTheme()
  const { locale, setLocale } = useLocale()
  return (
    <>
      <Button onClick={() => setChoice('dark')}>Dark</Button>
      <Button onClick={() => setChoice('system')}>System</Button>
      <Button onClick={() => setLocale('es')}>Spanish</Button>
      <output>{`${choice} ${theme} ${locale}`}</output>
    </>
  )
}

test('a theme is put on the document and remembered; the system needs no mark', async () => {
  await render(
    <UiProvider locale="en">
      <Preferences />
    </UiProvider>,
  )
  await page.getByRole('button', { name: 'Dark' }).click()
  await expect.element(page.getByRole('status')).toHaveTextContent('dark dark en')
  expect(document.documentElement.dataset['theme']).toBe('dark')
  expect(localStorage.getItem('periplo.theme')).toBe('dark')
  await page.getByRole('button', { name: 'System' }).click()
  await expect.element(page.getByRole('status')).toHaveTextContent('system light en')
  expect(document.documentElement.dataset['theme']).toBeUndefined()
})

test('a language changes the document too', async () => {
  await render(
    <UiProvider locale="en">
      <Preferences />
    </UiProvider>,
  )
  await page.getByRole('button', { name: 'Spanish' }).click()
  await expect.element(page.getByRole('status')).toHaveTextContent('system light es')
  expect(document.documentElement.lang).toBe('es')
})

// oxlint-disable-next-line jsx-a11y/control-has-associated-label, jsx-a11y/anchor-has-content -- the item gives the link its words
const JOURNEYS = <a href="#journeys" />

test('the rail keeps the names of its places and shows them on focus', async () => {
  await render(
    <UiProvider locale="en">
      <Sidebar collapsed>
        <SidebarItem label="Journeys" icon="journeys" current render={JOURNEYS} />
      </Sidebar>
    </UiProvider>,
  )
  await expect.element(page.getByRole('link', { name: 'Journeys' })).toHaveAttribute('aria-current', 'page')
  await userEvent.keyboard('{Tab}')
  await vi.waitFor(() => expect(document.querySelector('.p-tooltip')?.textContent).toBe('Journeys'))
})

test('a failure stays in its part of the screen, is told once, and may be tried again', async () => {
  // React reports what a boundary catches; here it is meant to fail
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const tell = vi.fn<(error: unknown) => void>()
  let broken = true
  function Part() {
    if (broken) throw new Error('the wires are crossed')
    return <p>mended</p>
  }
  await render(
    <UiProvider locale="en">
      <p>beside it</p>
      <ErrorBoundary onError={tell}>
        <Part />
      </ErrorBoundary>
    </UiProvider>,
  )
  await expect.element(page.getByText('beside it')).toBeVisible()
  await expect.element(page.getByText('Error: the wires are crossed')).toBeInTheDocument()
  expect(tell).toHaveBeenCalledOnce()
  broken = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(page.getByText('mended')).toBeVisible()
})
