import '@periplo/designer/styles.css'
import { Badge, Banner, PageHeader, Skeleton, useFormat, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { LoadFailure } from '../parts/load-failure.tsx'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { Gathering } from './gathering.tsx'
import { SegmentActs } from './segment-acts.tsx'
import { SegmentForm } from './segment-form.tsx'
import { SegmentMembers } from './segment-members.tsx'
import { SegmentUses } from './segment-uses.tsx'
import { SEGMENTS_MESSAGES } from './segments-messages.ts'

/** One segment: its rule, whom it lets in, and where it is used. */
export function SegmentPage() {
  const { segmentId } = useParams({ from: '/in/segments/$segmentId' })
  return segmentId === 'new' ? <SegmentScreen /> : <StoredSegment key={segmentId} segmentId={segmentId} />
}

function StoredSegment({ segmentId }: { readonly segmentId: string }) {
  const { workspaceId } = useSession()
  const segment = useQuery({
    ...trpc.segments.get.queryOptions({ workspaceId, segmentId }),
    refetchInterval: ({ state }) => ((state.data?.filledShare ?? 1) < 1 ? 2_000 : 15_000),
  })
  if (segment.data) return <SegmentScreen segment={segment.data} />
  if (segment.error) return <LoadFailure error={segment.error} onRetry={() => void segment.refetch()} />
  return (
    <div className="s-page">
      <header className="p-page-head">
        <Skeleton width="180px" />
      </header>
      <LineSkeletons lines={8} columns={['18%', '30%', '20%']} />
    </div>
  )
}

function SegmentScreen({ segment }: { readonly segment?: Answers['segments']['get'] }) {
  const m = useMessages(SEGMENTS_MESSAGES)
  const maySee = useMay('analyst')
  const name = segment?.name ?? m.untitled
  return (
    <div className="s-page">
      <title>{`${name} · Periplo`}</title>
      <PageHeader
        parents={[
          <Link key="segments" to="/segments">
            {m.title}
          </Link>,
        ]}
        title={name}
        after={segment && <SizeBadges segment={segment} />}
        actions={segment && <SegmentActs segment={segment} />}
      />
      <div className="s-segment">
        {segment && segment.archivedAt !== null && (
          <Banner tone="warn" title={m.archived}>
            {m.archivedNote}
          </Banner>
        )}
        <SegmentForm segment={segment} />
        {segment && <SegmentUses uses={segment.uses} />}
        {segment && maySee && segment.archivedAt === null && <SegmentMembers segment={segment} />}
      </div>
    </div>
  )
}

function SizeBadges({ segment }: { readonly segment: Answers['segments']['get'] }) {
  const m = useMessages(SEGMENTS_MESSAGES)
  const format = useFormat()
  if (segment.archivedAt !== null) return <Badge>{m.archived}</Badge>
  return (
    <>
      <Badge icon="segments">{format.count(segment.size)}</Badge>
      <Gathering segment={segment} />
    </>
  )
}
