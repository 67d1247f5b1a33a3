import { useRender } from '@base-ui/react/use-render'
import type { ReactElement, ReactNode } from 'react'
import { createContext, use } from 'react'
import { joinClasses } from '../controls/class-names.ts'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'
import { Tooltip } from '../overlays/tooltip.tsx'

const CollapsedContext = createContext(false)

/** The navigation at the left: 200 px with words, or a rail of 52 px with pictures whose words are tooltips. */
export function Sidebar(props: {
  readonly collapsed?: boolean | undefined
  /** What stands on top: the workspace and the search. */
  readonly head?: ReactNode
  /** What stands at the bottom: help, the member. */
  readonly foot?: ReactNode
  /** SidebarItems. */
  readonly children: ReactNode
}) {
  const { collapsed = false, head, foot, children } = props
  const m = useMessages(UI_MESSAGES)
  return (
    <CollapsedContext value={collapsed}>
      <aside className={joinClasses('p-side', collapsed && 'p-side-rail')}>
        {head && <div className="p-side-part">{head}</div>}
        <nav aria-label={m.mainNavigation} className="p-side-part p-side-nav">
          {children}
        </nav>
        {foot && <div className="p-side-part">{foot}</div>}
      </aside>
    </CollapsedContext>
  )
}

/**
 * A place to go. `render` is the element it becomes: a router's link, or a button; it must take a
 * ref and spread its props. `current` marks where the member is.
 */
export function SidebarItem(props: {
  readonly label: string
  readonly icon?: IconName | undefined
  /** In place of an icon: an avatar, the logo. */
  readonly picture?: ReactNode
  readonly current?: boolean | undefined
  /** What stands at the end of the words: a count, keys. */
  readonly after?: ReactNode
  readonly look?: 'place' | 'search' | 'workspace' | undefined
  readonly render: ReactElement
}) {
  const { label, icon, picture, current = false, after, look = 'place', render } = props
  const collapsed = use(CollapsedContext)
  const element = useRender({
    render,
    props: {
      className: `p-side-item p-side-${look}`,
      'aria-current': current ? ('page' as const) : undefined,
      children: (
        <>
          {picture ?? (icon && <Icon name={icon} size={16} />)}
          <span className={collapsed ? 'p-hidden' : 'p-grow p-cut'}>{label}</span>
          {!collapsed && after}
        </>
      ),
    },
  })
  if (!collapsed) return element
  return (
    <Tooltip label={label} side="right">
      {element}
    </Tooltip>
  )
}
