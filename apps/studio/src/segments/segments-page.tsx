import {
  Badge,
  buttonClass,
  Cell,
  Checkbox,
  EmptyState,
  FilterBar,
  HeadCell,
  Icon,
  Table,
  TableBody,
  TableHead,
  TableRow,
  TextField,
  useFormat,
  useMessages,
} from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import { ListPage } from '../parts/list-page.tsx'
import { useMoments } from '../parts/moments.ts'
import { useKeys } from '../parts/use-keys.ts'
import { useSettledText } from '../parts/use-settled-text.ts'
import { trpc } from '../server/server.ts'
import type { Answers } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { filterSegments } from './filter-segments.ts'
import { Gathering } from './gathering.tsx'
import { SEGMENTS_MESSAGES } from './segments-messages.ts'

type Segment = Answers['segments']['list'][number]

/** While members are gathered the list is looked at this often, else once in a while. */
const SOON_MS = 2_000
const LATER_MS = 15_000

/** Every segment with its live size. */
export function SegmentsPage() {
  const m = useMessages(SEGMENTS_MESSAGES)
  const format = useFormat()
  const search = useSearch({ from: '/in/segments' })
  const navigate = useNavigate({ from: '/segments' })
  const { workspaceId } = useSession()
  const all = useQuery({
    ...trpc.segments.list.queryOptions({ workspaceId }),
    refetchInterval: ({ state }) =>
      state.data?.some(({ filledShare }) => filledShare < 1) ? SOON_MS : LATER_MS,
  })
  const shown = useMemo(() => all.data && filterSegments(all.data, search), [all.data, search])
  return (
    <ListPage
      title={m.title}
      count={shown && format.count(shown.length)}
      actions={<NewSegment />}
      call={all}
      items={shown}
      filters={<SegmentsFilter />}
      skeleton={{ lines: 6, columns: ['32%', '10%', '18%', '12%'] }}
      empty={all.data?.length === 0 && <NoSegmentYet />}
      nothing={{ title: m.nothingTitle, onClear: () => void navigate({ search: {} }) }}
    >
      {(items) => (
        <div className="s-scroll">
          <SegmentTable segments={items} />
        </div>
      )}
    </ListPage>
  )
}

function NewSegment() {
  const m = useMessages(SEGMENTS_MESSAGES)
  if (!useMay('editor')) return null
  return (
    <Link
      to="/segments/$segmentId"
      params={{ segmentId: 'new' }}
      className={buttonClass({ variant: 'primary' })}
    >
      <Icon name="add" />
      {m.create}
    </Link>
  )
}

function SegmentsFilter() {
  const m = useMessages(SEGMENTS_MESSAGES)
  const { q = '', archived } = useSearch({ from: '/in/segments' })
  const navigate = useNavigate({ from: '/segments' })
  const commit = useCallback(
    (text: string) =>
      void navigate({
        search: (before) => ({ ...before, q: text === '' ? undefined : text }),
        replace: true,
      }),
    [navigate],
  )
  const [text, setText] = useSettledText(q, commit)
  const box = useRef<HTMLInputElement>(null)
  useKeys(useMemo(() => ({ '/': () => box.current?.focus() }), []))
  return (
    <FilterBar>
      <TextField
        ref={box}
        type="search"
        icon="search"
        aria-label={m.search}
        placeholder={m.search}
        value={text}
        onValueChange={setText}
      />
      <Checkbox
        checked={archived === 'yes'}
        onCheckedChange={(on) =>
          void navigate({
            search: (before) => ({ ...before, archived: on ? 'yes' : undefined }),
            replace: true,
          })
        }
      >
        {m.showArchived}
      </Checkbox>
    </FilterBar>
  )
}

function SegmentTable({ segments }: { readonly segments: readonly Segment[] }) {
  const m = useMessages(SEGMENTS_MESSAGES)
  return (
    <Table label={m.title} compact>
      <TableHead>
        <TableRow>
          <HeadCell>{m.segment}</HeadCell>
          <HeadCell width="220px">{m.size}</HeadCell>
          <HeadCell width="200px">{m.uses}</HeadCell>
          <HeadCell width="160px">{m.updated}</HeadCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {segments.map((segment) => (
          <SegmentRow key={segment.segmentId} segment={segment} />
        ))}
      </TableBody>
    </Table>
  )
}

function SegmentRow({ segment }: { readonly segment: Segment }) {
  const m = useMessages(SEGMENTS_MESSAGES)
  const format = useFormat()
  const moments = useMoments()
  const { segmentId, name, description, size, archivedAt, updatedAt } = segment
  return (
    <TableRow>
      <Cell>
        <Link to="/segments/$segmentId" params={{ segmentId }} className="p-row s-name">
          <Icon name="segments" />
          <span className="p-cut">{name}</span>
          {description !== '' && <span className="p-cut p-muted">{description}</span>}
        </Link>
      </Cell>
      <Cell>
        <span className="p-row">
          <span className="p-num">{format.count(size)}</span>
          {archivedAt === null ? <Gathering segment={segment} /> : <Badge>{m.archived}</Badge>}
        </span>
      </Cell>
      <Cell className="p-second">
        <UseCount segment={segment} />
      </Cell>
      <Cell className="p-second p-num">
        <span title={moments.full(updatedAt)}>{moments.short(updatedAt)}</span>
      </Cell>
    </TableRow>
  )
}

function UseCount({ segment: { uses } }: { readonly segment: Segment }) {
  const m = useMessages(SEGMENTS_MESSAGES)
  const journeys = uses.filter(({ kind }) => kind === 'journey').length
  const segments = uses.length - journeys
  const parts = [
    ...(journeys > 0 ? [m.journeys({ count: journeys })] : []),
    ...(segments > 0 ? [m.segments({ count: segments })] : []),
  ]
  return parts.length === 0 ? <span className="p-muted">{m.unused}</span> : parts.join(', ')
}

function NoSegmentYet() {
  const m = useMessages(SEGMENTS_MESSAGES)
  return <EmptyState picture="people" title={m.emptyTitle} text={m.emptyText} action={<NewSegment />} />
}
