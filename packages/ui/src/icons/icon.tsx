import type { IconName } from './icons.ts'
import { ICONS } from './icons.ts'

/** The three sizes of a picture: 12 in badges, 14 in controls, 16 in navigation. */
export type IconSize = 12 | 14 | 16

/** A picture beside a word; assistive technology skips it. Give `label` where it stands alone. */
export function Icon(props: {
  readonly name: IconName
  readonly size?: IconSize | undefined
  readonly label?: string | undefined
  readonly className?: string | undefined
}) {
  const { name, size = 14, label, className } = props
  const Drawing = ICONS[name]
  const meaning = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const)
  return <Drawing size={size} strokeWidth={1.75} className={className} {...meaning} />
}
