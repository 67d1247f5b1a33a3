import '@periplo/designer/styles.css'
import { fetchOverlays, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { LoadFailure } from '../parts/load-failure.tsx'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { MapScreen } from './map-screen.tsx'
import { MAP_MESSAGES } from './map-messages.ts'

/** One journey on its map: drawn, or measured. */
export function MapPage() {
  const m = useMessages(MAP_MESSAGES)
  const { journeyId } = useParams({ from: '/in/journeys/$journeyId' })
  const { workspaceId } = useSession()
  const draft = useQuery({
    ...trpc.journeys.getDraft.queryOptions({ workspaceId, journeyId }),
    // once opened, the draft lives on the screen; it is read again only on demand
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    meta: { onDemand: true },
  })
  useOverlaysAtHand()
  if (draft.data) {
    const reload = () => void draft.refetch()
    return <MapScreen key={`${journeyId} ${draft.dataUpdatedAt}`} draft={draft.data} onReload={reload} />
  }
  if (draft.error) return <LoadFailure error={draft.error} onRetry={() => void draft.refetch()} />
  return (
    <p role="status" className="s-map-wait">
      {m.loadingMap}
    </p>
  )
}

const CALM_MS = 2_000

/** Whoever draws while the network is away still has every menu and palette. */
function useOverlaysAtHand(): void {
  useEffect(() => {
    const timer = setTimeout(() => void fetchOverlays(), CALM_MS)
    return () => clearTimeout(timer)
  }, [])
}
