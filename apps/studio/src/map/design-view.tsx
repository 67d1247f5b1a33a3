import type { DesignHistoryHandle } from '@periplo/designer'
import { JourneyMap } from '@periplo/designer'
import type { Problem } from '@periplo/model'
import type { PaletteGroup } from '@periplo/ui'
import { Button, Icon, Skeleton, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { LoadFailure } from '../parts/load-failure.tsx'
import { useMoments } from '../parts/moments.ts'
import { useKeptSegments } from '../segments/use-kept-segments.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { MAP_MESSAGES } from './map-messages.ts'
import { FixedMap } from './fixed-map.tsx'
import { toDefinition } from './to-definition.ts'
import { useProof } from './use-proof.ts'
import { useRenderPreview } from './use-render-preview.tsx'
import { useSelectedNode } from './use-selected-node.ts'
import { useTraits } from './use-traits.ts'

/** The draft to be drawn, or an older version to be looked at. */
export function DesignView(props: {
  readonly history: DesignHistoryHandle
  readonly problems: readonly Problem[]
  readonly readOnly: boolean
  readonly onRestore: ((versionId: string) => void) | undefined
  readonly onCommands: (group: PaletteGroup) => void
}) {
  const { version } = useSearch({ from: '/in/journeys/$journeyId' })
  const { onRestore, onCommands } = props
  if (version !== undefined) return <VersionView versionId={version} {...{ onRestore, onCommands }} />
  return <DraftView {...props} />
}

function DraftView(props: {
  readonly history: DesignHistoryHandle
  readonly problems: readonly Problem[]
  readonly readOnly: boolean
  readonly onCommands: (group: PaletteGroup) => void
}) {
  const { history, problems, readOnly, onCommands } = props
  const { workspaceId } = useSession()
  const selection = useSelectedNode()
  const renderPreview = useRenderPreview()
  const findings = useProof()
  const traits = useTraits()
  const segments = useKeptSegments()
  const { data: events } = useQuery({
    ...trpc.events.listNames.queryOptions({ workspaceId }),
    staleTime: 60_000,
  })
  const { data: all } = useQuery({
    ...trpc.journeys.list.queryOptions({ workspaceId }),
    staleTime: 60_000,
  })
  const { data: kept } = useQuery({
    ...trpc.people.listAudiences.queryOptions({ workspaceId }),
    staleTime: 60_000,
  })
  const suggestions = useMemo(
    () => ({
      events: events ?? [],
      traits,
      segments,
      audiences: kept?.map(({ audience }) => audience),
      journeys: all?.filter((journey) => journey.takesCalls),
    }),
    [events, traits, segments, kept, all],
  )
  return (
    <div className="s-map-canvas">
      <JourneyMap
        mode="design"
        definition={history.definition}
        onChange={history.apply}
        history={history}
        readOnly={readOnly}
        problems={problems}
        findings={findings}
        overlay={null}
        suggestions={suggestions}
        renderPreview={renderPreview}
        onCommands={onCommands}
        {...selection}
      />
    </div>
  )
}

function VersionView(props: {
  readonly versionId: string
  readonly onRestore: ((versionId: string) => void) | undefined
  readonly onCommands: (group: PaletteGroup) => void
}) {
  const { versionId, onRestore, onCommands } = props
  const m = useMessages(MAP_MESSAGES)
  const moments = useMoments()
  const { workspaceId } = useSession()
  const selection = useSelectedNode()
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const version = useQuery({
    ...trpc.journeys.getVersion.queryOptions({ workspaceId, versionId }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const sent = version.data?.definition
  const definition = useMemo(() => (sent ? toDefinition(sent) : undefined), [sent])
  if (version.error) return <LoadFailure error={version.error} onRetry={() => void version.refetch()} />
  if (!version.data || !definition) return <Skeleton height="100%" />
  const { number, publishedAt } = version.data
  return (
    <div className="s-map-canvas s-map-column">
      <div role="status" className="s-strip s-strip-accent">
        <Icon name="history" />
        <span className="p-grow">{m.looking({ number, when: moments.full(publishedAt) })}</span>
        {onRestore && (
          <Button size="sm" icon="retry" onClick={() => onRestore(versionId)}>
            {m.restore}
          </Button>
        )}
        <Button
          size="sm"
          onClick={() => void navigate({ search: (before) => ({ ...before, version: undefined }) })}
        >
          {m.toDraft}
        </Button>
      </div>
      <div className="s-map-canvas">
        <FixedMap
          mode="design"
          definition={definition}
          overlay={null}
          onCommands={onCommands}
          {...selection}
        />
      </div>
    </div>
  )
}
