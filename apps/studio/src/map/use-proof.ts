import type { ProofFinding } from '@periplo/model'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'

const NOTHING: readonly ProofFinding[] = []

/** What the server proves of the draft on the screen as it was last saved; every save asks anew. */
export function useProof(): readonly ProofFinding[] {
  const { workspaceId } = useSession()
  const { journeyId } = useParams({ from: '/in/journeys/$journeyId' })
  const { data } = useQuery(trpc.journeys.prove.queryOptions({ workspaceId, journeyId }))
  return data?.proof.findings ?? NOTHING
}
