import type { Segment } from '@periplo/ui'
import {
  Button,
  EmptyState,
  FilterBar,
  lazyPart,
  SegmentedControl,
  TextField,
  useFormat,
  useMessages,
} from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { ListPage } from '../parts/list-page.tsx'
import { useKeys } from '../parts/use-keys.ts'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { countStates, filterJourneys } from './filter-journeys.ts'
import { JOURNEYS_MESSAGES } from './journeys-messages.ts'
import type { JourneyState } from './journeys-search.ts'
import { JOURNEY_STATES } from './journeys-search.ts'
import { JourneyFoot } from './journey-foot.tsx'
import { JourneyTable } from './journey-table.tsx'

const NewJourneyDialog = lazyPart(async () => (await import('./new-journey-dialog.tsx')).NewJourneyDialog)

type Journeys = Answers['journeys']['list']

/** Every journey of the workspace, one line each. */
export function JourneysPage() {
  const m = useMessages(JOURNEYS_MESSAGES)
  const format = useFormat()
  const { workspaceId } = useSession()
  const mayEdit = useMay('editor')
  const [creating, setCreating] = useState(false)
  const search = useSearch({ from: '/in/journeys' })
  const navigate = useNavigate({ from: '/journeys' })
  const list = useQuery({
    ...trpc.journeys.list.queryOptions({ workspaceId }),
    refetchInterval: 30_000,
  })
  const { data } = list
  const create = mayEdit ? () => setCreating(true) : undefined
  useKeys(useMemo(() => (mayEdit ? { n: () => setCreating(true) } : {}), [mayEdit]))
  return (
    <>
      <ListPage
        title={m.title}
        count={data && format.count(data.filter(({ status }) => status !== 'ended').length)}
        actions={create && data?.length !== 0 && <NewButton onCreate={create} />}
        call={list}
        items={data && filterJourneys(data, search)}
        filters={data && <JourneyFilters journeys={data} />}
        skeleton={SKELETON}
        empty={data?.length === 0 && <NoJourneys onCreate={create} />}
        nothing={{ title: m.nothingTitle, onClear: () => void navigate({ search: {} }) }}
      >
        {(shown) => (
          <>
            <JourneyTable journeys={shown} />
            <JourneyFoot canCreate={mayEdit} />
          </>
        )}
      </ListPage>
      {creating && <NewJourneyDialog onClose={() => setCreating(false)} />}
    </>
  )
}

const SKELETON = {
  lines: 8,
  look: 'tall',
  columns: ['24%', '8%', '12%', '14%', '8%', '8%', '10%'],
} as const

function NewButton({ onCreate }: { readonly onCreate: () => void }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  return (
    <Button variant="primary" icon="add" onClick={onCreate}>
      {m.newJourney}
    </Button>
  )
}

function JourneyFilters({ journeys }: { readonly journeys: Journeys }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const format = useFormat()
  const search = useSearch({ from: '/in/journeys' })
  const navigate = useNavigate({ from: '/journeys' })
  const box = useRef<HTMLInputElement>(null)
  useKeys(useMemo(() => ({ '/': () => box.current?.focus() }), []))
  const counts = countStates(journeys)
  const segments: readonly Segment<'all' | JourneyState>[] = [
    { value: 'all', label: m.all, count: format.count(journeys.length - counts.ended) },
    ...JOURNEY_STATES.map((state) => ({
      value: state,
      label: m[state],
      count: format.count(counts[state]),
    })),
  ]
  const narrow = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  return (
    <FilterBar end={<span>{m.window}</span>}>
      <TextField
        ref={box}
        type="search"
        icon="search"
        aria-label={m.search}
        placeholder={m.search}
        value={search.q ?? ''}
        onValueChange={(q) => narrow({ q: q === '' ? undefined : q })}
      />
      <SegmentedControl
        label={m.state}
        value={search.state ?? 'all'}
        onValueChange={(state) => narrow({ state: state === 'all' ? undefined : state })}
        segments={segments}
      />
    </FilterBar>
  )
}

function NoJourneys({ onCreate }: { readonly onCreate: (() => void) | undefined }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  return (
    <EmptyState
      picture="journeys"
      title={m.emptyTitle}
      text={onCreate ? m.emptyText : m.emptyViewer}
      action={onCreate && <NewButton onCreate={onCreate} />}
    />
  )
}
