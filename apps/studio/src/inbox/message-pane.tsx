import { Badge, Icon, IconButton, SegmentedControl, useFormat, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useChannelNames } from '../parts/channel-names.ts'
import { FactLine, Facts } from '../parts/facts.tsx'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import { LoadFailure } from '../parts/load-failure.tsx'
import { useMoments } from '../parts/moments.ts'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { useWorkspace } from '../server/workspace.ts'
import { INBOX_MESSAGES } from './inbox-messages.ts'
import { StatusBadge, useReasonWords } from './status-badge.tsx'

type Message = Answers['messages']['get']

const BAD_OUTCOMES = ['refused', 'failed', 'bounced']

/** One message: its content as the person saw it, how it was sent and what became of it. */
export function MessagePane({ sendKey }: { readonly sendKey: string }) {
  const { workspaceId } = useSession()
  const message = useQuery({
    ...trpc.messages.get.queryOptions({ workspaceId, sendKey }),
    refetchInterval: 15_000,
  })
  return (
    <div className="s-inbox-pane">
      {message.isPending && <LineSkeletons lines={8} columns={['20%', '60%']} />}
      {message.error && !message.data && (
        <LoadFailure error={message.error} onRetry={() => void message.refetch()} />
      )}
      {message.data && <MessageView message={message.data} />}
    </div>
  )
}

function MessageView({ message }: { readonly message: Message }) {
  const m = useMessages(INBOX_MESSAGES)
  const navigate = useNavigate({ from: '/inbox' })
  const reasonOf = useReasonWords()
  const workspace = useWorkspace()
  const staysInside = workspace?.demo === true || workspace?.clock === 'turned'
  const { subject, nodeTitle, status, reason, delivery } = message
  return (
    <article className="s-mail">
      <header className="s-mail-head">
        <h2>{subject || nodeTitle}</h2>
        <StatusBadge status={status} />
        {reason !== null && <span className="p-second">{reasonOf(reason)}</span>}
        <span className="s-end">
          <IconButton
            icon="close"
            label={m.close}
            onClick={() => void navigate({ search: (before) => ({ ...before, message: undefined }) })}
          />
        </span>
      </header>
      {status === 'sent' && (
        <p className="s-note">
          <Icon name={delivery === 'inbox' ? 'info' : 'check'} />
          {delivery === 'provider' ? m.left : staysInside ? m.stayedInside : m.stayed}
        </p>
      )}
      <MessageFacts message={message} />
      <MessageContent message={message} />
    </article>
  )
}

function MessageFacts({ message }: { readonly message: Message }) {
  const m = useMessages(INBOX_MESSAGES)
  const moments = useMoments()
  const format = useFormat()
  const { personId, journeyId, to, purpose, outcomes } = message
  return (
    <div className="s-mail-facts">
      <Facts>
        <FactLine name={m.to} title={to}>
          {to || '—'}
        </FactLine>
        <FactLine name={m.person}>
          <Link to="/people/$personId" params={{ personId }} className="s-link">
            {message.personName ?? m.anonymous}
          </Link>
        </FactLine>
        <FactLine name={m.journey}>
          <Link to="/journeys/$journeyId" params={{ journeyId }} className="s-link">
            {message.journeyName}
          </Link>
        </FactLine>
        <FactLine name={m.step}>{message.nodeTitle}</FactLine>
        <FactLine name={m.purpose}>
          {purpose === 'marketing' || purpose === 'transactional' ? m[purpose] : purpose}
        </FactLine>
      </Facts>
      <Facts>
        <FactLine name={m.created}>{moments.full(message.createdAt)}</FactLine>
        {message.dueAt === null ? (
          <FactLine name={m.sentAt}>{moments.full(message.sentAt)}</FactLine>
        ) : (
          <FactLine name={m.dueAt}>{moments.full(message.dueAt)}</FactLine>
        )}
        <FactLine name={m.attempts}>{format.count(message.attempts)}</FactLine>
        <FactLine name={m.outcomes}>
          {outcomes.length === 0 && <span className="p-muted">{m.noOutcomes}</span>}
          {outcomes.map((outcome) => (
            <Badge
              key={outcome}
              tone={BAD_OUTCOMES.includes(outcome) ? 'bad' : 'ok'}
              icon={BAD_OUTCOMES.includes(outcome) ? 'error' : 'check'}
            >
              {m[`outcome_${outcome}`]}
            </Badge>
          ))}
        </FactLine>
        <FactLine name={m.key} title={message.sendKey}>
          <span className="s-mono">{message.sendKey}</span>
        </FactLine>
      </Facts>
    </div>
  )
}

function MessageContent({ message }: { readonly message: Message }) {
  const m = useMessages(INBOX_MESSAGES)
  const channelOf = useChannelNames()
  const { workspaceId } = useSession()
  const { html, text, sendKey, subject, channel } = message
  const [chosen, choose] = useState<'html' | 'text'>('html')
  const shown = html === '' ? 'text' : chosen
  if (html === '' && text === '') return <p className="p-muted s-mail-none">{m.noContent}</p>
  return (
    <section className="s-mail-content" aria-label={channelOf(channel)}>
      {html !== '' && (
        <SegmentedControl
          size="sm"
          label={m.body}
          value={shown}
          onValueChange={choose}
          segments={[
            { value: 'html', label: m.html },
            { value: 'text', label: m.text },
          ]}
        />
      )}
      {shown === 'html' ? (
        // its own address with its own policy: nothing in it runs, and nothing of ours is in reach
        <iframe
          title={m.preview({ subject })}
          sandbox=""
          className="s-mail-frame"
          src={`/preview/message/${encodeURIComponent(sendKey)}?workspaceId=${workspaceId}`}
        />
      ) : (
        <pre className="s-mail-text">{channel === 'webhook' ? toReadable(text) : text}</pre>
      )}
    </section>
  )
}

/** What was posted, a field a line; as it is where it is no JSON. */
function toReadable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
