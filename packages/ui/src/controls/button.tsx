import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentPropsWithRef } from 'react'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'
import { joinClasses } from './class-names.ts'

/** What a button is for: one primary per screen; `danger` destroys; `link` reads as text. */
export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'link'

/** Height of a control: md 28 px, sm 24 px. */
export type ControlSize = 'sm' | 'md'

/** What a button takes beside the props of a `<button>`. */
export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly variant?: ButtonVariant | undefined
  readonly size?: ControlSize | undefined
  readonly icon?: IconName | undefined
  /** Opens something: adds the small arrow. */
  readonly opens?: boolean | undefined
  /** Its work is under way: keeps the focus, takes no press, shows a moving line. */
  readonly busy?: boolean | undefined
}

/** A button with a word. Without one use IconButton, which names itself. */
export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'md', icon, opens, busy = false, disabled, ...rest } = props
  const { className, children, ...button } = rest
  return (
    <BaseButton
      {...button}
      disabled={busy || disabled === true}
      focusableWhenDisabled={busy}
      aria-busy={busy || undefined}
      className={joinClasses(buttonClass({ variant, size }), className)}
    >
      {icon && <Icon name={icon} />}
      {children}
      {opens && <Icon name="down" size={12} />}
    </BaseButton>
  )
}

/** The look of a button for an element that is none, such as a router's link. */
export function buttonClass(look: { variant?: ButtonVariant; size?: ControlSize } = {}): string {
  return `p-btn p-btn-${look.variant ?? 'secondary'} p-btn-${look.size ?? 'md'}`
}
