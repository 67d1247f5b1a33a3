import { Button, EmptyState, PageHeader, useMessages } from '@periplo/ui'
import type { ComponentProps, ReactNode } from 'react'
import { LineSkeletons } from './line-skeletons.tsx'
import { LoadFailure } from './load-failure.tsx'
import { PART_MESSAGES } from './part-messages.ts'

/** What a list page knows of the call that fills it. */
interface ListCall {
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => Promise<unknown>
}

/** What a list page is made of. */
interface ListPageProps<Item> {
  readonly title: string
  /** How many there are, already written. */
  readonly count?: string | undefined
  /** What stands after the title: badges. */
  readonly after?: ReactNode
  readonly actions?: ReactNode
  readonly call: ListCall
  /** Those to show; undefined until the first answer. */
  readonly items: readonly Item[] | undefined
  readonly filters: ReactNode
  /** Shown while nothing has been answered; as high as the lines that will come. */
  readonly skeleton: ComponentProps<typeof LineSkeletons>
  /** Teaches where there is nothing to list, whatever the filters; absent while they may hide something. */
  readonly empty: ReactNode
  /** Said where the filters let nothing through, with the way to clear them. */
  readonly nothing: { readonly title: string; readonly onClear: () => void }
  /** Draws the list, which is not empty. */
  readonly children: (items: readonly Item[]) => ReactNode
}

/**
 * A page that lists things: its head and its filters, and under them the list, or why there is none. Answers
 * once given stay on the page while a later call fails.
 */
export function ListPage<Item>(props: ListPageProps<Item>) {
  const { title, count, after, actions, items, empty, filters } = props
  const teaches = items?.length === 0 && Boolean(empty)
  return (
    <div className="s-page">
      <title>{`${title} · Periplo`}</title>
      <PageHeader {...{ title, count, after, actions }} />
      {teaches ? empty : filters}
      {!teaches && <ListBody {...props} />}
    </div>
  )
}

function ListBody<Item>({ call, items, skeleton, nothing, children }: ListPageProps<Item>) {
  const m = useMessages(PART_MESSAGES)
  if (!items && call.error) return <LoadFailure error={call.error} onRetry={() => void call.refetch()} />
  if (!items) return <LineSkeletons {...skeleton} />
  if (items.length > 0) return children(items)
  return (
    <EmptyState
      picture="nothing-found"
      title={nothing.title}
      action={<Button onClick={nothing.onClear}>{m.clearFilters}</Button>}
    />
  )
}
