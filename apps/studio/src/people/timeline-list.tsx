import { Cell, HeadCell, Icon, Table, TableBody, TableHead, TableRow, useMessages } from '@periplo/ui'
import { toChannelIcon, useChannelNames } from '../parts/channel-names.ts'
import { useMoments } from '../parts/moments.ts'
import { PERSON_MESSAGES } from './person-messages.ts'
import type { TimelineEntry } from './timeline-words.ts'
import { isEcho, toEntryKey, useTimelineWords } from './timeline-words.ts'

/** What happened to a person in words, newest first. */
export function TimelineList({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const m = useMessages(PERSON_MESSAGES)
  return (
    <Table label={`${m.timeline}: ${m.asList}`} compact className="s-timeline-list">
      <TableHead>
        <TableRow>
          <HeadCell width="164px">{m.when}</HeadCell>
          <HeadCell width="152px">{m.where}</HeadCell>
          <HeadCell>{m.what}</HeadCell>
          <HeadCell width="34%">{m.more}</HeadCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {entries
          .filter((entry) => !isEcho(entry))
          .map((entry) => (
            <EntryRow key={toEntryKey(entry)} entry={entry} />
          ))}
      </TableBody>
    </Table>
  )
}

function EntryRow({ entry }: { readonly entry: TimelineEntry }) {
  const channelOf = useChannelNames()
  const moments = useMoments()
  const wordsOf = useTimelineWords()
  const event = entry.kind === 'event'
  const details = toDetails(entry)
  return (
    <TableRow>
      <Cell className="p-second p-num">{moments.full(entry.at)}</Cell>
      <Cell className="p-second">
        <span className="p-row">
          <Icon name={event ? toChannelIcon(entry.channel) : 'journeys'} />
          <span className="p-cut">{event ? channelOf(entry.channel) : entry.journeyName}</span>
        </span>
      </Cell>
      <Cell className={event ? 's-strong' : undefined}>{wordsOf(entry)}</Cell>
      <Cell className="p-muted" title={details}>
        {details}
      </Cell>
    </TableRow>
  )
}

function toDetails(entry: TimelineEntry): string {
  if (entry.kind === 'event') {
    return Object.entries(entry.properties)
      .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(' · ')
  }
  const { fact } = entry
  return 'reason' in fact ? (fact.reason ?? '') : ''
}
