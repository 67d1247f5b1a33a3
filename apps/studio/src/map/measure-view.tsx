import type { PaletteGroup } from '@periplo/ui'
import { Button, EmptyState, Skeleton, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useMemo } from 'react'
import { toCivilDay } from '../parts/civil-day.ts'
import { LoadFailure } from '../parts/load-failure.tsx'
import { useMoments } from '../parts/moments.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { MAP_MESSAGES } from './map-messages.ts'
import { FixedMap } from './fixed-map.tsx'
import { MeasureBar } from './measure-bar.tsx'
import type { DayRange } from './period.ts'
import { toDayRange, USUAL_PERIOD } from './period.ts'
import type { Version } from './publish-dialog.tsx'
import { toDefinition } from './to-definition.ts'
import { useSelectedNode } from './use-selected-node.ts'

/** A version with what people did in it, followed as they move. */
export function MeasureView(props: {
  readonly journeyId: string
  readonly liveVersionId: string | undefined
  readonly onCommands: (group: PaletteGroup) => void
}) {
  const { journeyId, liveVersionId, onCommands } = props
  const { workspaceId } = useSession()
  const search = useSearch({ from: '/in/journeys/$journeyId' })
  const versions = useQuery(trpc.journeys.listVersions.queryOptions({ workspaceId, journeyId }))
  if (versions.error && !versions.data) {
    return <LoadFailure error={versions.error} onRetry={() => void versions.refetch()} />
  }
  if (!versions.data) return <Skeleton height="100%" />
  const wanted = search.version ?? liveVersionId
  const version = versions.data.find((one) => one.versionId === wanted) ?? versions.data[0]
  if (!version) return <NothingToMeasure />
  return <VersionMeasures key={version.versionId} {...{ version, onCommands }} versions={versions.data} />
}

function NothingToMeasure() {
  const m = useMessages(MAP_MESSAGES)
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  return (
    <EmptyState
      picture="measures"
      title={m.notMeasuredTitle}
      text={m.notMeasuredText}
      action={
        <Button variant="primary" onClick={() => void navigate({ search: {} })}>
          {m.toDesign}
        </Button>
      }
    />
  )
}

function VersionMeasures(props: {
  readonly version: Version
  readonly versions: readonly Version[]
  readonly onCommands: (group: PaletteGroup) => void
}) {
  const { version, versions, onCommands } = props
  const { versionId } = version
  const { workspaceId } = useSession()
  const selection = useSelectedNode()
  const range = useDayRange(version)
  const drawn = useQuery({
    ...trpc.journeys.getVersion.queryOptions({ workspaceId, versionId }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const overlay = useSubscription(
    trpc.measures.watchOverlay.subscriptionOptions({ workspaceId, versionId, ...range }),
  )
  const sent = drawn.data?.definition
  const definition = useMemo(() => (sent ? toDefinition(sent) : undefined), [sent])
  const failure = drawn.error ?? (overlay.status === 'error' ? overlay.error : null)
  const retry = () => {
    void drawn.refetch()
    overlay.reset()
  }
  return (
    <div className="s-map-canvas s-map-column">
      <MeasureBar
        {...{ range, versions, version }}
        asOf={overlay.data?.asOf}
        connected={overlay.status === 'pending'}
      />
      {failure && <LoadFailure error={failure} onRetry={retry} />}
      {!failure && !definition && <Skeleton height="100%" />}
      {!failure && definition && (
        <div className="s-map-canvas">
          <FixedMap
            mode="measure"
            overlay={overlay.data ?? null}
            {...{ definition, onCommands }}
            {...selection}
          />
        </div>
      )}
    </div>
  )
}

function useDayRange(version: Version): DayRange {
  const { period = USUAL_PERIOD, from, to } = useSearch({ from: '/in/journeys/$journeyId' })
  const { zone, now } = useMoments()
  const today = toCivilDay(now(), zone)
  const publishedOn = toCivilDay(version.publishedAt, zone)
  return toDayRange(period, { today, publishedOn, first: from, last: to })
}
