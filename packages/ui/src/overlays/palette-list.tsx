import { Command } from 'cmdk'
import { Kbd } from '../controls/kbd.tsx'
import { Icon } from '../icons/icon.tsx'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'
import type { PaletteGroup, PaletteItem } from './palette-items.ts'
import { rankItem } from './palette-rank.ts'

/** The search and the list inside the palette; `onDone` is told before the chosen act begins. */
export function PaletteList(props: {
  readonly groups: readonly PaletteGroup[]
  readonly placeholder: string | undefined
  readonly onDone: () => void
}) {
  const { groups, placeholder, onDone } = props
  const m = useMessages(UI_MESSAGES)
  return (
    <Command label={m.commands} filter={rankItem} loop>
      <div className="p-palette-search">
        <Icon name="search" size={16} />
        <Command.Input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the list arrives after the dialog has looked for something to focus
          autoFocus
          placeholder={placeholder ?? m.goTo}
          className="p-palette-input"
        />
      </div>
      <Command.List className="p-palette-list" label={m.commands}>
        <Command.Empty className="p-list-empty">{m.noMatches}</Command.Empty>
        {groups.map((group) => (
          <Command.Group key={group.label} heading={group.label} className="p-palette-group">
            {group.items.map((item) => (
              <PaletteItemView key={item.id} item={item} onDone={onDone} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  )
}

function PaletteItemView({ item, onDone }: { readonly item: PaletteItem; readonly onDone: () => void }) {
  const choose = () => {
    onDone()
    item.onSelect()
  }
  return (
    <Command.Item
      value={item.id}
      keywords={[item.label, item.hint ?? '', ...(item.keywords ?? [])]}
      onSelect={choose}
      className="p-item"
    >
      {item.icon && <Icon name={item.icon} />}
      <span className="p-item-words p-item-line">
        <span className="p-cut">{item.label}</span>
        {item.hint && <span className="p-item-hint p-cut">{item.hint}</span>}
      </span>
      {item.shortcut && <Kbd keys={item.shortcut.split(' ')} />}
    </Command.Item>
  )
}
