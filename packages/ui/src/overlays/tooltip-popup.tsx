import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import { Kbd } from '../controls/kbd.tsx'
import { useLayer } from './layers.tsx'

/** What a tooltip says, beside its anchor. Fetched when the first one is wanted. */
export function TooltipPopup(props: {
  readonly anchor: Element
  readonly open: boolean
  readonly onClose: () => void
  readonly label: ReactNode
  readonly shortcut: string | undefined
  readonly side: 'top' | 'bottom' | 'left' | 'right'
}) {
  const { anchor, open, onClose, label, shortcut, side } = props
  const layer = useLayer()
  return (
    <BaseTooltip.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <BaseTooltip.Portal container={layer}>
        <BaseTooltip.Positioner anchor={anchor} side={side} sideOffset={6} className="p-layer">
          <BaseTooltip.Popup className="p-tooltip">
            {label}
            {shortcut && <Kbd keys={shortcut.split(' ')} />}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}
