import { Badge, Button, PageHeader, Skeleton, useMessages } from '@periplo/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ForbiddenPage, LoadFailure } from '../parts/load-failure.tsx'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { EnrolDialog } from './enrol-dialog.tsx'
import { PersonAside } from './person-aside.tsx'
import { PERSON_MESSAGES } from './person-messages.ts'
import { PersonRuns } from './person-runs.tsx'
import { PersonTimeline } from './person-timeline.tsx'

const TIMELINE_PAGE = 200

/** Everything known of one person: who, what they said about being written to, what happened, where they are. */
export function PersonPage() {
  const m = useMessages(PERSON_MESSAGES)
  return useMay('analyst') ? <PersonBody /> : <ForbiddenPage title={m.people} />
}

function PersonBody() {
  const { personId } = useParams({ from: '/in/people/$personId' })
  const { workspaceId } = useSession()
  const person = useQuery({
    ...trpc.people.get.queryOptions({ workspaceId, personId }),
    refetchInterval: 30_000,
  })
  if (person.data) return <PersonScreen person={person.data} />
  if (person.error) return <LoadFailure error={person.error} onRetry={() => void person.refetch()} />
  return (
    <div className="s-page">
      <header className="p-page-head">
        <Skeleton width="180px" />
      </header>
      <LineSkeletons lines={10} columns={['18%', '30%', '20%']} />
    </div>
  )
}

function PersonScreen({ person }: { readonly person: Answers['people']['get'] }) {
  const m = useMessages(PERSON_MESSAGES)
  const { workspaceId } = useSession()
  const { personId } = person
  const mayEnrol = useMay('editor')
  const [enrolling, setEnrolling] = useState(false)
  const timeline = useInfiniteQuery({
    ...trpc.people.getTimeline.infiniteQueryOptions(
      { workspaceId, personId, limit: TIMELINE_PAGE },
      { getNextPageParam: (page) => page.next, initialCursor: null },
    ),
    refetchInterval: 30_000,
  })
  const name = person.name ?? m.anonymous
  return (
    <div className="s-page">
      <title>{`${name} · Periplo`}</title>
      <PageHeader
        parents={[
          <Link key="people" to="/people">
            {m.people}
          </Link>,
        ]}
        title={name}
        actions={
          mayEnrol && (
            <Button icon="sign-in" onClick={() => setEnrolling(true)}>
              {m.enrol}
            </Button>
          )
        }
        after={
          <>
            <Badge>{person.zone}</Badge>
            {person.suppressed && (
              <Badge tone="bad" icon="erase" title={m.suppressedWhy}>
                {m.suppressed}
              </Badge>
            )}
          </>
        }
      />
      {enrolling && <EnrolDialog personId={personId} onClose={() => setEnrolling(false)} />}
      <div className="s-person">
        <PersonAside person={person} />
        <div className="s-person-main">
          <PersonTimeline timeline={timeline} />
          <PersonRuns
            enrollments={person.enrollments}
            entries={timeline.data?.pages.flatMap((page) => page.items) ?? []}
          />
        </div>
      </div>
    </div>
  )
}
