import type { ReactNode } from 'react'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'
import type { Tone } from './tone.ts'

/** A short state beside a name: "Live", "3 errors". A tone that judges needs an icon or a word that judges too. */
export function Badge(props: {
  readonly tone?: Tone | undefined
  readonly icon?: IconName | undefined
  readonly title?: string | undefined
  readonly children: ReactNode
}) {
  const { tone = 'neutral', icon, title, children } = props
  return (
    <span className={`p-badge p-badge-${tone}`} title={title}>
      {icon && <Icon name={icon} size={12} />}
      <span className="p-cut">{children}</span>
    </span>
  )
}
