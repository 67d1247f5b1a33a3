import type { IconName } from '../icons/icons.ts'

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
