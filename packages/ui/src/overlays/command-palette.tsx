import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { Kbd } from '../controls/kbd.tsx'
import { fold } from '../fields/combobox-entries.ts'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'

/** Something the palette can do or open. */
export interface PaletteItem {
  /** Unique in the palette. */
  readonly id: string
  readonly label: string
  readonly onSelect: () => void
  readonly icon?: IconName | undefined
  readonly hint?: string | undefined
  /** Other words that find it, such as its name in the other language. */
  readonly keywords?: readonly string[] | undefined
  readonly shortcut?: string | undefined
}

/** Items under a heading. */
export interface PaletteGroup {
  readonly label: string
  readonly items: readonly PaletteItem[]
}

/** Everything by name: write, walk with the arrows, Enter does it and closes. Accents and case do not matter. */
export function CommandPalette(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly groups: readonly PaletteGroup[]
  readonly placeholder?: string | undefined
}) {
  const { open, onOpenChange, groups, placeholder } = props
  const m = useMessages(UI_MESSAGES)
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="p-scrim" />
        <BaseDialog.Popup className="p-palette" aria-label={m.commands}>
          <Command label={m.commands} filter={rankItem} loop>
            <div className="p-palette-search">
              <Icon name="search" size={16} />
              <Command.Input placeholder={placeholder ?? m.goTo} className="p-palette-input" />
            </div>
            <Command.List className="p-palette-list" label={m.commands}>
              <Command.Empty className="p-list-empty">{m.noMatches}</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.label} heading={group.label} className="p-palette-group">
                  {group.items.map((item) => (
                    <PaletteItemView key={item.id} item={item} onDone={() => onOpenChange(false)} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
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

/** 0 hides the item; a name that begins with the query comes before one that merely holds its words. */
function rankItem(_id: string, query: string, keywords: string[] = []): number {
  const sought = fold(query.trim())
  const text = fold(keywords.join(' '))
  if (text.startsWith(sought)) return 1
  if (text.includes(` ${sought}`)) return 0.8
  return sought.split(/\s+/).every((word) => text.includes(word)) ? 0.5 : 0
}
