import type { ComponentPropsWithRef } from 'react'
import type { IconName } from '../icons/icons.ts'
import { Button } from './button.tsx'

/** What a picker button takes beside the props of a `<button>`. */
export interface PickerButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'value'> {
  /** What is picked: "Segment". */
  readonly label?: string | undefined
  /** The present choice: "everyone". */
  readonly value: string
  readonly icon?: IconName | undefined
}

/** The trigger of a filter: what it filters in grey, the choice in ink. Goes inside Menu or Popover as their trigger. */
export function PickerButton({ label, value, icon, ...button }: PickerButtonProps) {
  return (
    <Button {...button} icon={icon} opens>
      {label && <span className="p-picker-label">{label}</span>}
      <span className="p-cut">{value}</span>
    </Button>
  )
}
