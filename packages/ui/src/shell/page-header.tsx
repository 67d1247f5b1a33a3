import type { ReactNode } from 'react'
import { Breadcrumbs } from './top-bar.tsx'

/** The head of a page beside the sidebar: its name, how many, badges, and the acts at the right. */
export function PageHeader(props: {
  readonly title: string
  /** How many things the page lists, already written. */
  readonly count?: string | undefined
  readonly parents?: readonly ReactNode[] | undefined
  /** What stands after the title: badges. */
  readonly after?: ReactNode
  /** The chief act last. */
  readonly actions?: ReactNode
}) {
  const { title, count, parents = [], after, actions } = props
  return (
    <header className="p-page-head">
      <Breadcrumbs parents={parents} title={title} />
      {count !== undefined && <span className="p-muted p-num">{count}</span>}
      {after}
      <div className="p-page-acts">{actions}</div>
    </header>
  )
}

/** The bar of search and filters under a page's head. `end` stands at the right. */
export function FilterBar({ children, end }: { readonly children: ReactNode; readonly end?: ReactNode }) {
  return (
    <div className="p-filter-bar">
      {children}
      {end && <div className="p-page-acts">{end}</div>}
    </div>
  )
}
