import type { DesignHistoryHandle } from '@periplo/designer'
import type { IconName, Tone } from '@periplo/ui'
import {
  Badge,
  BarLine,
  Button,
  Icon,
  IconButton,
  SegmentedControl,
  TextField,
  Tooltip,
  TopBar,
  useMessages,
} from '@periplo/ui'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import { useMoments } from '../parts/moments.ts'
import type { Saving } from './draft-saver.ts'
import type { RunningState } from '../running/use-running.ts'
import { HistoryButton } from './history-button.tsx'
import { MAP_MESSAGES } from './map-messages.ts'
import type { MapMode } from './map-search.ts'
import type { Version } from './publish-dialog.tsx'

/** What the bar over the map shows and does. Acts that are absent are not for this member, or not now. */
export interface MapBarProps {
  readonly name: string
  readonly status: RunningState
  readonly live: Version | null
  /** The draft differs from the live version. */
  readonly touched: boolean
  readonly saving: Saving | undefined
  /** Asks what to do with a draft that was changed elsewhere. */
  readonly onResolve: () => void
  readonly onRename: ((name: string) => void) | undefined
  readonly history: DesignHistoryHandle | undefined
  /** The button of what is wrong. */
  readonly problems: ReactNode
  /** The menu of what stops the journey, or lets it go on. */
  readonly running: ReactNode
  readonly onVersions: () => void
  readonly onPublish: (() => void) | undefined
}

/** The bar over the map: where one is, the mode, and what can be done. */
export function MapBar(props: MapBarProps) {
  return <TopBar start={<BarStart {...props} />} middle={<ModeSwitch />} end={<BarEnd {...props} />} />
}

function BarStart({ name, status, live, touched, saving, onResolve, onRename }: MapBarProps) {
  const m = useMessages(MAP_MESSAGES)
  return (
    <>
      <span className="p-crumb p-muted">
        <Link to="/journeys">{m.journeys}</Link>
      </span>
      <Icon name="next" size={12} />
      <JourneyName name={name} onRename={onRename} />
      {status === 'ended' && <Badge icon="archived">{m.ended}</Badge>}
      {status === 'paused' && (
        <Badge tone="warn" icon="paused">
          {m.paused}
        </Badge>
      )}
      {touched && status !== 'ended' && (
        <Badge tone="accent" icon="draft">
          {live ? m.draftOf({ number: live.number + 1 }) : m.draft}
        </Badge>
      )}
      {live && status === 'live' && (
        <Badge tone="ok" icon="running">
          {m.liveVersion({ number: live.number })}
        </Badge>
      )}
      {saving ? (
        <SavingNote {...{ saving, onResolve }} />
      ) : (
        <Badge icon="view" title={m.readOnlyWhy}>
          {m.readOnly}
        </Badge>
      )}
    </>
  )
}

function JourneyName(props: { readonly name: string; readonly onRename: MapBarProps['onRename'] }) {
  const m = useMessages(MAP_MESSAGES)
  const { name, onRename } = props
  const [draft, setDraft] = useState<string>()
  if (draft === undefined || !onRename) {
    return (
      <h1 className="s-map-name p-cut" title={name}>
        {onRename ? (
          <button type="button" aria-label={`${m.rename}: ${name}`} onClick={() => setDraft(name)}>
            {name}
          </button>
        ) : (
          name
        )}
      </h1>
    )
  }
  const commit = () => {
    const next = draft.trim()
    if (next !== '' && next !== name) onRename(next)
    setDraft(undefined)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    commit()
  }
  return (
    <form onSubmit={submit}>
      <h1 className="p-hidden">{name}</h1>
      <TextField
        value={draft}
        maxLength={120}
        aria-label={m.rename}
        className="s-map-rename"
        ref={(input) => input?.focus()}
        onValueChange={setDraft}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(undefined)
        }}
      />
    </form>
  )
}

const SAVING_LOOKS: {
  readonly [S in Exclude<Saving['kind'], 'stale'>]: {
    readonly icon: IconName | undefined
    readonly tone: Tone | undefined
  }
} = {
  saved: { icon: undefined, tone: undefined },
  waiting: { icon: undefined, tone: undefined },
  saving: { icon: undefined, tone: undefined },
  offline: { icon: 'warning', tone: 'warn' },
  refused: { icon: 'error', tone: 'bad' },
}

function SavingNote(props: { readonly saving: Saving; readonly onResolve: () => void }) {
  const m = useMessages(MAP_MESSAGES)
  const moments = useMoments()
  const { saving, onResolve } = props
  if (saving.kind === 'stale') {
    return (
      <Button size="sm" variant="danger" icon="warning" onClick={onResolve}>
        {m.stale}
      </Button>
    )
  }
  const { icon, tone } = SAVING_LOOKS[saving.kind]
  const words = saving.kind === 'saved' ? m.saved({ at: moments.short(saving.at) }) : m[saving.kind]
  const why =
    saving.kind === 'refused' ? saving.message : saving.kind === 'offline' ? m.offlineWhy : undefined
  return (
    <span role="status" className="s-saving p-cut">
      {tone ? (
        <Badge tone={tone} icon={icon} title={why}>
          {words}
        </Badge>
      ) : (
        <span className="p-muted">{words}</span>
      )}
    </span>
  )
}

function ModeSwitch() {
  const m = useMessages(MAP_MESSAGES)
  const { mode } = useSearch({ from: '/in/journeys/$journeyId' })
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const choose = (next: MapMode) =>
    void navigate({ search: (before) => ({ ...before, mode: next === 'measure' ? next : undefined }) })
  return (
    <SegmentedControl
      label={m.mode}
      value={mode ?? 'design'}
      onValueChange={choose}
      segments={[
        { value: 'design', label: m.design, icon: 'design' },
        { value: 'measure', label: m.measure, icon: 'measure' },
      ]}
    />
  )
}

function BarEnd(props: MapBarProps) {
  const m = useMessages(MAP_MESSAGES)
  const { history, onVersions, onPublish, live, touched, problems, running } = props
  return (
    <>
      {history && (
        <>
          <IconButton
            icon="undo"
            label={m.undo}
            shortcut="Ctrl Z"
            disabled={!history.canUndo}
            onClick={history.undo}
          />
          <IconButton
            icon="redo"
            label={m.redo}
            shortcut="Ctrl Y"
            disabled={!history.canRedo}
            onClick={history.redo}
          />
          <HistoryButton history={history} />
          <BarLine />
        </>
      )}
      {problems}
      <Button variant="ghost" icon="history" onClick={onVersions}>
        {m.versions}
      </Button>
      {onPublish && (
        <Tooltip label={m.upToDate} disabled={touched || !live}>
          <Button variant="primary" disabled={!touched && live !== null} onClick={onPublish}>
            {live ? m.publishVersion({ number: live.number + 1 }) : m.publish}
          </Button>
        </Tooltip>
      )}
      {running}
    </>
  )
}
