import {
  Avatar,
  Badge,
  Button,
  buttonClass,
  Cell,
  EmptyState,
  FilterBar,
  HeadCell,
  Table,
  TableBody,
  TableHead,
  TableRow,
  TextField,
  useFormat,
  useMessages,
} from '@periplo/ui'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { ListPage } from '../parts/list-page.tsx'
import { ForbiddenPage } from '../parts/load-failure.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { useMoments } from '../parts/moments.ts'
import { useKeys } from '../parts/use-keys.ts'
import { useSettledText } from '../parts/use-settled-text.ts'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { AudiencesDialog } from './audiences-dialog.tsx'
import { PEOPLE_MESSAGES } from './people-messages.ts'

type Person = Answers['people']['list']['items'][number]

const PAGE_SIZE = 50
const SHOWN_IDENTIFIERS = 2

/** Everybody the workspace knows, found by name or identifier. */
export function PeoplePage() {
  const m = useMessages(PEOPLE_MESSAGES)
  return useMay('analyst') ? <PeopleScreen /> : <ForbiddenPage title={m.title} />
}

function PeopleScreen() {
  const m = useMessages(PEOPLE_MESSAGES)
  const { q = '' } = useSearch({ from: '/in/people' })
  const navigate = useNavigate({ from: '/people' })
  const { workspaceId } = useSession()
  const people = useInfiniteQuery({
    ...trpc.people.list.infiniteQueryOptions(
      { workspaceId, search: q, limit: PAGE_SIZE },
      { getNextPageParam: (page) => page.next, initialCursor: null },
    ),
    placeholderData: keepPreviousData,
  })
  return (
    <ListPage
      title={m.title}
      call={people}
      items={people.data?.pages.flatMap((page) => page.items)}
      filters={<PeopleFilter />}
      skeleton={{ lines: 10, columns: ['24%', '28%', '12%', '12%', '12%'] }}
      empty={q === '' && <NobodyYet />}
      nothing={{ title: m.nothingTitle, onClear: () => void navigate({ search: {} }) }}
    >
      {(items) => (
        <div className="s-scroll">
          <PeopleTable people={items} />
          <LoadMore query={people} />
        </div>
      )}
    </ListPage>
  )
}

function PeopleFilter() {
  const m = useMessages(PEOPLE_MESSAGES)
  const { q = '' } = useSearch({ from: '/in/people' })
  const navigate = useNavigate({ from: '/people' })
  const commit = useCallback(
    (text: string) => void navigate({ search: { q: text === '' ? undefined : text }, replace: true }),
    [navigate],
  )
  const [text, setText] = useSettledText(q, commit)
  const [isOpen, open] = useState(false)
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
      <Button icon="audience" onClick={() => open(true)}>
        {m.audiences}
      </Button>
      {isOpen && <AudiencesDialog onClose={() => open(false)} />}
    </FilterBar>
  )
}

function PeopleTable({ people }: { readonly people: readonly Person[] }) {
  const m = useMessages(PEOPLE_MESSAGES)
  return (
    <Table label={m.title} compact>
      <TableHead>
        <TableRow>
          <HeadCell>{m.person}</HeadCell>
          <HeadCell width="36%">{m.identifiers}</HeadCell>
          <HeadCell width="128px">{m.inside}</HeadCell>
          <HeadCell width="136px">{m.first}</HeadCell>
          <HeadCell width="136px">{m.last}</HeadCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <PersonRow key={person.personId} person={person} />
        ))}
      </TableBody>
    </Table>
  )
}

function PersonRow({ person }: { readonly person: Person }) {
  const m = useMessages(PEOPLE_MESSAGES)
  const format = useFormat()
  const moments = useMoments()
  const { personId, name, identifiers, activeEnrollments } = person
  const shown = identifiers.slice(0, SHOWN_IDENTIFIERS)
  const rest = identifiers.length - shown.length
  return (
    <TableRow>
      <Cell>
        <Link to="/people/$personId" params={{ personId }} className="p-row s-name">
          <Avatar name={name ?? '?'} size={20} decorative />
          <span className={name === null ? 'p-cut p-muted' : 'p-cut'}>{name ?? m.anonymous}</span>
        </Link>
      </Cell>
      <Cell className="p-second">
        {shown.map((identifier) => identifier.value).join(', ')}
        {rest > 0 && <span className="p-muted"> {m.others({ count: rest })}</span>}
      </Cell>
      <Cell>
        {activeEnrollments > 0 && (
          <Badge tone="accent">
            {m.journeys({ count: activeEnrollments, text: format.count(activeEnrollments) })}
          </Badge>
        )}
      </Cell>
      <Cell className="p-second p-num">{moments.day(person.firstSeenAt)}</Cell>
      <Cell className="p-second p-num">
        <span title={moments.full(person.lastSeenAt)}>{moments.short(person.lastSeenAt)}</span>
      </Cell>
    </TableRow>
  )
}

function NobodyYet() {
  const m = useMessages(PEOPLE_MESSAGES)
  return (
    <EmptyState
      picture="people"
      title={m.emptyTitle}
      text={m.emptyText}
      action={
        <Link to="/settings" search={{ tab: 'sources' }} className={buttonClass({ variant: 'primary' })}>
          {m.emptyAction}
        </Link>
      }
    />
  )
}
