import { Avatar, Cell, HeadCell, Table, TableBody, TableHead, TableRow, useMessages } from '@periplo/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { LoadMore } from '../parts/load-more.tsx'
import { useMoments } from '../parts/moments.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { SEGMENTS_MESSAGES } from './segments-messages.ts'

/** Who belongs to a segment, whoever joined last first. */
export function SegmentMembers({
  segment: { segmentId, size },
}: {
  readonly segment: { readonly segmentId: string; readonly size: number }
}) {
  const m = useMessages(SEGMENTS_MESSAGES)
  const moments = useMoments()
  const { workspaceId } = useSession()
  const members = useInfiniteQuery({
    ...trpc.segments.listMembers.infiniteQueryOptions(
      { workspaceId, segmentId, limit: 50 },
      { getNextPageParam: (page) => page.next, initialCursor: null },
    ),
    refetchInterval: size > 0 ? 15_000 : 2_000,
  })
  const items = members.data?.pages.flatMap((page) => page.items)
  return (
    <section>
      <h2>{m.members}</h2>
      {items?.length === 0 && <p className="p-second">{m.nobody}</p>}
      {items && items.length > 0 && (
        <Table label={m.members} compact>
          <TableHead>
            <TableRow>
              <HeadCell>{m.members}</HeadCell>
              <HeadCell width="160px">{m.since}</HeadCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {items.map(({ personId, name, since }) => (
              <TableRow key={personId}>
                <Cell>
                  <Link to="/people/$personId" params={{ personId }} className="p-row s-name">
                    <Avatar name={name ?? '?'} size={20} decorative />
                    <span className={name === null ? 'p-cut p-muted' : 'p-cut'}>{name ?? m.anonymous}</span>
                  </Link>
                </Cell>
                <Cell className="p-second p-num">
                  <span title={moments.full(since)}>{moments.short(since)}</span>
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      <LoadMore query={members} />
    </section>
  )
}
