import type { ComponentPropsWithRef, ReactNode } from 'react'
import { joinClasses } from '../controls/class-names.ts'
import { Icon } from '../icons/icon.tsx'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'

/**
 * A table that scrolls inside its frame under a head that stays. `label` names it and the frame
 * takes the focus, so that it scrolls by keyboard. `compact` rows are 36 px, others 64.
 */
export function Table(props: {
  readonly label: string
  readonly compact?: boolean | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <section
      className={joinClasses('p-table-frame', props.className)}
      aria-label={props.label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable without a mouse (WCAG 2.1.1)
      tabIndex={0}
    >
      <table className={joinClasses('p-table', props.compact && 'p-table-compact')} aria-label={props.label}>
        {props.children}
      </table>
    </section>
  )
}

/** The heads; one TableRow of HeadCells inside. */
export function TableHead({ children }: { readonly children: ReactNode }) {
  return <thead>{children}</thead>
}

/** The rows. */
export function TableBody({ children }: { readonly children: ReactNode }) {
  return <tbody>{children}</tbody>
}

/** A row. `selected` marks it; put the link or button that opens it in its first cell. */
export function TableRow({
  selected,
  ...row
}: ComponentPropsWithRef<'tr'> & { readonly selected?: boolean | undefined }) {
  return <tr {...row} aria-selected={selected} />
}

/** How the cells of a column stand; figures stand right and in equal widths. */
export type CellAlign = 'start' | 'figure' | 'end'

/** The head of a column; with `onSort` a button that turns the order. */
export function HeadCell(props: {
  readonly children?: ReactNode
  /** The name of a column whose head shows no word; read aloud only. */
  readonly label?: string | undefined
  readonly align?: CellAlign | undefined
  /** A CSS length; the rest share what is left. */
  readonly width?: string | undefined
  readonly sort?: 'ascending' | 'descending' | undefined
  readonly onSort?: (() => void) | undefined
}) {
  const { children, label, align = 'start', width, sort, onSort } = props
  const m = useMessages(UI_MESSAGES)
  const arrow = sort === 'ascending' ? 'sort-up' : 'sort-down'
  return (
    <th scope="col" data-align={align} aria-sort={sort} style={width === undefined ? undefined : { width }}>
      {label && <span className="p-hidden">{label}</span>}
      {onSort ? (
        <button
          type="button"
          className="p-table-sort"
          title={sort === 'descending' ? m.sortAscending : m.sortDescending}
          onClick={onSort}
        >
          {children}
          {sort && <Icon name={arrow} size={12} />}
        </button>
      ) : (
        children
      )}
    </th>
  )
}

/** A cell. */
export function Cell({
  align = 'start',
  ...cell
}: Omit<ComponentPropsWithRef<'td'>, 'align'> & { readonly align?: CellAlign | undefined }) {
  return <td {...cell} data-align={align} />
}
