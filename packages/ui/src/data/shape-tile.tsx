import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'

/** The shape tells the family before the picture is read: disc starts, circle waits, diamond decides, square acts, ring ends. */
export type TileShape = 'disc' | 'circle' | 'diamond' | 'square' | 'ring'

/** The picture of a step in the shape of its family, 20 px; the words beside it say what it is. */
export function ShapeTile({ shape, icon }: { readonly shape: TileShape; readonly icon: IconName }) {
  return (
    <span aria-hidden className={`p-shape p-shape-${shape}`}>
      <Icon name={icon} size={12} />
    </span>
  )
}
