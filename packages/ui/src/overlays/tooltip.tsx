import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from '../controls/kbd.tsx'

/**
 * A word on hover and focus. It repeats or explains and never holds what is nowhere else: touch
 * and screen readers do not see it. The child must take a ref and spread its props.
 */
export function Tooltip(props: {
  readonly label: ReactNode
  readonly shortcut?: string | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined
  readonly disabled?: boolean | undefined
  readonly children: ReactElement
}) {
  const { label, shortcut, side = 'bottom', disabled, children } = props
  return (
    <BaseTooltip.Root disabled={disabled}>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="p-layer">
          <BaseTooltip.Popup className="p-tooltip">
            {label}
            {shortcut && <Kbd keys={shortcut.split(' ')} />}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}
