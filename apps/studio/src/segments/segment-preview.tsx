import { isComplete } from '@periplo/model'
import type { Condition } from '@periplo/model'
import { Avatar, useFormat, useMessages } from '@periplo/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFailureWords } from '../server/failure-words.ts'
import { server } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { SEGMENTS_MESSAGES } from './segments-messages.ts'
import { useSettled } from './use-settled.ts'

/** Whom a rule would let in, of the people seen last: told as soon as hands rest on a rule that is finished. */
export function SegmentPreview(props: {
  readonly segmentId: string | undefined
  readonly rule: Condition | undefined
}) {
  const m = useMessages(SEGMENTS_MESSAGES)
  const failureOf = useFailureWords()
  const { segmentId } = props
  const { workspaceId } = useSession()
  const rule = useSettled(props.rule)
  const isReady = rule !== undefined && isComplete(rule)
  const preview = useQuery({
    queryKey: ['segment-preview', workspaceId, segmentId ?? '', JSON.stringify(rule)],
    queryFn: () =>
      rule === undefined
        ? null
        : server.segments.preview.mutate({
            workspaceId,
            rule,
            ...(segmentId !== undefined && { segmentId }),
          }),
    enabled: isReady,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <section className="s-segment-preview" aria-label={m.preview}>
      <h2>{m.preview}</h2>
      {!isReady && <p className="p-second">{m.previewHint}</p>}
      {isReady && preview.error && <p className="d-error">{failureOf(preview.error)}</p>}
      {isReady && !preview.error && preview.data && <Previewed preview={preview.data} />}
    </section>
  )
}

type Preview = NonNullable<Awaited<ReturnType<typeof server.segments.preview.mutate>>>

function Previewed({ preview: { looked, matching, people } }: { readonly preview: Preview }) {
  const m = useMessages(SEGMENTS_MESSAGES)
  const format = useFormat()
  if (looked === 0) return <p className="p-second">{m.nobodySeen}</p>
  return (
    <>
      <p role="status">{m.matching({ matching: format.count(matching), looked: format.count(looked) })}</p>
      <ul className="s-segment-people">
        {people.map(({ personId, name }) => (
          <li key={personId}>
            <Link to="/people/$personId" params={{ personId }} className="p-row">
              <Avatar name={name ?? '?'} size={20} decorative />
              <span className={name === null ? 'p-cut p-muted' : 'p-cut'}>{name ?? m.anonymous}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
