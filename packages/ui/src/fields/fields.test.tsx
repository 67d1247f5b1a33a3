import type { ReactNode } from 'react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Locale } from '../locale/locale.tsx'
import { UiProvider } from '../ui-provider.tsx'
import { Combobox } from './combobox.tsx'
import { DurationField } from './duration-field.tsx'
import { Field } from './field.tsx'
import { NumberField } from './number-field.tsx'
import { Select } from './select.tsx'
import { TextField } from './text-field.tsx'

const HOUR = 3_600_000
const DAY = 24 * HOUR

function show(children: ReactNode, locale: Locale = 'en') {
  return render(<UiProvider locale={locale}>{children}</UiProvider>)
}

test('a field gives its control a name, a hint and an error', async () => {
  await show(
    <Field label="Title" hint="Others see it" error="Write a title">
      <TextField value="" onValueChange={() => {}} />
    </Field>,
  )
  const input = page.getByRole('textbox', { name: 'Title' })
  await expect.element(input).toHaveAccessibleDescription(/Others see it.*Write a title/)
  await expect.element(input).toHaveAttribute('aria-invalid', 'true')
})

test('a field without an error is valid', async () => {
  await show(
    <Field label="Title">
      <TextField value="" onValueChange={() => {}} />
    </Field>,
  )
  await expect.element(page.getByRole('textbox', { name: 'Title' })).not.toHaveAttribute('aria-invalid')
})

function Purpose() {
  const [purpose, setPurpose] = useState<'marketing' | 'service'>('marketing')
  return (
    <Field label="Purpose">
      <Select
        value={purpose}
        onValueChange={setPurpose}
        options={[
          { value: 'marketing', label: 'Marketing' },
          { value: 'service', label: 'Service' },
        ]}
      />
    </Field>
  )
}

test('a select is named by its field and chosen by keyboard', async () => {
  await show(<Purpose />)
  const select = page.getByRole('combobox', { name: 'Purpose' })
  await expect.element(select).toHaveTextContent('Marketing')
  await userEvent.keyboard('{Tab}{Enter}')
  await expect.element(page.getByRole('option', { name: 'Marketing' })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.element(select).toHaveTextContent('Service')
})

function EventName({ freeText }: { readonly freeText: boolean }) {
  const [name, setName] = useState<string | null>(null)
  return (
    <>
      <Field label="Event">
        <Combobox
          freeText={freeText}
          value={name}
          onValueChange={setName}
          options={[
            { value: 'order', label: 'Order Completed' },
            { value: 'care', label: 'Atención pedida' },
          ]}
        />
      </Field>
      <output data-testid="chosen">{name ?? 'none'}</output>
    </>
  )
}

test('a combobox finds an option without its accent', async () => {
  await show(<EventName freeText={false} />)
  await userEvent.fill(page.getByRole('combobox', { name: 'Event' }), 'atencion')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByTestId('chosen')).toHaveTextContent('care')
})

test('a combobox takes a text of its own when it may', async () => {
  await show(<EventName freeText />)
  await userEvent.fill(page.getByRole('combobox', { name: 'Event' }), 'Cart Shared')
  await page.getByRole('option', { name: 'Use “Cart Shared”' }).click()
  await expect.element(page.getByTestId('chosen')).toHaveTextContent('Cart Shared')
})

test('a text of its own is kept when the focus leaves', async () => {
  await show(<EventName freeText />)
  await userEvent.fill(page.getByRole('combobox', { name: 'Event' }), 'Cart Shared')
  await userEvent.keyboard('{Tab}')
  await expect.element(page.getByTestId('chosen')).toHaveTextContent('Cart Shared')
})

function Amount() {
  const [amount, setAmount] = useState<number | null>(null)
  return (
    <>
      <NumberField label="Amount" value={amount} onValueChange={setAmount} max={5000} />
      <output>{String(amount)}</output>
    </>
  )
}

test('a number is read with the separators of the language and held within its bounds', async () => {
  await show(<Amount />, 'es')
  await userEvent.fill(page.getByRole('textbox', { name: 'Amount' }), '1234,5')
  await userEvent.keyboard('{Tab}')
  await expect.element(page.getByRole('status')).toHaveTextContent('1234.5')
})

function Wait({ initialMs }: { readonly initialMs: number }) {
  const [waitMs, setWaitMs] = useState<number | null>(initialMs)
  return (
    <>
      <DurationField label="Wait" valueMs={waitMs} onValueMsChange={setWaitMs} maxMs={90 * DAY} />
      <output>{String(waitMs)}</output>
    </>
  )
}

test('a length is shown in its largest whole unit', async () => {
  await show(<Wait initialMs={36 * HOUR} />)
  await expect.element(page.getByRole('textbox', { name: 'Wait' })).toHaveValue('36')
  await expect.element(page.getByRole('combobox', { name: 'Wait: Unit' })).toHaveTextContent('hours')
})

test('another unit keeps the number and stays within the bounds', async () => {
  await show(<Wait initialMs={2 * HOUR} />)
  await page.getByRole('combobox', { name: 'Wait: Unit' }).click()
  await page.getByRole('option', { name: 'days' }).click()
  await expect.element(page.getByRole('textbox', { name: 'Wait' })).toHaveValue('2')
  await expect.element(page.getByRole('status')).toHaveTextContent(String(2 * DAY))
})
