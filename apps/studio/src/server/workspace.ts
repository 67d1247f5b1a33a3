import { useQuery } from '@tanstack/react-query'
import type { Answers } from './server.ts'
import { trpc } from './server.ts'
import { useSession } from './session.tsx'

/** The workspace as the frame shows it. */
export type WorkspaceDetail = Answers['workspace']['get']

const LOADING_MS = 2_000
const CALM_MS = 60_000

/** The workspace, asked again every minute, and every two seconds while history is being loaded. */
export function useWorkspace(): WorkspaceDetail | undefined {
  const { workspaceId } = useSession()
  const { data } = useQuery({
    ...trpc.workspace.get.queryOptions({ workspaceId }),
    refetchInterval: (query) => (query.state.data?.history ? LOADING_MS : CALM_MS),
  })
  return data
}
