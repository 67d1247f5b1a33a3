import { Skeleton, useFormat, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { RUNNING_MESSAGES } from './running-messages.ts'

type Inside = Answers['journeys']['readInside']

/** Who is inside a journey now; undefined until it is known. */
export function useInside(journeyId: string): Inside | undefined {
  const { workspaceId } = useSession()
  return useQuery({ ...trpc.journeys.readInside.queryOptions({ workspaceId, journeyId }), staleTime: 0 }).data
}

/** Says how many are inside, and how many of them a pause has kept from moving. */
export function InsideNote(props: { readonly counted: Inside | undefined; readonly overdue?: boolean }) {
  const m = useMessages(RUNNING_MESSAGES)
  const format = useFormat()
  const { counted, overdue } = props
  if (!counted) return <Skeleton height="20px" />
  const { inside, held } = counted
  return (
    <p className="p-second" role="status">
      {`${m.inside({ count: inside, text: format.count(inside) })}. `}
      {overdue && (held === 0 ? m.noneHeld : `${m.held({ count: held, text: format.count(held) })}.`)}
    </p>
  )
}
