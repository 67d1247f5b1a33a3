import { Menu as BaseMenu } from '@base-ui/react/menu'
import { useRef } from 'react'
import { Kbd } from '../controls/kbd.tsx'
import { Icon } from '../icons/icon.tsx'
import type { MenuAct, MenuEntry } from './menu-entries.ts'
import { useLayer } from './layers.tsx'

/** The list of a menu, beside its trigger. Fetched when somebody comes near the first one. */
export function MenuPopup(props: {
  readonly anchor: HTMLElement
  readonly open: boolean
  readonly onClose: () => void
  /** Whether it was opened by a key, so that the first entry takes the focus. */
  readonly byKey: boolean
  readonly align: 'start' | 'end'
  readonly entries: readonly MenuEntry[]
}) {
  const { anchor, open, onClose, byKey, align, entries } = props
  const popup = useRef<HTMLDivElement>(null)
  const layer = useLayer()
  return (
    <BaseMenu.Root
      modal={false}
      open={open}
      onOpenChange={(_next, { event }) => {
        // a press on the trigger closes by itself, and would open again otherwise
        if (event.target instanceof Node && anchor.contains(event.target)) return
        onClose()
      }}
      onOpenChangeComplete={(isOpen) => {
        if (isOpen && byKey) popup.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus()
      }}
    >
      <BaseMenu.Portal container={layer}>
        <BaseMenu.Positioner
          anchor={anchor}
          sideOffset={4}
          align={align}
          collisionPadding={8}
          className="p-layer"
        >
          <BaseMenu.Popup
            ref={popup}
            finalFocus={() => (isElsewhere(popup.current) ? false : anchor)}
            className="p-pop p-list"
          >
            {entries.map((entry, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- an entry has no identity of its own, and its place is what tells two lines apart
              <MenuEntryView key={`${entry.kind} ${index}`} entry={entry} />
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

/** Whether an act has taken the focus to where it goes on: a field to write in, a dialog. */
function isElsewhere(popup: HTMLElement | null): boolean {
  const { activeElement: focused } = document
  return focused !== null && focused !== document.body && popup !== null && !popup.contains(focused)
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
