import { useDesignHistory } from '@periplo/designer'
import { validateDefinition } from '@periplo/model'
import { useToast, useMessages } from '@periplo/ui'
import { useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useMay } from '../server/session.tsx'
import { DesignView } from './design-view.tsx'
import { MapBar } from './map-bar.tsx'
import { MAP_MESSAGES } from './map-messages.ts'
import { MeasureView } from './measure-view.tsx'
import { ProblemsButton } from './problems-button.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { StaleDialog } from './stale-dialog.tsx'
import type { Draft } from './use-draft.ts'
import { toBeginning, useSavedDraft } from './use-draft.ts'
import { useRestore } from './use-restore.ts'
import { useSelectedNode } from './use-selected-node.ts'
import { VersionsPanel } from './versions-panel.tsx'

/** The map of a journey that has been read, with everything around it. A new reading is a new screen. */
export function MapScreen({ draft, onReload }: { readonly draft: Draft; readonly onReload: () => void }) {
  const m = useMessages(MAP_MESSAGES)
  const toast = useToast()
  const search = useSearch({ from: '/in/journeys/$journeyId' })
  const mayEdit = useMay('editor')
  const [beginning] = useState(() => toBeginning(draft))
  const history = useDesignHistory(beginning.definition)
  const { definition } = history
  const { saving, saver, touched, settle } = useSavedDraft(draft, beginning, definition)
  const [live, setLive] = useState(draft.live)
  const [open, setOpen] = useState<'publish' | 'versions'>()
  const restore = useRestore((restored, number) => {
    history.apply(restored, 'restore')
    toast.show({ title: m.restored({ number }), tone: 'ok' })
  })
  const problems = useMemo(() => validateDefinition(definition), [definition])
  const selection = useSelectedNode()
  const designing = search.mode === undefined && search.version === undefined && mayEdit
  const { journeyId } = draft
  return (
    <div className="s-page">
      <title>{`${definition.name} · Periplo`}</title>
      <MapBar
        name={definition.name}
        status={draft.status === 'ended' ? 'ended' : live ? 'live' : 'draft'}
        live={live}
        touched={touched}
        saving={mayEdit ? saving : undefined}
        problems={designing && <ProblemsButton {...{ definition, problems }} onChoose={selection.onSelect} />}
        onRename={designing ? (name) => history.apply({ ...definition, name }, 'rename') : undefined}
        history={designing ? history : undefined}
        onVersions={() => setOpen(open === 'versions' ? undefined : 'versions')}
        onPublish={mayEdit ? () => setOpen('publish') : undefined}
      />
      <div className="s-map">
        {search.mode === 'measure' ? (
          <MeasureView journeyId={journeyId} liveVersionId={live?.versionId} />
        ) : (
          <DesignView
            history={history}
            problems={problems}
            readOnly={!mayEdit}
            onRestore={mayEdit ? restore : undefined}
          />
        )}
        {open === 'versions' && (
          <VersionsPanel
            journeyId={journeyId}
            liveVersionId={live?.versionId}
            openVersionId={search.version}
            onRestore={mayEdit ? restore : undefined}
            onClose={() => setOpen(undefined)}
          />
        )}
      </div>
      {open === 'publish' && (
        <PublishDialog
          {...{ journeyId, definition, problems, live, saver }}
          onPublished={(version) => {
            setLive(version)
            settle()
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
      {saving.kind === 'stale' && <StaleDialog {...{ journeyId, definition, onReload }} />}
    </div>
  )
}
