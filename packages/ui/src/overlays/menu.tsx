import { Menu as BaseMenu } from '@base-ui/react/menu'
import type { ReactElement } from 'react'
import { Kbd } from '../controls/kbd.tsx'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'

/** An act in a menu. */
export interface MenuAct {
  readonly kind: 'act'
  readonly label: string
  readonly onSelect: () => void
  readonly icon?: IconName | undefined
  /** The keys that do the same, separated by spaces: "Ctrl D". */
  readonly shortcut?: string | undefined
  readonly tone?: 'bad' | undefined
  readonly disabled?: boolean | undefined
}

/** A choice that is on or off; the menu stays open. */
export interface MenuCheck {
  readonly kind: 'check'
  readonly label: string
  readonly checked: boolean
  readonly onCheckedChange: (checked: boolean) => void
}

/** A group's heading, and a line between groups. */
export type MenuEntry =
  | MenuAct
  | MenuCheck
  | { readonly kind: 'heading'; readonly label: string }
  | { readonly kind: 'line' }

/** Acts behind a button. `trigger` must take a ref and spread its props: Button, IconButton, PickerButton. */
export function Menu(props: {
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end' | undefined
}) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={props.trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          sideOffset={4}
          align={props.align ?? 'start'}
          collisionPadding={8}
          className="p-layer"
        >
          <BaseMenu.Popup className="p-pop p-list">
            {props.entries.map((entry, index) => (
              // an entry has no identity of its own, and its place is what tells two lines apart
              // oxlint-disable-next-line react/no-array-index-key
              <MenuEntryView key={`${entry.kind} ${index}`} entry={entry} />
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

function MenuEntryView({ entry }: { readonly entry: MenuEntry }) {
  switch (entry.kind) {
    case 'act':
      return <MenuActView act={entry} />
    case 'check':
      return (
        <BaseMenu.CheckboxItem
          checked={entry.checked}
          onCheckedChange={(next) => entry.onCheckedChange(next)}
          className="p-item"
        >
          <span className="p-item-words">{entry.label}</span>
          <BaseMenu.CheckboxItemIndicator className="p-item-mark">
            <Icon name="check" />
          </BaseMenu.CheckboxItemIndicator>
        </BaseMenu.CheckboxItem>
      )
    case 'heading':
      return <div className="p-list-heading">{entry.label}</div>
    case 'line':
      return <BaseMenu.Separator className="p-list-line" />
  }
}

function MenuActView({ act }: { readonly act: MenuAct }) {
  return (
    <BaseMenu.Item onClick={act.onSelect} disabled={act.disabled} data-tone={act.tone} className="p-item">
      {act.icon && <Icon name={act.icon} />}
      <span className="p-item-words">{act.label}</span>
      {act.shortcut && <Kbd keys={act.shortcut.split(' ')} />}
    </BaseMenu.Item>
  )
}
