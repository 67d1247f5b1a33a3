import {
  Badge,
  Button,
  Cell,
  Dialog,
  EmptyState,
  HeadCell,
  Table,
  TableBody,
  TableHead,
  TableRow,
  useMessages,
  useToast,
} from '@periplo/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import { LoadFailure } from '../parts/load-failure.tsx'
import { useMoments } from '../parts/moments.ts'
import { useFailureWords } from '../server/failure-words.ts'
import type { Answers } from '../server/server.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { NewSourceDialog } from './new-source-dialog.tsx'
import { ReplaceKeyDialog } from './replace-key-dialog.tsx'
import { SETTINGS_MESSAGES } from './settings-messages.ts'
import { SnippetTabs } from './snippet-tabs.tsx'

type Source = Answers['workspace']['listSources'][number]

/** Who may send events. */
export function SourcesPanel() {
  const m = useMessages(SETTINGS_MESSAGES)
  const { workspaceId } = useSession()
  const mayChange = useMay('admin')
  const [creating, setCreating] = useState(false)
  const sources = useQuery({
    ...trpc.workspace.listSources.queryOptions({ workspaceId }),
    refetchInterval: 15_000,
  })
  const create = mayChange && (
    <Button variant="primary" icon="add" onClick={() => setCreating(true)}>
      {m.newSource}
    </Button>
  )
  return (
    <div className="s-settings-parts">
      {sources.isPending && <LineSkeletons lines={4} columns={['20%', '14%', '20%']} />}
      {sources.error && !sources.data && (
        <LoadFailure error={sources.error} onRetry={() => void sources.refetch()} />
      )}
      {sources.data?.length === 0 && (
        <EmptyState
          picture="events"
          title={m.noSourcesTitle}
          text={mayChange ? m.noSourcesText : m.noSourcesViewer}
          action={create}
        />
      )}
      {sources.data && sources.data.length > 0 && (
        <>
          <div className="p-row">
            <p className="p-second p-grow">{m.sourcesLead}</p>
            {create}
          </div>
          <SourceTable sources={sources.data} />
          <section className="p-tile s-stack">
            <h2>{m.snippets}</h2>
            <p className="p-second">{m.snippetsText}</p>
            {!mayChange && <p className="p-second">{m.keysByAdmins}</p>}
            <SnippetTabs writeKey="WRITE_KEY" />
          </section>
        </>
      )}
      {creating && <NewSourceDialog onClose={() => setCreating(false)} />}
    </div>
  )
}

function SourceTable({ sources }: { readonly sources: readonly Source[] }) {
  const m = useMessages(SETTINGS_MESSAGES)
  return (
    <Table label={m.sources} compact className="s-framed">
      <TableHead>
        <TableRow>
          <HeadCell>{m.sourceName}</HeadCell>
          <HeadCell width="120px">{m.kind}</HeadCell>
          <HeadCell width="80px">{m.key}</HeadCell>
          <HeadCell width="96px">{m.created}</HeadCell>
          <HeadCell width="108px">{m.lastEvent}</HeadCell>
          <HeadCell width="176px">{m.state}</HeadCell>
          <HeadCell width="188px">
            <span className="p-hidden">{m.actsHead}</span>
          </HeadCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {sources.map((source) => (
          <SourceRow key={source.sourceId} source={source} />
        ))}
      </TableBody>
    </Table>
  )
}

function SourceRow({ source }: { readonly source: Source }) {
  const m = useMessages(SETTINGS_MESSAGES)
  const moments = useMoments()
  const mayChange = useMay('admin')
  const [doing, setDoing] = useState<'replacing' | 'revoking'>()
  const stop = () => setDoing(undefined)
  const revoked = source.revokedAt !== null
  const { formerKeyUntil } = source
  const until =
    formerKeyUntil !== null && formerKeyUntil > moments.now() && !revoked && moments.short(formerKeyUntil)
  return (
    <TableRow>
      <Cell className="s-strong">{source.name}</Cell>
      <Cell className="p-second">{m[source.kind]}</Cell>
      <Cell>
        <span className="s-mono p-second">{`${source.keyHint}…`}</span>
      </Cell>
      <Cell className="p-second p-num">{moments.day(source.createdAt)}</Cell>
      <Cell className="p-second p-num">
        {source.lastEventAt === null ? (
          <span className="p-muted">{m.never}</span>
        ) : (
          moments.short(source.lastEventAt)
        )}
      </Cell>
      <Cell>
        {revoked ? (
          <Badge icon="erase" title={moments.full(source.revokedAt)}>
            {m.revoked}
          </Badge>
        ) : (
          <Badge tone="ok" icon={until ? 'clock' : 'check'}>
            {until ? m.formerKey({ until }) : m.active}
          </Badge>
        )}
      </Cell>
      <Cell align="end">
        {mayChange && !revoked && (
          <>
            <Button size="sm" variant="ghost" onClick={() => setDoing('replacing')}>
              {m.newKey}
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setDoing('revoking')}>
              {m.revoke}
            </Button>
          </>
        )}
        {doing === 'replacing' && <ReplaceKeyDialog source={source} onClose={stop} />}
        {doing === 'revoking' && <RevokeDialog source={source} onClose={stop} />}
      </Cell>
    </TableRow>
  )
}

function RevokeDialog({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const m = useMessages(SETTINGS_MESSAGES)
  const { workspaceId } = useSession()
  const toast = useToast()
  const failureOf = useFailureWords()
  const { name, sourceId } = source
  const { mutate, isPending } = useMutation(
    trpc.workspace.revokeSource.mutationOptions({
      onSuccess: () => {
        toast.show({ title: m.revokedToast({ name }), tone: 'ok' })
        onClose()
      },
      onError: (error) => toast.show({ title: m.failed, text: failureOf(error), tone: 'bad' }),
      onSettled: () => void queryClient.invalidateQueries(trpc.workspace.listSources.queryFilter()),
    }),
  )
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.revokeTitle({ name })}
      description={m.revokeText}
      footer={
        <Button variant="danger" busy={isPending} onClick={() => mutate({ workspaceId, sourceId })}>
          {m.revoke}
        </Button>
      }
    />
  )
}
