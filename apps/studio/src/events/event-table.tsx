import {
  Badge,
  Cell,
  HeadCell,
  Icon,
  Table,
  TableBody,
  TableHead,
  TableRow,
  useLocale,
  useMessages,
} from '@periplo/ui'
import { Link } from '@tanstack/react-router'
import { memo, useId, useState } from 'react'
import { toChannelIcon, useChannelNames } from '../parts/channel-names.ts'
import { FactLine, Facts } from '../parts/facts.tsx'
import { useMoments } from '../parts/moments.ts'
import { EVENTS_MESSAGES } from './events-messages.ts'
import { sayRejection } from './rejection-words.ts'
import type { SeenEvent } from './merge-events.ts'
import { toEventKey } from './merge-events.ts'

const COLUMNS = 6
const NAMED_FLAGS = ['clock-ahead', 'currency-missing', 'unknown-channel'] as const

/** Events, one line each; a line opens to what was in it. */
export function EventTable({ events }: { readonly events: readonly SeenEvent[] }) {
  const m = useMessages(EVENTS_MESSAGES)
  return (
    <Table label={m.title} compact>
      <TableHead>
        <TableRow>
          <HeadCell>{m.event}</HeadCell>
          <HeadCell width="120px">{m.received}</HeadCell>
          <HeadCell width="152px">{m.channel}</HeadCell>
          <HeadCell width="160px">{m.source}</HeadCell>
          <HeadCell width="88px">{m.person}</HeadCell>
          <HeadCell width="220px">{m.read}</HeadCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {events.map((event) => (
          <EventRow key={toEventKey(event)} event={event} />
        ))}
      </TableBody>
    </Table>
  )
}

const EventRow = memo(function EventRow({ event }: { readonly event: SeenEvent }) {
  const m = useMessages(EVENTS_MESSAGES)
  const moments = useMoments()
  const [open, setOpen] = useState(false)
  const details = useId()
  const accepted = event.kind === 'accepted'
  const { locale } = useLocale()
  const name = accepted ? event.name : sayRejection(locale, event)
  return (
    <>
      <TableRow>
        <Cell>
          <button
            type="button"
            className="s-expand"
            aria-expanded={open}
            aria-controls={open ? details : undefined}
            aria-label={m.details({ name })}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'down' : 'next'} size={12} />
            <span className={accepted ? 's-strong p-cut' : 'p-cut'}>{name}</span>
          </button>
        </Cell>
        <Cell className="p-second p-num">
          <span title={moments.full(event.receivedAt)}>{toClock(event.receivedAt, moments.zone)}</span>
        </Cell>
        <Cell className="p-second">{accepted && <ChannelWords channel={event.channel} />}</Cell>
        <Cell className="p-second">{event.sourceName}</Cell>
        <Cell>
          {accepted && (
            <Link to="/people/$personId" params={{ personId: event.personId }} className="s-link">
              {m.showPerson}
            </Link>
          )}
        </Cell>
        <Cell>
          <ReadBadges event={event} />
        </Cell>
      </TableRow>
      {open && (
        <tr id={details} className="s-details">
          <td colSpan={COLUMNS}>
            <EventDetails event={event} />
          </td>
        </tr>
      )}
    </>
  )
})

function ChannelWords({ channel }: { readonly channel: string }) {
  const channelOf = useChannelNames()
  return (
    <span className="p-row">
      <Icon name={toChannelIcon(channel)} />
      <span className="p-cut">{channelOf(channel)}</span>
    </span>
  )
}

function ReadBadges({ event }: { readonly event: SeenEvent }) {
  const m = useMessages(EVENTS_MESSAGES)
  if (event.kind === 'rejected') {
    return (
      <Badge tone="bad" icon="refused">
        {m.notOk}
      </Badge>
    )
  }
  if (event.flags.length === 0) return <span className="p-muted">{m.ok}</span>
  return (
    <span className="p-row s-tight">
      {event.flags.map((flag) => {
        const named = NAMED_FLAGS.find((known) => known === flag)
        return (
          <Badge key={flag} tone="warn" icon="warning">
            {named ? m[named] : flag}
          </Badge>
        )
      })}
    </span>
  )
}

function EventDetails({ event }: { readonly event: SeenEvent }) {
  const { locale } = useLocale()
  const m = useMessages(EVENTS_MESSAGES)
  const moments = useMoments()
  if (event.kind === 'rejected') {
    return (
      <div className="s-detail-grid">
        <div>
          <h2>{m.why}</h2>
          <p>{sayRejection(locale, event)}</p>
          {locale !== 'en' && <p className="p-muted">{event.reason}</p>}
        </div>
        <div>
          <h2>{m.arrived}</h2>
          <pre className="s-json">{event.excerpt}</pre>
        </div>
      </div>
    )
  }
  const empty = Object.keys(event.properties).length === 0
  return (
    <div className="s-detail-grid">
      <Facts>
        <FactLine name={m.occurred}>{moments.full(event.occurredAt)}</FactLine>
        <FactLine name={m.received}>{moments.full(event.receivedAt)}</FactLine>
        <FactLine name={m.type}>{event.type}</FactLine>
        <FactLine name={m.id} title={event.eventId}>
          {event.eventId}
        </FactLine>
      </Facts>
      <div>
        <h2>{m.properties}</h2>
        {empty ? (
          <p className="p-muted">{m.noProperties}</p>
        ) : (
          <pre className="s-json">{JSON.stringify(event.properties, null, 2)}</pre>
        )}
      </div>
    </div>
  )
}

/** "12:04:09.318": events of one second are told apart. */
function toClock(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZone: zone,
  }).format(at)
}
