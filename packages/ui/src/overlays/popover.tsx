import { Popover as BasePopover } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { useLayer } from './layers.tsx'

/** A small card beside its trigger, with anything inside; focus moves in and comes back. */
export function Popover(props: {
  /** Must take a ref and spread its props: Button, IconButton, PickerButton. */
  readonly trigger: ReactElement
  /** Names the card; drawn as its heading. */
  readonly title: string
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined
  readonly align?: 'start' | 'center' | 'end' | undefined
  readonly open?: boolean | undefined
  readonly onOpenChange?: ((open: boolean) => void) | undefined
  readonly children: ReactNode
}) {
  const { trigger, title, side = 'bottom', align = 'start', open, onOpenChange, children } = props
  const layer = useLayer()
  return (
    <BasePopover.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal container={layer}>
        <BasePopover.Positioner
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="p-layer"
        >
          <BasePopover.Popup className="p-pop p-popover">
            <BasePopover.Title className="p-popover-title">{title}</BasePopover.Title>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  )
}
