import { Select as BaseSelect } from '@base-ui/react/select'
import { joinClasses } from '../controls/class-names.ts'
import { Icon } from '../icons/icon.tsx'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'
import type { Option } from './option.tsx'
import { OptionView } from './option.tsx'
import { useLayer } from '../overlays/layers.tsx'

/** What a select takes. Outside a Field give it `label`. */
export interface SelectProps<Value extends string> {
  readonly value: Value | null
  readonly onValueChange: (value: Value) => void
  readonly options: readonly Option<Value>[]
  readonly placeholder?: string | undefined
  readonly label?: string | undefined
  readonly size?: 'sm' | 'md' | undefined
  readonly disabled?: boolean | undefined
}

/** One of a short, closed list. Typing jumps to a choice. For long lists take Combobox. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { value, onValueChange, options, placeholder, label, size = 'md', disabled } = props
  const m = useMessages(UI_MESSAGES)
  const layer = useLayer()
  const chosen = options.find((option) => option.value === value)
  return (
    <BaseSelect.Root<Value>
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      items={options}
      disabled={disabled}
      modal={false}
    >
      <BaseSelect.Trigger
        aria-label={label}
        className={joinClasses('p-input', 'p-select', `p-input-${size}`)}
      >
        {chosen?.icon && <Icon name={chosen.icon} />}
        <BaseSelect.Value className="p-select-value">
          {chosen?.label ?? <span className="p-muted">{placeholder ?? m.choose}</span>}
        </BaseSelect.Value>
        <Icon name="down" size={12} />
      </BaseSelect.Trigger>
      <BaseSelect.Portal container={layer}>
        <BaseSelect.Positioner
          sideOffset={4}
          alignItemWithTrigger={false}
          collisionPadding={8}
          className="p-layer"
        >
          <BaseSelect.Popup className="p-pop p-list">
            {options.map((option) => (
              <SelectItem key={option.value} option={option} />
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  )
}

function SelectItem({ option }: { readonly option: Option }) {
  return (
    <BaseSelect.Item value={option.value} label={option.label} disabled={option.disabled} className="p-item">
      <BaseSelect.ItemText className="p-item-text">
        <OptionView option={option} />
      </BaseSelect.ItemText>
      <BaseSelect.ItemIndicator className="p-item-mark">
        <Icon name="check" />
      </BaseSelect.ItemIndicator>
    </BaseSelect.Item>
  )
}
