import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Button } from '../controls/button.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { Field } from '../fields/field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { UiProvider } from '../ui-provider.tsx'
import { CommandPalette } from './command-palette.tsx'
import { Dialog } from './dialog.tsx'
import { Menu } from './menu.tsx'
import { useToast } from './toast.tsx'

function Publishing() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Publish</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Publish version 8?"
        description="4,121 people are inside"
      >
        <Field label="Note">
          <TextField value="" onValueChange={() => {}} />
        </Field>
      </Dialog>
    </>
  )
}

test('a dialog begins in its content, and Escape gives the focus back', async () => {
  await render(
    <UiProvider locale="en">
      <Publishing />
    </UiProvider>,
  )
  const opener = page.getByRole('button', { name: 'Publish' })
  await opener.click()
  await expect.element(page.getByRole('dialog', { name: 'Publish version 8?' })).toBeVisible()
  await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  await expect.element(opener).toHaveFocus()
})

test('a menu opens, walks and acts by keyboard', async () => {
  const archive = vi.fn<() => void>()
  await render(
    <UiProvider locale="en">
      <Menu
        trigger={<IconButton icon="more" label="More" />}
        entries={[
          { kind: 'act', label: 'Duplicate', onSelect: () => {} },
          { kind: 'line' },
          { kind: 'act', label: 'Archive', onSelect: archive },
        ]}
      />
    </UiProvider>,
  )
  await userEvent.keyboard('{Tab}{Enter}')
  await expect.element(page.getByRole('menuitem', { name: 'Duplicate' })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(archive).toHaveBeenCalledOnce()
})

function Deleting({ onUndo }: { readonly onUndo: () => void }) {
  const toast = useToast()
  return <Button onClick={() => toast.showUndo('Paso borrado', onUndo)}>Borrar</Button>
}

test('what was done can be taken back from its notice, which then leaves', async () => {
  const undo = vi.fn<() => void>()
  await render(
    <UiProvider locale="es">
      <Deleting onUndo={undo} />
    </UiProvider>,
  )
  await page.getByRole('button', { name: 'Borrar' }).click()
  await page.getByRole('button', { name: 'Deshacer' }).click()
  expect(undo).toHaveBeenCalledOnce()
  await expect.element(page.getByText('Paso borrado')).not.toBeInTheDocument()
})

test('the palette finds by another language, does it and closes', async () => {
  const open = vi.fn<() => void>()
  const change = vi.fn<(open: boolean) => void>()
  await render(
    <UiProvider locale="en">
      <CommandPalette
        open
        onOpenChange={change}
        groups={[
          {
            label: 'Go to',
            items: [
              { id: 'people', label: 'People', onSelect: () => {} },
              { id: 'care', label: 'Service', keywords: ['Atención'], onSelect: open },
            ],
          },
        ]}
      />
    </UiProvider>,
  )
  await expect.element(page.getByRole('combobox')).toHaveFocus()
  await userEvent.keyboard('atencion')
  await expect.element(page.getByRole('option', { name: 'People' })).not.toBeInTheDocument()
  await userEvent.keyboard('{Enter}')
  expect(open).toHaveBeenCalledOnce()
  expect(change).toHaveBeenCalledWith(false)
})
