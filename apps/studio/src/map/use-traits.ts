import { useQuery } from '@tanstack/react-query'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'

const NOTHING: readonly string[] = []

/** The traits seen on people of this workspace, most frequent first; none until they are known. */
export function useTraits(): readonly string[] {
  const { workspaceId } = useSession()
  const { data } = useQuery({
    ...trpc.people.listTraits.queryOptions({ workspaceId }),
    staleTime: 60_000,
  })
  return data ?? NOTHING
}
