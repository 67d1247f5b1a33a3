import axe from 'axe-core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '../theme/ui.css'
import { Button } from '../controls/button.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { Combobox } from '../fields/combobox.tsx'
import { Field } from '../fields/field.tsx'
import { Select } from '../fields/select.tsx'
import { TextField } from '../fields/text-field.tsx'
import { UiProvider } from '../ui-provider.tsx'
import { CommandPalette } from './command-palette.tsx'
import { Dialog } from './dialog.tsx'
import { Menu } from './menu.tsx'
import { Popover } from './popover.tsx'
import { useToast } from './toast.tsx'

const OPTIONS = [
  { value: 'a', label: 'Awareness' },
  { value: 'b', label: 'Consideration' },
]
const ENTRIES = [
  { kind: 'heading' as const, label: 'Stage' },
  { kind: 'act' as const, label: 'Rename', onSelect: () => {} },
  { kind: 'line' as const },
  { kind: 'check' as const, label: 'Dark', checked: true, onCheckedChange: () => {} },
]

function Asking() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <Dialog open={open} onOpenChange={setOpen} title="Publish?" description="For everybody">
        <Field label="Note">
          <TextField value="" onValueChange={() => {}} />
        </Field>
        <Field label="Stage">
          <Select value="a" onValueChange={() => {}} options={OPTIONS} />
        </Field>
      </Dialog>
    </>
  )
}

function Finding() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <CommandPalette
        open={open}
        onOpenChange={setOpen}
        groups={[{ label: 'Places', items: [{ id: 'a', label: 'People', onSelect: () => {} }] }]}
      />
    </>
  )
}

function Telling() {
  const toast = useToast()
  return <Button onClick={() => toast.showUndo('Step deleted', () => {})}>Open</Button>
}

interface Popup {
  readonly name: string
  readonly shown: ReactElement
  /** What must be there once it is open. */
  readonly proof: string
}

const POPUPS: readonly Popup[] = [
  {
    name: 'a menu',
    shown: <Menu trigger={<IconButton icon="more" label="Open" />} entries={ENTRIES} />,
    proof: '[role=menuitem]',
  },
  {
    name: 'a popover',
    shown: (
      <Popover title="Period" trigger={<Button>Open</Button>}>
        <Button>Last week</Button>
      </Popover>
    ),
    proof: '.p-popover',
  },
  {
    name: 'a select',
    shown: <Select label="Open" value="a" onValueChange={() => {}} options={OPTIONS} />,
    proof: '[role=option]',
  },
  {
    name: 'a combobox',
    shown: <Combobox label="Open" value={null} onValueChange={() => {}} options={OPTIONS} />,
    proof: '[role=option]',
  },
  { name: 'a dialog', shown: <Asking />, proof: '[role=dialog] input' },
  { name: 'the palette', shown: <Finding />, proof: '[role=dialog] [role=option]' },
  { name: 'a notice', shown: <Telling />, proof: '.p-toast' },
]

test('axe finds nothing on a list that is open in a dialog', async () => {
  await render(
    <UiProvider locale="en">
      <main>
        <h1>Page</h1>
        <Asking />
      </main>
    </UiProvider>,
  )
  await userEvent.click(page.getByRole('button', { name: 'Open' }))
  await userEvent.click(page.getByRole('combobox', { name: 'Stage' }))
  await expect.element(page.getByRole('option', { name: 'Consideration' })).toBeVisible()
  await expectNothingFound()
})

test.each(POPUPS)('axe finds nothing on a page with $name open', async ({ shown, proof }) => {
  await render(
    <UiProvider locale="en">
      <main>
        <h1>Page</h1>
        {shown}
      </main>
    </UiProvider>,
  )
  const opener = document.querySelector<HTMLElement>('main button, main input')
  if (!opener) throw new Error('nothing opens it')
  await userEvent.click(opener)
  await vi.waitFor(() => expect(document.querySelector(proof)).not.toBeNull())
  await expect.element(page.elementLocator(document.querySelector(proof) ?? document.body)).toBeVisible()
  await expectNothingFound()
})

async function expectNothingFound(): Promise<void> {
  // half faded in, nothing has its contrast
  await Promise.all(document.getAnimations().map((animation) => animation.finished))
  const { violations } = await axe.run(
    // catches the focus at the border of a list and hands it on at once, so it never rests on what is hidden;
    // Base UI and axe-core know of it (mui/base-ui#4668, dequelabs/axe-core#4832)
    { include: [document.documentElement], exclude: [['[data-base-ui-focus-guard]']] },
    {
      resultTypes: ['violations'],
      // while a list is open everything else is hidden from readers, the heading of the page as well
      rules: { 'page-has-heading-one': { enabled: false } },
    },
  )
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}
