import { Badge, Button, EmptyState, IconButton, useFormat, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { MoveLines } from '../moving/move-lines.tsx'
import { useMoves } from '../moving/use-moves.ts'
import { FactLine, Facts } from '../parts/facts.tsx'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import { LoadFailure } from '../parts/load-failure.tsx'
import { useMoments } from '../parts/moments.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { MAP_MESSAGES } from './map-messages.ts'
import type { Version } from './publish-dialog.tsx'

/** Everything that was published, newest first, at the right of the map. */
export function VersionsPanel(props: {
  readonly journeyId: string
  readonly liveVersionId: string | undefined
  readonly openVersionId: string | undefined
  /** Absent for whoever may not draw. */
  readonly onRestore: ((versionId: string) => void) | undefined
  readonly onClose: () => void
}) {
  const { journeyId, liveVersionId, openVersionId, onRestore, onClose } = props
  const m = useMessages(MAP_MESSAGES)
  const { workspaceId } = useSession()
  const moves = useMoves(journeyId)
  const versions = useQuery(trpc.journeys.listVersions.queryOptions({ workspaceId, journeyId }))
  useEscape(onClose)
  return (
    <aside className="s-versions" aria-label={m.versions}>
      <header className="s-panel-head">
        <h2>{m.versions}</h2>
        <span className="s-end">
          <IconButton icon="close" label={m.close} onClick={onClose} />
        </span>
      </header>
      {versions.isPending && <LineSkeletons lines={4} columns={['60%']} />}
      {versions.error && !versions.data && (
        <LoadFailure error={versions.error} onRetry={() => void versions.refetch()} />
      )}
      {versions.data?.length === 0 && (
        <EmptyState picture="journeys" title={m.noVersions} text={m.noVersionsText} />
      )}
      <ul>
        {versions.data
          ?.toSorted((one, other) => other.number - one.number)
          .map((version) => (
            <VersionCard
              key={version.versionId}
              version={version}
              live={version.versionId === liveVersionId}
              open={version.versionId === openVersionId}
              onRestore={onRestore && (() => onRestore(version.versionId))}
            >
              <MoveLines
                journeyId={journeyId}
                number={version.number}
                moves={moves}
                mayMove={onRestore !== undefined}
              />
            </VersionCard>
          ))}
      </ul>
    </aside>
  )
}

function VersionCard(props: {
  readonly version: Version
  readonly live: boolean
  readonly open: boolean
  readonly onRestore: (() => void) | undefined
  readonly children: ReactNode
}) {
  const m = useMessages(MAP_MESSAGES)
  const format = useFormat()
  const moments = useMoments()
  const { version, live, open, onRestore, children } = props
  return (
    <li className="s-version" aria-current={open || undefined}>
      <p className="p-row">
        <b>{`v${version.number}`}</b>
        {live && (
          <Badge tone="ok" icon="running">
            {m.live}
          </Badge>
        )}
      </p>
      <Facts>
        <FactLine name={m.publishedAt}>{moments.full(version.publishedAt)}</FactLine>
        <FactLine name={m.by}>{version.publishedBy}</FactLine>
        <FactLine name={m.entered}>{format.count(version.entered)}</FactLine>
        <FactLine name={m.inside}>{format.count(version.insideNow)}</FactLine>
      </Facts>
      {children}
      <p className="p-row">
        <Link
          from="/journeys/$journeyId"
          search={(before) => ({ ...before, version: version.versionId })}
          className="p-btn p-btn-secondary p-btn-sm"
        >
          {m.open}
        </Link>
        {onRestore && (
          <Button size="sm" variant="ghost" icon="retry" onClick={onRestore}>
            {m.restore}
          </Button>
        )}
      </p>
    </li>
  )
}

function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onEscape()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onEscape])
}
