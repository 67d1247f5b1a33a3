import type { IconName } from '@periplo/ui'
import { Badge, Icon, useFormat, useMessages } from '@periplo/ui'
import type { ReactNode } from 'react'
import { useChannelNames } from '../parts/channel-names.ts'
import { FactLine, Facts } from '../parts/facts.tsx'
import { useMoments } from '../parts/moments.ts'
import type { Answers } from '../server/server.ts'
import { PERSON_MESSAGES } from './person-messages.ts'

type Person = Answers['people']['get']
type ConsentState = Person['consent'][number]['state']

const KIND_NAMES = {
  user: 'user',
  email: 'email',
  phone: 'phone',
  loyalty: 'loyalty',
  anonymous: 'anonymousId',
} as const

const CONSENT_LOOKS: Readonly<Record<ConsentState, { readonly icon: IconName; readonly look: string }>> = {
  granted: { icon: 'check', look: 's-ok' },
  denied: { icon: 'close', look: 'p-second' },
  unknown: { icon: 'unknown', look: 's-warn' },
}

const PURPOSES = ['marketing', 'transactional'] as const

/** Who the person is, at the left of their page. */
export function PersonAside({ person }: { readonly person: Person }) {
  const m = useMessages(PERSON_MESSAGES)
  const moments = useMoments()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by itself
    <aside className="s-person-aside" aria-label={m.identifiers} tabIndex={0}>
      <AsidePart
        title={m.identifiers}
        after={
          person.mergedFrom.length > 0 && (
            <Badge tone="ok" icon="merge">
              {m.merged({ count: person.mergedFrom.length })}
            </Badge>
          )
        }
      >
        <Facts>
          {person.identifiers.map(({ kind, value }) => (
            <FactLine key={`${kind} ${value}`} name={m[KIND_NAMES[kind]]} title={value}>
              {value}
            </FactLine>
          ))}
        </Facts>
      </AsidePart>
      <NowPart person={person} />
      <AsidePart title={m.seen}>
        <Facts>
          <FactLine name={m.first}>{moments.full(person.firstSeenAt)}</FactLine>
          <FactLine name={m.last}>{moments.full(person.lastSeenAt)}</FactLine>
        </Facts>
      </AsidePart>
      <TraitsPart traits={person.traits} />
      {person.pointsLedger.length > 0 && <PointsPart person={person} />}
      {person.audiences.length > 0 && (
        <AsidePart title={m.audiences}>
          <Facts>
            {person.audiences.map((audience) => (
              <FactLine key={audience} name={m.inAudience} title={audience}>
                {audience}
              </FactLine>
            ))}
          </Facts>
        </AsidePart>
      )}
      <ConsentPart consent={person.consent} />
    </aside>
  )
}

function AsidePart(props: {
  readonly title: string
  readonly after?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className="s-aside-part">
      <h2>
        {props.title}
        {props.after}
      </h2>
      {props.children}
    </section>
  )
}

function NowPart({ person }: { readonly person: Person }) {
  const m = useMessages(PERSON_MESSAGES)
  const moments = useMoments()
  const active = person.enrollments.filter((run) => run.status === 'active')
  if (active.length === 0) {
    return (
      <AsidePart title={m.now}>
        <p className="p-muted">{m.nowhere}</p>
      </AsidePart>
    )
  }
  return (
    <AsidePart title={m.now}>
      {active.map((run) => (
        <Facts key={run.enrollmentId}>
          <FactLine name={m.inside} title={run.journeyName}>
            {`${run.journeyName} ${m.version({ number: run.versionNumber })}`}
          </FactLine>
          <FactLine name={m.step} title={run.nodeTitle}>
            {run.nodeTitle}
          </FactLine>
          <FactLine name={m.since}>{moments.full(run.enteredAt)}</FactLine>
          {run.dueAt !== null && <FactLine name={m.next}>{moments.full(run.dueAt)}</FactLine>}
        </Facts>
      ))}
    </AsidePart>
  )
}

function TraitsPart({ traits }: { readonly traits: Person['traits'] }) {
  const m = useMessages(PERSON_MESSAGES)
  const known = Object.entries(traits).toSorted(([one], [other]) => one.localeCompare(other))
  return (
    <AsidePart title={m.traits}>
      {known.length === 0 ? (
        <p className="p-muted">{m.noTraits}</p>
      ) : (
        <Facts>
          {known.map(([name, value]) => {
            const text = sayTrait(value)
            return (
              <FactLine key={name} name={name} title={text}>
                {text}
              </FactLine>
            )
          })}
        </Facts>
      )}
    </AsidePart>
  )
}

/** A list is told as words in a row, anything deeper as it was sent. */
function sayTrait(value: Person['traits'][string]): string {
  if (typeof value === 'string') return value
  const isPlain = Array.isArray(value) && value.every((one) => typeof one !== 'object')
  return isPlain ? value.join(', ') : JSON.stringify(value)
}

/** The balance, and what brought it about lately. */
function PointsPart({ person }: { readonly person: Person }) {
  const m = useMessages(PERSON_MESSAGES)
  const format = useFormat()
  const moments = useMoments()
  return (
    <AsidePart title={m.points} after={<Badge tone="neutral">{format.count(person.points)}</Badge>}>
      <Facts>
        {person.pointsLedger.map(({ changeKey, points, reason, at }) => {
          const text = reason === '' ? m.pointsMerged : reason
          return (
            <FactLine
              key={changeKey}
              name={`${points > 0 ? '+' : '−'}${format.count(Math.abs(points))}`}
              title={`${text}, ${moments.full(at)}`}
            >
              {text}
            </FactLine>
          )
        })}
      </Facts>
    </AsidePart>
  )
}

function ConsentPart({ consent }: { readonly consent: Person['consent'] }) {
  const m = useMessages(PERSON_MESSAGES)
  const channelOf = useChannelNames()
  if (consent.length === 0) {
    return (
      <AsidePart title={m.consent}>
        <p className="p-muted">{m.noConsent}</p>
      </AsidePart>
    )
  }
  const channels = [...new Set(consent.map((entry) => entry.channel))]
  return (
    <AsidePart title={m.consent}>
      <table className="s-consent">
        <thead>
          <tr>
            <th scope="col">
              <span className="p-hidden">{m.channel}</span>
            </th>
            {PURPOSES.map((purpose) => (
              <th key={purpose} scope="col">
                {m[purpose]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {channels.map((channel) => (
            <tr key={channel}>
              <th scope="row">{channelOf(channel)}</th>
              {PURPOSES.map((purpose) => (
                <ConsentCell
                  key={purpose}
                  entry={consent.find((one) => one.channel === channel && one.purpose === purpose)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </AsidePart>
  )
}

function ConsentCell({ entry }: { readonly entry: Person['consent'][number] | undefined }) {
  const m = useMessages(PERSON_MESSAGES)
  const moments = useMoments()
  const state = entry?.state ?? 'unknown'
  const { icon, look } = CONSENT_LOOKS[state]
  return (
    <td title={entry && `${moments.full(entry.at)}, ${entry.origin}`}>
      <span className={`s-consent-state ${look}`}>
        <Icon name={icon} size={12} />
        {m[state]}
      </span>
    </td>
  )
}
