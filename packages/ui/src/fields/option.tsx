import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'

/** One thing to choose from a list. */
export interface Option<Value extends string = string> {
  readonly value: Value
  readonly label: string
  readonly icon?: IconName | undefined
  /** A second line that helps to choose. */
  readonly hint?: string | undefined
  readonly disabled?: boolean | undefined
}

/** How a choice is drawn in every list. */
export function OptionView({ option }: { readonly option: Option }) {
  return (
    <>
      {option.icon && <Icon name={option.icon} />}
      <span className="p-item-words">
        <span className="p-cut">{option.label}</span>
        {option.hint && <span className="p-item-hint">{option.hint}</span>}
      </span>
    </>
  )
}
