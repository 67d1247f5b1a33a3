import { Badge, Icon, useMessages } from '@periplo/ui'
import { Link } from '@tanstack/react-router'
import type { Answers } from '../server/server.ts'
import { SEGMENTS_MESSAGES } from './segments-messages.ts'

type Use = Answers['segments']['get']['uses'][number]

/** Where a segment is named. */
export function SegmentUses({ uses }: { readonly uses: readonly Use[] }) {
  const m = useMessages(SEGMENTS_MESSAGES)
  return (
    <section aria-label={m.uses}>
      <h2>{m.uses}</h2>
      {uses.length === 0 ? (
        <p className="p-second">{m.unusedText}</p>
      ) : (
        <ul className="s-segment-people">
          {uses.map((use) => (
            <li key={use.kind === 'journey' ? use.journeyId : use.segmentId}>
              <UseLink use={use} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function UseLink({ use }: { readonly use: Use }) {
  const m = useMessages(SEGMENTS_MESSAGES)
  if (use.kind === 'segment')
    return (
      <Link to="/segments/$segmentId" params={{ segmentId: use.segmentId }} className="p-row">
        <Icon name="segments" />
        <span className="p-cut">{use.name}</span>
      </Link>
    )
  return (
    <Link to="/journeys/$journeyId" params={{ journeyId: use.journeyId }} className="p-row">
      <Icon name="journeys" />
      <span className="p-cut">{use.name}</span>
      <Badge tone={use.isLive ? 'ok' : undefined}>{use.isLive ? m.isLive : m.isDraft}</Badge>
    </Link>
  )
}
