import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentPropsWithRef } from 'react'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'
import { Tooltip } from '../overlays/tooltip.tsx'
import type { ButtonVariant, ControlSize } from './button.tsx'
import { buttonClass } from './button.tsx'
import { joinClasses } from './class-names.ts'

/** What an icon button takes beside the props of a `<button>`. */
export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'aria-label'> {
  readonly icon: IconName
  /** Its name: read aloud, and shown on hover and focus. */
  readonly label: string
  /** The keys that do the same, shown beside the name. */
  readonly shortcut?: string | undefined
  readonly variant?: ButtonVariant | undefined
  readonly size?: ControlSize | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined
}

/** A button that is only a picture. It always has a name, for ears and for eyes. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, shortcut, variant = 'ghost', size = 'md', side, className, ...button } = props
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <BaseButton
        {...button}
        aria-label={label}
        className={joinClasses(buttonClass({ variant, size }), 'p-btn-icon', className)}
      >
        <Icon name={icon} />
      </BaseButton>
    </Tooltip>
  )
}
