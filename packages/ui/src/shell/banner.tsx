import type { ReactNode } from 'react'
import type { Tone } from '../data/tone.ts'
import { TONE_ICONS } from '../data/tone.ts'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'

/** Something a member must know before going on, in its place on the page. `bad` is announced at once. */
export function Banner(props: {
  readonly tone?: Tone | undefined
  readonly icon?: IconName | undefined
  readonly title: string
  readonly children?: ReactNode
  /** Links or small buttons under the text. */
  readonly actions?: ReactNode
}) {
  const { tone = 'accent', icon, title, children, actions } = props
  return (
    <div role={tone === 'bad' ? 'alert' : 'status'} className={`p-banner p-banner-${tone}`}>
      <Icon name={icon ?? TONE_ICONS[tone]} size={16} />
      <div className="p-grow">
        <strong className="p-banner-title">{title}</strong>
        {children && <div className="p-banner-text">{children}</div>}
        {actions && <div className="p-banner-acts">{actions}</div>}
      </div>
    </div>
  )
}
