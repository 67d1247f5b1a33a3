import type { Segment } from '@periplo/ui'
import {
  Button,
  EmptyState,
  FilterBar,
  Kbd,
  PageHeader,
  SegmentedControl,
  TextField,
  useFormat,
  useMessages,
} from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import { LoadFailure } from '../parts/load-failure.tsx'
import { PART_MESSAGES } from '../parts/part-messages.ts'
import { useKeys } from '../parts/use-keys.ts'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { countStates, filterJourneys } from './filter-journeys.ts'
import { JOURNEYS_MESSAGES } from './journeys-messages.ts'
import { JOURNEY_STATES } from './journeys-search.ts'
import { JourneyTable } from './journey-table.tsx'

const NewJourneyDialog = lazy(async () => ({
  default: (await import('./new-journey-dialog.tsx')).NewJourneyDialog,
}))

type Journeys = Answers['journeys']['list']

/** Every journey of the workspace, one line each. */
export function JourneysPage() {
  const m = useMessages(JOURNEYS_MESSAGES)
  const format = useFormat()
  const { workspaceId } = useSession()
  const mayEdit = useMay('editor')
  const [creating, setCreating] = useState(false)
  const { data, error, refetch } = useQuery({
    ...trpc.journeys.list.queryOptions({ workspaceId }),
    refetchInterval: 30_000,
  })
  const create = mayEdit ? () => setCreating(true) : undefined
  return (
    <div className="s-page">
      <title>{`${m.title} · Periplo`}</title>
      <PageHeader
        title={m.title}
        count={data && format.count(data.length)}
        actions={
          create &&
          data?.length !== 0 && (
            <Button variant="primary" icon="add" onClick={create}>
              {m.newJourney}
            </Button>
          )
        }
      />
      <JourneysBody journeys={data} error={error} onRetry={() => void refetch()} onCreate={create} />
      {creating && (
        <Suspense>
          <NewJourneyDialog onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </div>
  )
}

function JourneysBody(props: {
  readonly journeys: Journeys | undefined
  readonly error: unknown
  readonly onRetry: () => void
  readonly onCreate: (() => void) | undefined
}) {
  const { journeys, error, onRetry, onCreate } = props
  const search = useSearch({ from: '/in/journeys' })
  useKeys(useMemo(() => (onCreate ? { n: onCreate } : {}), [onCreate]))
  if (error && !journeys) return <LoadFailure error={error} onRetry={onRetry} />
  if (!journeys) return <JourneySkeletons />
  if (journeys.length === 0) return <NoJourneys onCreate={onCreate} />
  const shown = filterJourneys(journeys, search)
  return (
    <>
      <JourneyFilters journeys={journeys} />
      {shown.length === 0 ? <NothingFound /> : <JourneyTable journeys={shown} />}
      <KeyLine canCreate={onCreate !== undefined} />
    </>
  )
}

function JourneySkeletons() {
  return <LineSkeletons lines={8} look="tall" columns={['24%', '8%', '12%', '14%', '8%', '8%', '10%']} />
}

function JourneyFilters({ journeys }: { readonly journeys: Journeys }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const format = useFormat()
  const search = useSearch({ from: '/in/journeys' })
  const navigate = useNavigate({ from: '/journeys' })
  const box = useRef<HTMLInputElement>(null)
  useKeys(useMemo(() => ({ '/': () => box.current?.focus() }), []))
  const counts = countStates(journeys)
  const segments: readonly Segment<'all' | 'live' | 'draft' | 'ended'>[] = [
    { value: 'all', label: m.all, count: format.count(journeys.length) },
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
      action={
        onCreate && (
          <Button variant="primary" icon="add" onClick={onCreate}>
            {m.newJourney}
          </Button>
        )
      }
    />
  )
}

function NothingFound() {
  const m = useMessages(JOURNEYS_MESSAGES)
  const parts = useMessages(PART_MESSAGES)
  const navigate = useNavigate({ from: '/journeys' })
  return (
    <EmptyState
      picture="nothing-found"
      title={m.nothingTitle}
      action={<Button onClick={() => void navigate({ search: {} })}>{parts.clearFilters}</Button>}
    />
  )
}

function KeyLine({ canCreate }: { readonly canCreate: boolean }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  return (
    <p className="s-keys">
      {canCreate && (
        <>
          <Kbd keys="N" /> {m.keyNew}
        </>
      )}
      <Kbd keys="/" /> {m.keySearch}
      <Kbd keys={['↑', '↓']} /> {m.keyMove}
      <Kbd keys="Enter" /> {m.keyOpen}
    </p>
  )
}
