import { useQuery } from '@tanstack/react-query'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'

/** A move that was made. */
export type MoveSummary = Answers['journeys']['listMoves'][number]

/** The moves of a journey, the latest first. */
export function useMoves(journeyId: string): readonly MoveSummary[] {
  const { workspaceId } = useSession()
  return useQuery(trpc.journeys.listMoves.queryOptions({ workspaceId, journeyId })).data ?? []
}

/** Versions as they are named: `v1, v2`. */
export function nameVersions(numbers: readonly number[]): string {
  return numbers.map((number) => `v${number}`).join(', ')
}
