import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { UiProvider } from '../ui-provider.tsx'
import { Button } from './button.tsx'
import { Checkbox } from './checkbox.tsx'
import { IconButton } from './icon-button.tsx'
import { SegmentedControl } from './segmented-control.tsx'
import { TabPanel, Tabs } from './tabs.tsx'

test('a busy button says so, keeps the focus and takes no press', async () => {
  const press = vi.fn<() => void>()
  await render(
    <Button busy onClick={press}>
      Publish
    </Button>,
  )
  const button = page.getByRole('button', { name: 'Publish' })
  button.element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(button).toHaveAttribute('aria-busy', 'true')
  expect(document.activeElement).toBe(button.element())
  expect(press).not.toHaveBeenCalled()
})

test('a button without a word has a name and shows it, with its keys, on focus', async () => {
  await render(
    <UiProvider locale="en">
      <IconButton icon="undo" label="Undo" shortcut="Ctrl Z" />
    </UiProvider>,
  )
  await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await userEvent.keyboard('{Tab}')
  await expect.element(page.getByText('Ctrl')).toBeVisible()
})

function Modes() {
  const [mode, setMode] = useState<'design' | 'measure' | 'live'>('design')
  return (
    <SegmentedControl
      label="Mode"
      value={mode}
      onValueChange={setMode}
      segments={[
        { value: 'design', label: 'Design' },
        { value: 'measure', label: 'Measure', icon: 'measure', iconOnly: true },
        { value: 'live', label: 'Live' },
      ]}
    />
  )
}

test('a segmented control is one stop of the keyboard and its arrows choose', async () => {
  await render(
    <UiProvider locale="en">
      <Modes />
    </UiProvider>,
  )
  await expect.element(page.getByRole('radio', { name: 'Design' })).toBeChecked()
  await userEvent.keyboard('{Tab}{ArrowRight}')
  await expect.element(page.getByRole('radio', { name: 'Measure' })).toBeChecked()
  await expect.element(page.getByRole('radio', { name: 'Design' })).not.toBeChecked()
})

function Sections() {
  const [tab, setTab] = useState<'settings' | 'people'>('settings')
  return (
    <Tabs
      label="Node"
      value={tab}
      onValueChange={setTab}
      tabs={[
        { value: 'settings', label: 'Settings' },
        { value: 'people', label: 'People' },
      ]}
    >
      <TabPanel value="settings">the form</TabPanel>
      <TabPanel value="people">the list</TabPanel>
    </Tabs>
  )
}

test('tabs show one panel, and the arrows move along them', async () => {
  await render(<Sections />)
  await expect.element(page.getByRole('tabpanel')).toHaveTextContent('the form')
  await userEvent.keyboard('{Tab}{ArrowRight}')
  await expect.element(page.getByRole('tabpanel')).toHaveTextContent('the list')
})

test('the words beside a box tick it', async () => {
  const tick = vi.fn<(checked: boolean) => void>()
  await render(
    <Checkbox checked={false} onCheckedChange={tick}>
      Remember
    </Checkbox>,
  )
  await page.getByText('Remember').click()
  expect(tick).toHaveBeenCalledWith(true)
})
