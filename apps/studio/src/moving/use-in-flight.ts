import type { InFlightChoice, MoveTarget } from '@periplo/model'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answers } from '../server/server.ts'
import { server } from '../server/server.ts'
import { useSession } from '../server/session.tsx'

/** What publishing would make of the people in flight. */
export type Foreseen = Answers['journeys']['foreseeMove']
/** The people in one node of one version. */
export type Crowd = Foreseen['crowds'][number]
/** Where a crowd goes. */
export type Target = Crowd['target']

const HOUR_MS = 3_600_000

/** What was chosen for the people in flight, and what would come of it. */
export interface InFlight {
  readonly kind: InFlightChoice['kind']
  readonly choose: (kind: InFlightChoice['kind']) => void
  readonly spreadMs: number | null
  readonly spread: (spreadMs: number | null) => void
  readonly send: (crowd: Crowd, target: Target) => void
  readonly choice: InFlightChoice
  /** Undefined until it is known. */
  readonly foreseen: Foreseen | undefined
  readonly error: unknown
  /** What is shown is of another choice: the answer is on its way. */
  readonly stale: boolean
}

/** A journey, and what makes sure that the draft on the server is the one that is drawn. */
interface Asked {
  readonly journeyId: string
  /** Whether anybody can be in flight at all. */
  readonly isLive: boolean
  readonly ready: () => Promise<unknown>
}

/** Holds the choice for the people in flight and asks what it would come to. A mapping begins with what following would do. */
export function useInFlight(asked: Asked): InFlight {
  const [kind, choose] = useState<InFlightChoice['kind']>('stay')
  const [spreadMs, spread] = useState<number | null>(HOUR_MS)
  const [sent, setSent] = useState<ReadonlyMap<string, Target>>(new Map())
  const followed = useForeseen(asked, { kind: 'follow', spreadMs: 0 })
  const crowds = followed.data?.crowds ?? []
  const foreseen = useForeseen(asked, toChoice(kind, { spreadMs: 0, crowds, sent }))
  return {
    kind,
    choose,
    spreadMs,
    spread,
    send: (crowd, target) => setSent((before) => new Map(before).set(toKey(crowd), target)),
    choice: toChoice(kind, { spreadMs: spreadMs ?? 0, crowds, sent }),
    foreseen: foreseen.data,
    error: foreseen.error,
    stale: asked.isLive && (foreseen.isPlaceholderData || foreseen.isPending),
  }
}

function useForeseen({ journeyId, isLive, ready }: Asked, choice: InFlightChoice) {
  const { workspaceId } = useSession()
  return useQuery({
    queryKey: ['foreseeMove', workspaceId, journeyId, choice],
    queryFn: async () => {
      await ready()
      return server.journeys.foreseeMove.mutate({ workspaceId, journeyId, choice })
    },
    enabled: isLive,
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}

function toKey({ versionId, node }: Crowd): string {
  return `${versionId} ${node}`
}

interface Chosen {
  readonly spreadMs: number
  /** Where they would follow to. */
  readonly crowds: readonly Crowd[]
  readonly sent: ReadonlyMap<string, Target>
}

/** A mapping that moves nobody is none. */
function toChoice(kind: InFlightChoice['kind'], { spreadMs, crowds, sent }: Chosen): InFlightChoice {
  if (kind === 'stay') return { kind }
  if (kind === 'follow') return { kind, spreadMs }
  const nodes = crowds.flatMap((crowd) => {
    const target = sent.get(toKey(crowd)) ?? crowd.target
    const { versionId, node } = crowd
    return isMoving(target) ? [{ versionId, node, target }] : []
  })
  return nodes.length === 0 ? { kind: 'stay' } : { kind, spreadMs, nodes }
}

function isMoving(target: Target): target is MoveTarget {
  return target.kind !== 'stay'
}
