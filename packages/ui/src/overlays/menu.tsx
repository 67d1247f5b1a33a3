import type { KeyboardEvent, MouseEvent, ReactElement } from 'react'
import { useState } from 'react'
import { lazyPart } from './lazy-part.tsx'
import type { MenuEntry } from './menu-entries.ts'
import { withProps } from './with-props.ts'

/** Fetched when somebody comes near the first menu. */
export const MenuPopup = lazyPart(async () => (await import('./menu-popup.tsx')).MenuPopup)

/** Acts behind a button. `trigger` must take a ref and spread its props: Button, IconButton, PickerButton. */
export function Menu(props: {
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end' | undefined
}) {
  const { trigger, entries, align = 'start' } = props
  const [anchor, setAnchor] = useState<HTMLElement>()
  const [open, setOpen] = useState<'no' | 'by-key' | 'by-pointer'>('no')
  const show = (element: HTMLElement, how: 'by-key' | 'by-pointer') => {
    setAnchor(element)
    setOpen(how)
  }
  const triggerProps = {
    'aria-haspopup': 'menu' as const,
    'aria-expanded': open !== 'no',
    onPointerEnter: () => void MenuPopup.fetch(),
    onFocus: () => void MenuPopup.fetch(),
    onClick: ({ currentTarget, detail }: MouseEvent<HTMLElement>) => {
      if (open !== 'no') return setOpen('no')
      return show(currentTarget, detail === 0 ? 'by-key' : 'by-pointer')
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      show(event.currentTarget, 'by-key')
    },
  }
  return (
    <>
      {withProps(trigger, triggerProps)}
      {anchor && (
        <MenuPopup
          {...{ anchor, align, entries }}
          open={open !== 'no'}
          byKey={open === 'by-key'}
          onClose={() => setOpen('no')}
        />
      )}
    </>
  )
}
