import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import type { ReactNode } from 'react'
import { Icon } from '../icons/icon.tsx'

/** A box to tick, with its words. `mixed` stands for some of a group. Without words give `label`. */
export function Checkbox(props: {
  readonly checked: boolean | 'mixed'
  readonly onCheckedChange: (checked: boolean) => void
  readonly children?: ReactNode
  readonly label?: string | undefined
  readonly disabled?: boolean | undefined
  readonly name?: string | undefined
}) {
  const { checked, onCheckedChange, children, label, disabled, name } = props
  const box = (
    <BaseCheckbox.Root
      checked={checked === true}
      indeterminate={checked === 'mixed'}
      onCheckedChange={(next) => onCheckedChange(next)}
      aria-label={label}
      disabled={disabled}
      name={name}
      className="p-check"
    >
      <BaseCheckbox.Indicator className="p-check-mark">
        <Icon name={checked === 'mixed' ? 'remove' : 'check'} size={12} />
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  )
  if (!children) return box
  return (
    <label className="p-check-line">
      {box}
      <span>{children}</span>
    </label>
  )
}
