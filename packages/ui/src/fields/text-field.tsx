import { Input } from '@base-ui/react/input'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { joinClasses } from '../controls/class-names.ts'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'

/** What a text field takes beside the props of an `<input>`. Outside a Field give it `aria-label`. */
export interface TextFieldProps extends Omit<
  ComponentPropsWithRef<'input'>,
  'value' | 'onChange' | 'size' | 'defaultValue'
> {
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly icon?: IconName | undefined
  readonly size?: 'sm' | 'md' | undefined
  /** What stands at the end: a unit, a Kbd, a small button. */
  readonly after?: ReactNode
}

/** One line of text. For a search give `type="search"` and `icon="search"`. */
export function TextField(props: TextFieldProps) {
  const { value, onValueChange, icon, size = 'md', after, className, ...input } = props
  return (
    <span className={joinClasses('p-input', `p-input-${size}`, className)}>
      {icon && <Icon name={icon} />}
      <Input
        {...input}
        value={value}
        onValueChange={(next) => onValueChange(next)}
        className="p-input-control"
      />
      {after && <span className="p-input-after">{after}</span>}
    </span>
  )
}
