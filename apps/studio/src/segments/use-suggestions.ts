import type { Suggestions } from '@periplo/designer'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTraits } from '../map/use-traits.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { useKeptSegments } from './use-kept-segments.ts'

/** What rules of segments may name; a segment is not offered to itself. */
export function useSuggestions(segmentId: string): Suggestions {
  const { workspaceId } = useSession()
  const traits = useTraits()
  const segments = useKeptSegments()
  const { data: events } = useQuery({
    ...trpc.events.listNames.queryOptions({ workspaceId }),
    staleTime: 60_000,
  })
  return useMemo(
    () => ({
      events: events ?? [],
      traits,
      segments: segments.filter((one) => one.segmentId !== segmentId),
    }),
    [events, traits, segments, segmentId],
  )
}
