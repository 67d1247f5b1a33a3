import type { ReactNode } from 'react'
import { Fragment } from 'react'
import { Icon } from '../icons/icon.tsx'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'

/** The bar over a full-screen tool: where one is, the modes in the very middle, the acts. */
export function TopBar(props: {
  readonly start: ReactNode
  readonly middle?: ReactNode
  readonly end?: ReactNode
}) {
  return (
    <header className="p-top">
      <div className="p-top-start">{props.start}</div>
      {props.middle && <div className="p-top-middle">{props.middle}</div>}
      <div className="p-top-end">{props.end}</div>
    </header>
  )
}

/** A hairline between groups of controls in a bar. */
export function BarLine() {
  return <span aria-hidden className="p-bar-line" />
}

/** The way to this page: its parents as links, then its own name as the page's heading. */
export function Breadcrumbs({
  parents,
  title,
}: {
  readonly parents: readonly ReactNode[]
  readonly title: string
}) {
  const m = useMessages(UI_MESSAGES)
  return (
    <>
      <nav aria-label={m.breadcrumb} className="p-crumbs">
        {parents.map((parent, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a path has one parent per place
          <Fragment key={place}>
            <span className="p-crumb">{parent}</span>
            <Icon name="next" size={12} />
          </Fragment>
        ))}
      </nav>
      <h1 className="p-crumb-here p-cut" title={title}>
        {title}
      </h1>
    </>
  )
}
