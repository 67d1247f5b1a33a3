import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'

/** The segments whose members are kept, by name; none until they are known. */
export function useKeptSegments(): readonly { readonly segmentId: string; readonly name: string }[] {
  const { workspaceId } = useSession()
  const { data } = useQuery({ ...trpc.segments.list.queryOptions({ workspaceId }), staleTime: 60_000 })
  return useMemo(() => (data ?? []).filter(({ archivedAt }) => archivedAt === null), [data])
}
