import {
  Badge,
  Button,
  buttonClass,
  Combobox,
  EmptyState,
  FilterBar,
  SegmentedControl,
  useFormat,
  useMessages,
} from '@periplo/ui'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { CodeBlock } from '../parts/copy-button.tsx'
import { ListPage } from '../parts/list-page.tsx'
import { ForbiddenPage } from '../parts/load-failure.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { toSnippets } from '../parts/snippets.ts'
import { trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { EventTable } from './event-table.tsx'
import { EVENTS_MESSAGES } from './events-messages.ts'
import { mergeEvents } from './merge-events.ts'
import type { EventStream } from './use-event-stream.ts'
import { useEventStream } from './use-event-stream.ts'

const PAGE_SIZE = 50
const MAX_LINES = 2_000

/** What arrives, as it arrives: how each event was read, or why it was not. */
export function EventsPage() {
  const m = useMessages(EVENTS_MESSAGES)
  return useMay('analyst') ? <EventsScreen /> : <ForbiddenPage title={m.title} />
}

function EventsScreen() {
  const m = useMessages(EVENTS_MESSAGES)
  const search = useSearch({ from: '/in/events' })
  const navigate = useNavigate({ from: '/events' })
  const { workspaceId } = useSession()
  const stream = useEventStream(search)
  const list = useInfiniteQuery({
    ...trpc.events.list.infiniteQueryOptions(
      { workspaceId, show: search.show ?? 'all', name: search.name ?? '', limit: PAGE_SIZE },
      { getNextPageParam: (page) => page.next, initialCursor: null },
    ),
    placeholderData: keepPreviousData,
    // what is newer comes by the stream
    refetchOnWindowFocus: false,
  })
  const listed = list.data?.pages.flatMap((page) => page.items)
  const filtered = search.show !== undefined || search.name !== undefined
  return (
    <ListPage
      title={m.title}
      after={<StreamBadge stream={stream} />}
      actions={<PauseButton stream={stream} />}
      call={list}
      items={listed && mergeEvents(stream.arrived, listed, MAX_LINES)}
      filters={<EventFilters />}
      skeleton={{ lines: 12, columns: ['12%', '24%', '10%', '12%', '14%'] }}
      empty={!filtered && <NothingYet />}
      nothing={{ title: m.nothingTitle, onClear: () => void navigate({ search: {} }) }}
    >
      {(events) => (
        <div className="s-scroll">
          <EventTable events={events} />
          <LoadMore query={list} />
        </div>
      )}
    </ListPage>
  )
}

function StreamBadge({ stream }: { readonly stream: EventStream }) {
  const m = useMessages(EVENTS_MESSAGES)
  if (stream.paused) return <Badge icon="paused">{m.paused}</Badge>
  if (!stream.connected) return <Badge icon="clock">{m.connecting}</Badge>
  return (
    <Badge tone="ok" icon="running" title={m.liveWhy}>
      {m.live}
    </Badge>
  )
}

function PauseButton({ stream }: { readonly stream: EventStream }) {
  const m = useMessages(EVENTS_MESSAGES)
  const format = useFormat()
  return (
    <>
      <span className="p-num" aria-live="polite">
        {stream.waiting > 0 && m.waiting({ count: format.count(stream.waiting) })}
      </span>
      <Button
        icon={stream.paused ? 'test-run' : 'paused'}
        onClick={stream.paused ? stream.resume : stream.pause}
      >
        {stream.paused ? m.resume : m.pause}
      </Button>
    </>
  )
}

function EventFilters() {
  const m = useMessages(EVENTS_MESSAGES)
  const search = useSearch({ from: '/in/events' })
  const navigate = useNavigate({ from: '/events' })
  const { workspaceId } = useSession()
  const { data: names = [] } = useQuery(trpc.events.listNames.queryOptions({ workspaceId }))
  const narrow = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  return (
    <FilterBar>
      <SegmentedControl
        label={m.show}
        value={search.show ?? 'all'}
        onValueChange={(show) => narrow({ show: show === 'all' ? undefined : show })}
        segments={[
          { value: 'all', label: m.all },
          { value: 'accepted', label: m.accepted, icon: 'check' },
          { value: 'rejected', label: m.rejected, icon: 'refused' },
        ]}
      />
      <Combobox
        label={m.name}
        placeholder={m.anyName}
        icon="filter"
        freeText
        value={search.name ?? null}
        onValueChange={(name) => narrow({ name: name ?? undefined })}
        options={names.map(({ name }) => ({ value: name, label: name }))}
      />
    </FilterBar>
  )
}

function NothingYet() {
  const m = useMessages(EVENTS_MESSAGES)
  return (
    <div className="s-teach">
      <EmptyState
        picture="events"
        title={m.emptyTitle}
        text={m.emptyText}
        action={
          <Link to="/settings" search={{ tab: 'sources' }} className={buttonClass({ variant: 'primary' })}>
            {m.emptyKey}
          </Link>
        }
      />
      <CodeBlock label={m.curl} code={toSnippets(window.location.origin, 'WRITE_KEY').curl} />
    </div>
  )
}
