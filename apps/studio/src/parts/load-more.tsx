import { Button, useMessages } from '@periplo/ui'
import { PART_MESSAGES } from './part-messages.ts'

/** The way to the next piece of a long list; nothing at its end. */
export function LoadMore(props: {
  readonly query: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => Promise<unknown>
  }
}) {
  const m = useMessages(PART_MESSAGES)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = props.query
  if (!hasNextPage) return null
  return (
    <p className="s-more">
      <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {m.more}
      </Button>
    </p>
  )
}
