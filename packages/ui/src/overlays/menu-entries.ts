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
