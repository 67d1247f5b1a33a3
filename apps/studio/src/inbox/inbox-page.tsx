import type { MessageStatus } from '@periplo/model'
import type { Segment } from '@periplo/ui'
import { buttonClass, EmptyState, FilterBar, Icon, SegmentedControl, useMessages } from '@periplo/ui'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { toChannelIcon } from '../parts/channel-names.ts'
import { ListPage } from '../parts/list-page.tsx'
import { ForbiddenPage } from '../parts/load-failure.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { useMoments } from '../parts/moments.ts'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { INBOX_MESSAGES } from './inbox-messages.ts'
import { MESSAGE_STATUSES } from './inbox-search.ts'
import { MessagePane } from './message-pane.tsx'
import { sayAbout } from './say-about.ts'
import { StatusBadge, useReasonWords } from './status-badge.tsx'

type Message = Answers['messages']['list']['items'][number]

const PAGE_SIZE = 50

/** Messages and what became of them: the list at the left, one opened at the right. */
export function InboxPage() {
  const m = useMessages(INBOX_MESSAGES)
  return useMay('analyst') ? <InboxScreen /> : <ForbiddenPage title={m.title} />
}

function InboxScreen() {
  const m = useMessages(INBOX_MESSAGES)
  const { status, message } = useSearch({ from: '/in/inbox' })
  const navigate = useNavigate({ from: '/inbox' })
  const { workspaceId } = useSession()
  const list = useInfiniteQuery({
    ...trpc.messages.list.infiniteQueryOptions(
      { workspaceId, status: status ?? 'all', limit: PAGE_SIZE },
      { getNextPageParam: (page) => page.next, initialCursor: null },
    ),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  })
  return (
    <ListPage
      title={m.title}
      after={<span className="p-muted p-cut">{m.lead}</span>}
      call={list}
      items={list.data?.pages.flatMap((page) => page.items)}
      filters={<StatusFilter />}
      skeleton={{ lines: 10, columns: ['8%', '26%', '16%'] }}
      empty={status === undefined && <NoMessages />}
      nothing={{ title: m.nothingTitle, onClear: () => void navigate({ search: {} }) }}
    >
      {(messages) => (
        <div className="s-inbox">
          <div className="s-inbox-list">
            <MessageList messages={messages} openKey={message} />
            <LoadMore query={list} />
          </div>
          {message === undefined ? <ChooseOne /> : <MessagePane key={message} sendKey={message} />}
        </div>
      )}
    </ListPage>
  )
}

function StatusFilter() {
  const m = useMessages(INBOX_MESSAGES)
  const { status } = useSearch({ from: '/in/inbox' })
  const navigate = useNavigate({ from: '/inbox' })
  const segments: readonly Segment<MessageStatus | 'all'>[] = [
    { value: 'all', label: m.all },
    ...MESSAGE_STATUSES.map((value) => ({ value, label: m[value] })),
  ]
  return (
    <FilterBar>
      <SegmentedControl
        label={m.status}
        value={status ?? 'all'}
        onValueChange={(next) =>
          void navigate({ search: { status: next === 'all' ? undefined : next }, replace: true })
        }
        segments={segments}
      />
    </FilterBar>
  )
}

function MessageList(props: { readonly messages: readonly Message[]; readonly openKey: string | undefined }) {
  const m = useMessages(INBOX_MESSAGES)
  return (
    <ul aria-label={m.list}>
      {props.messages.map((message) => (
        <li key={message.sendKey}>
          <MessageLine message={message} open={message.sendKey === props.openKey} />
        </li>
      ))}
    </ul>
  )
}

function MessageLine({ message, open }: { readonly message: Message; readonly open: boolean }) {
  const m = useMessages(INBOX_MESSAGES)
  const moments = useMoments()
  const reasonOf = useReasonWords()
  const { sendKey, channel, personName, to, status, reason } = message
  const about = sayAbout(message)
  return (
    <Link
      to="/inbox"
      search={(before) => ({ ...before, message: sendKey })}
      className="s-message"
      aria-current={open || undefined}
    >
      <Icon name={toChannelIcon(channel)} />
      <span className="s-message-words">
        <span className="p-row">
          <span className="s-strong p-cut p-grow">{personName ?? (to || m.anonymous)}</span>
          <span className="p-muted p-num" title={moments.full(message.sentAt ?? message.createdAt)}>
            {moments.short(message.sentAt ?? message.createdAt)}
          </span>
        </span>
        {/* what was never rendered has no subject; why it was not says more */}
        <span className="p-cut">{about || (reason === null ? to || m.noSubject : reasonOf(reason))}</span>
        <span className="p-row">
          <span className="p-muted p-cut p-grow">{`${message.journeyName} · ${message.nodeTitle}`}</span>
          {reason !== null && about && <span className="p-muted p-cut">{reasonOf(reason)}</span>}
          <StatusBadge status={status} />
        </span>
      </span>
    </Link>
  )
}

function ChooseOne() {
  const m = useMessages(INBOX_MESSAGES)
  return (
    <div className="s-inbox-pane">
      <EmptyState picture="messages" title={m.chooseTitle} text={m.chooseText} />
    </div>
  )
}

function NoMessages() {
  const m = useMessages(INBOX_MESSAGES)
  return (
    <EmptyState
      picture="messages"
      title={m.emptyTitle}
      text={m.emptyText}
      action={
        <Link to="/journeys" className={buttonClass({ variant: 'primary' })}>
          {m.emptyAction}
        </Link>
      }
    />
  )
}
