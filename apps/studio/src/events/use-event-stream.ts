import { useSubscription } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import type { EventsSearch } from './events-search.ts'
import type { SeenEvent } from './merge-events.ts'
import { mergeEvents, passesFilter } from './merge-events.ts'

/** The most lines kept of one look at the stream. */
const MAX_LIVE = 500

interface Arrivals {
  readonly shown: readonly SeenEvent[]
  /** Came while the stream was paused. */
  readonly held: readonly SeenEvent[]
  readonly paused: boolean
}

/** What arrives while the page is open. */
export interface EventStream {
  readonly arrived: readonly SeenEvent[]
  readonly waiting: number
  readonly paused: boolean
  readonly connected: boolean
  readonly pause: () => void
  readonly resume: () => void
}

/** Listens to the workspace's events. While paused they are held back, and none is lost. */
export function useEventStream(search: EventsSearch): EventStream {
  const { workspaceId } = useSession()
  const [arrivals, setArrivals] = useState<Arrivals>({ shown: [], held: [], paused: false })
  const { status } = useSubscription(
    trpc.events.watch.subscriptionOptions(
      { workspaceId },
      { onData: (batch) => setArrivals((before) => receive(before, batch)) },
    ),
  )
  const passing = (event: SeenEvent): boolean => passesFilter(event, search)
  return {
    arrived: arrivals.shown.filter(passing),
    waiting: arrivals.held.filter(passing).length,
    paused: arrivals.paused,
    connected: status === 'pending',
    pause: () => setArrivals((before) => ({ ...before, paused: true })),
    resume: () =>
      setArrivals(({ shown, held }) => ({
        shown: mergeEvents(held, shown, MAX_LIVE),
        held: [],
        paused: false,
      })),
  }
}

function receive(before: Arrivals, batch: readonly SeenEvent[]): Arrivals {
  return before.paused
    ? { ...before, held: mergeEvents(batch, before.held, MAX_LIVE) }
    : { ...before, shown: mergeEvents(batch, before.shown, MAX_LIVE) }
}
