import { Skeleton, useMessages } from '@periplo/ui'
import { PART_MESSAGES } from './part-messages.ts'

/** The lines of a list that is on its way, as high as those that will come. */
export function LineSkeletons(props: {
  readonly lines: number
  /** Widths of the columns, as CSS lengths. */
  readonly columns: readonly string[]
  readonly look?: 'tall' | 'compact'
}) {
  const { lines, columns, look = 'compact' } = props
  const m = useMessages(PART_MESSAGES)
  return (
    <div role="status" aria-busy className={`s-lines s-lines-${look}`}>
      <span className="p-hidden">{m.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="s-line">
          {columns.map((width, column) => (
            // oxlint-disable-next-line react/no-array-index-key -- columns never move
            <Skeleton key={column} width={width} />
          ))}
        </div>
      ))}
    </div>
  )
}
