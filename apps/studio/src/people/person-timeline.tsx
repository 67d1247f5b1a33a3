import { EmptyState, SegmentedControl, useFormat, useMessages } from '@periplo/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import { LoadFailure } from '../parts/load-failure.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import type { Answers } from '../server/server.ts'
import { LanesView } from './lanes-view.tsx'
import { PERSON_MESSAGES } from './person-messages.ts'
import { TimelineList } from './timeline-list.tsx'
import { toTouches, useTimelineWords } from './timeline-words.ts'

/** The pieces of a timeline, as they are fetched. */
export interface TimelineQuery {
  readonly data: { readonly pages: readonly Answers['people']['getTimeline'][] } | undefined
  readonly error: unknown
  readonly refetch: () => Promise<unknown>
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => Promise<unknown>
}

/** What happened to a person: a line per channel over time, or a list in words. */
export function PersonTimeline({ timeline }: { readonly timeline: TimelineQuery }) {
  const m = useMessages(PERSON_MESSAGES)
  const format = useFormat()
  const wordsOf = useTimelineWords()
  const { view } = useSearch({ from: '/in/people/$personId' })
  const entries = timeline.data?.pages.flatMap((page) => page.items)
  const touches = toTouches(entries ?? [], wordsOf)
  const channels = new Set(touches.map((touch) => touch.channel)).size
  const words = m.touches({ count: touches.length, text: format.count(touches.length), channels })
  return (
    <section className="s-panel" aria-label={m.timeline}>
      <header className="s-panel-head">
        <h2>{m.timeline}</h2>
        {entries && <span className="p-muted p-num">{words}</span>}
        <ViewSwitch />
      </header>
      {!entries && !timeline.error && <LineSkeletons lines={6} columns={['12%', '60%']} />}
      {!entries && timeline.error !== null && (
        <LoadFailure error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {entries?.length === 0 && <EmptyState picture="events" title={m.noTouches} />}
      {entries && entries.length > 0 && view !== 'list' && (
        <LanesView touches={touches} label={m.picture({ touches: words })} />
      )}
      {entries && entries.length > 0 && view === 'list' && <TimelineList entries={entries} />}
      <LoadMore query={timeline} />
    </section>
  )
}

function ViewSwitch() {
  const m = useMessages(PERSON_MESSAGES)
  const { view } = useSearch({ from: '/in/people/$personId' })
  const navigate = useNavigate({ from: '/people/$personId' })
  return (
    <span className="s-end">
      <SegmentedControl
        size="sm"
        label={m.view}
        value={view ?? 'channels'}
        onValueChange={(next) =>
          void navigate({ search: { view: next === 'list' ? 'list' : undefined }, replace: true })
        }
        segments={[
          { value: 'channels', label: m.byChannel },
          { value: 'list', label: m.asList },
        ]}
      />
    </span>
  )
}
