import { Banner, Button, buttonClass, EmptyState, PageHeader, useMessages } from '@periplo/ui'
import { Link } from '@tanstack/react-router'
import { toFailure } from '../server/failure.ts'
import { useFailureWords } from '../server/failure-words.ts'
import { useSession } from '../server/session.tsx'
import { PART_MESSAGES } from './part-messages.ts'

/** What stands where something could not be loaded: why, and the way on. */
export function LoadFailure(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const failure = toFailure(props.error)
  if (failure.kind === 'refused' && failure.code === 'access/forbidden') return <Forbidden />
  if (failure.kind === 'refused' && failure.code.endsWith('/not-found')) return <Missing />
  return <Failed {...props} unreachable={failure.kind === 'unreachable'} />
}

function Failed(props: {
  readonly error: unknown
  readonly unreachable: boolean
  readonly onRetry: () => void
}) {
  const { error, unreachable, onRetry } = props
  const m = useMessages(PART_MESSAGES)
  const failureOf = useFailureWords()
  return (
    <div className="s-failure">
      <Banner
        tone="bad"
        title={unreachable ? m.unreachableTitle : m.failedTitle}
        actions={
          <Button size="sm" icon="retry" onClick={onRetry}>
            {m.tryAgain}
          </Button>
        }
      >
        {unreachable ? m.unreachableText : failureOf(error)}
      </Banner>
    </div>
  )
}

/** For a page the member's role does not open. */
function Forbidden() {
  const m = useMessages(PART_MESSAGES)
  const { role } = useSession()
  return <EmptyState picture="locked" title={m.forbiddenTitle} text={m.forbiddenText({ role: m[role] })} />
}

/** A whole page the member's role does not open. */
export function ForbiddenPage({ title }: { readonly title: string }) {
  return (
    <div className="s-page">
      <title>{`${title} · Periplo`}</title>
      <PageHeader title={title} />
      <Forbidden />
    </div>
  )
}

/** For an address with nothing behind it. */
export function Missing() {
  const m = useMessages(PART_MESSAGES)
  return (
    <div className="s-page">
      <title>{`${m.missingTitle} · Periplo`}</title>
      <h1 className="p-hidden">{m.missingTitle}</h1>
      <EmptyState
        picture="nothing-found"
        title={m.missingTitle}
        text={m.missingText}
        action={
          <Link to="/journeys" className={buttonClass({ variant: 'primary' })}>
            {m.toJourneys}
          </Link>
        }
      />
    </div>
  )
}
