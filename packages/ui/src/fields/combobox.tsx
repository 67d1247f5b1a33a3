import { Combobox as BaseCombobox } from '@base-ui/react/combobox'
import { useState } from 'react'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'
import { matchesOption, toEntries } from './combobox-entries.ts'
import type { Entry } from './combobox-entries.ts'
import type { Option } from './option.tsx'
import { OptionView } from './option.tsx'
import { useLayer } from '../overlays/layers.tsx'

/** What a combobox takes. Outside a Field give it `label`. */
export interface ComboboxProps {
  readonly value: string | null
  /** Told the option's value, the written text under `freeText`, or null when cleared. */
  readonly onValueChange: (value: string | null) => void
  readonly options: readonly Option[]
  /** A text that is no option may be used as it is written. */
  readonly freeText?: boolean | undefined
  readonly placeholder?: string | undefined
  readonly label?: string | undefined
  readonly icon?: IconName | undefined
  readonly disabled?: boolean | undefined
}

/** One of many, found by writing part of its name; accents and case do not matter. */
export function Combobox(props: ComboboxProps) {
  const { value, onValueChange, options, freeText = false, disabled } = props
  const m = useMessages(UI_MESSAGES)
  const [query, setQuery] = useState('')
  const layer = useLayer()
  const chosen =
    value === null ? null : (options.find((option) => option.value === value) ?? { value, label: value })
  const typed = query.trim()
  const entries = toEntries(options, freeText && typed !== chosen?.label ? typed : '')
  const keepTyped = () => {
    if (freeText && typed !== '' && typed !== chosen?.label) onValueChange(typed)
  }
  return (
    <BaseCombobox.Root<Entry>
      items={entries}
      value={chosen}
      onValueChange={(entry) => onValueChange(entry?.value ?? null)}
      onInputValueChange={(text) => setQuery(text)}
      filter={matchesOption}
      isItemEqualToValue={(entry, other) => entry.value === other.value}
      autoHighlight
      disabled={disabled}
    >
      <ComboboxInput {...props} clearable={value !== null} onLeave={keepTyped} />
      <BaseCombobox.Portal container={layer}>
        <BaseCombobox.Positioner sideOffset={4} collisionPadding={8} className="p-layer">
          <BaseCombobox.Popup className="p-pop p-list">
            <BaseCombobox.Empty className="p-list-empty">{m.noMatches}</BaseCombobox.Empty>
            <BaseCombobox.List>
              {(entry: Entry) => <ComboboxItem key={entry.value} entry={entry} />}
            </BaseCombobox.List>
          </BaseCombobox.Popup>
        </BaseCombobox.Positioner>
      </BaseCombobox.Portal>
    </BaseCombobox.Root>
  )
}

function ComboboxInput(props: ComboboxProps & { readonly clearable: boolean; readonly onLeave: () => void }) {
  const { icon, label, placeholder, clearable, onLeave } = props
  const m = useMessages(UI_MESSAGES)
  return (
    <BaseCombobox.InputGroup className="p-input p-input-md">
      {icon && <Icon name={icon} />}
      <BaseCombobox.Input
        aria-label={label}
        onBlur={onLeave}
        placeholder={placeholder ?? m.choose}
        className="p-input-control"
      />
      {clearable && (
        <BaseCombobox.Clear aria-label={m.clear} className="p-input-act">
          <Icon name="close" size={12} />
        </BaseCombobox.Clear>
      )}
      <BaseCombobox.Trigger aria-label={m.choose} className="p-input-act">
        <Icon name="down" size={12} />
      </BaseCombobox.Trigger>
    </BaseCombobox.InputGroup>
  )
}

function ComboboxItem({ entry }: { readonly entry: Entry }) {
  const m = useMessages(UI_MESSAGES)
  const option = entry.written ? { ...entry, label: m.asWritten({ text: entry.label }) } : entry
  return (
    <BaseCombobox.Item value={entry} disabled={entry.disabled} className="p-item">
      <OptionView option={option} />
      <BaseCombobox.ItemIndicator className="p-item-mark">
        <Icon name="check" />
      </BaseCombobox.ItemIndicator>
    </BaseCombobox.Item>
  )
}
