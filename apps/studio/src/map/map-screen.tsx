import { useDesignHistory } from '@periplo/designer'
import { validateDefinition } from '@periplo/model'
import type { PaletteGroup } from '@periplo/ui'
import { useMessages, useToast } from '@periplo/ui'
import { useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useMay } from '../server/session.tsx'
import { DesignView } from './design-view.tsx'
import { MapBar } from './map-bar.tsx'
import { MAP_MESSAGES } from './map-messages.ts'
import { MeasureView } from './measure-view.tsx'
import { ProblemsButton } from './problems-button.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { RunningMenu } from '../running/running-menu.tsx'
import { StaleDialog } from './stale-dialog.tsx'
import type { Draft } from './use-draft.ts'
import { toBeginning, useSavedDraft } from './use-draft.ts'
import { useMapCommands } from './use-map-commands.ts'
import { useRestore } from './use-restore.ts'
import { useSelectedNode } from './use-selected-node.ts'
import { VersionsPanel } from './versions-panel.tsx'

/** The map of a journey that has been read, with everything around it. A new reading is a new screen. */
export function MapScreen({ draft, onReload }: { readonly draft: Draft; readonly onReload: () => void }) {
  const { journeyId } = draft
  const { mode, version } = useSearch({ from: '/in/journeys/$journeyId' })
  const mayEdit = useMay('editor')
  const desk = useDesk(draft)
  const { history, definition, problems, live, setLive, restore, status, setStatus } = desk
  const { saving, saver, touched, settle } = desk.saved
  const selection = useSelectedNode()
  const [open, setOpen] = useState<'publish' | 'versions'>()
  const [later, setLater] = useState(false)
  const close = () => setOpen(undefined)
  const designing = mode === undefined && version === undefined && mayEdit
  const toggleVersions = useCallback(
    () => setOpen((now) => (now === 'versions' ? undefined : 'versions')),
    [],
  )
  const askToPublish = useCallback(() => setOpen('publish'), [])
  const onCommands = useMapCommands({
    history: designing ? history : undefined,
    onVersions: toggleVersions,
    onPublish: mayEdit ? askToPublish : undefined,
  })
  const onRestore = mayEdit ? restore : undefined
  return (
    <div className="s-page">
      <title>{`${definition.name} · Periplo`}</title>
      <MapBar
        name={definition.name}
        status={status}
        running={
          mayEdit && <RunningMenu {...{ journeyId, status }} name={definition.name} onChanged={setStatus} />
        }
        live={live}
        touched={touched}
        saving={mayEdit ? saving : undefined}
        onResolve={() => setLater(false)}
        problems={designing && <ProblemsButton {...{ definition, problems }} onChoose={selection.onSelect} />}
        onRename={designing ? (name) => history.apply({ ...definition, name }, 'rename') : undefined}
        history={designing ? history : undefined}
        onVersions={toggleVersions}
        onPublish={mayEdit ? askToPublish : undefined}
      />
      <MapViews {...{ draft, desk, onRestore, onCommands }} versions={open === 'versions'} onClose={close} />
      {open === 'publish' && (
        <PublishDialog
          {...{ journeyId, definition, problems, live, saver }}
          onPublished={(published) => {
            setLive(published)
            setStatus((now) => (now === 'paused' ? now : 'live'))
            settle()
          }}
          onClose={close}
        />
      )}
      {saving.kind === 'stale' && !later && (
        <StaleDialog {...{ journeyId, definition, onReload }} onClose={() => setLater(true)} />
      )}
    </div>
  )
}

/** The map in its mode, with the list of versions beside it. */
function MapViews(props: {
  readonly draft: Draft
  readonly desk: ReturnType<typeof useDesk>
  readonly versions: boolean
  readonly onRestore: ((versionId: string) => void) | undefined
  readonly onCommands: (group: PaletteGroup) => void
  readonly onClose: () => void
}) {
  const { desk, onRestore, onCommands, onClose } = props
  const { journeyId } = props.draft
  const { history, problems, live } = desk
  const { mode, version } = useSearch({ from: '/in/journeys/$journeyId' })
  const mayEdit = useMay('editor')
  return (
    <div className="s-map">
      {mode === 'measure' ? (
        <MeasureView {...{ journeyId, onCommands }} liveVersionId={live?.versionId} />
      ) : (
        <DesignView {...{ history, problems, onRestore, onCommands }} readOnly={!mayEdit} />
      )}
      {props.versions && (
        <VersionsPanel
          {...{ journeyId, onRestore }}
          liveVersionId={live?.versionId}
          openVersionId={version}
          onClose={onClose}
        />
      )}
    </div>
  )
}

/** The draft being drawn: its history, its saving, what is wrong with it, and the version that is live. */
function useDesk(draft: Draft) {
  const m = useMessages(MAP_MESSAGES)
  const toast = useToast()
  const [beginning] = useState(() => toBeginning(draft))
  const history = useDesignHistory(beginning.definition)
  const { definition } = history
  const saved = useSavedDraft(draft, beginning, definition)
  const problems = useMemo(() => validateDefinition(definition), [definition])
  const [live, setLive] = useState(draft.live)
  const [status, setStatus] = useState(draft.status)
  const restore = useRestore((restored, number) => {
    history.apply(restored, 'restore')
    toast.show({ title: m.restored({ number }), tone: 'ok' })
  })
  return { history, definition, saved, problems, live, setLive, restore, status, setStatus }
}
