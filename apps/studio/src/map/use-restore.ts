import type { JourneyDefinition } from '@periplo/model'
import { useMessages, useToast } from '@periplo/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useFailureWords } from '../server/failure-words.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { MAP_MESSAGES } from './map-messages.ts'
import { toDefinition } from './to-definition.ts'

/** Reads a version, hands it on as the new draft and shows the draft. Undo takes it back like any gesture. */
export function useRestore(
  onRestored: (definition: JourneyDefinition, number: number) => void,
): (versionId: string) => void {
  const m = useMessages(MAP_MESSAGES)
  const failureOf = useFailureWords()
  const { workspaceId } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const toast = useToast()
  const restore = async (versionId: string): Promise<void> => {
    const version = await client.query({
      ...trpc.journeys.getVersion.queryOptions({ workspaceId, versionId }),
      staleTime: Number.POSITIVE_INFINITY,
    })
    onRestored(toDefinition(version.definition), version.number)
    await navigate({ search: (before) => ({ ...before, mode: undefined, version: undefined }) })
  }
  return (versionId) =>
    void restore(versionId).catch((error: unknown) =>
      toast.show({ title: m.restoreFailed, text: failureOf(error), tone: 'bad' }),
    )
}
