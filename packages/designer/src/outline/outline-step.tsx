import type { JourneyDefinition, Node } from '@periplo/model'
import type { MenuEntry } from '@periplo/ui'
import { IconButton, Menu, TextField, useLocale, useMessages } from '@periplo/ui'
import type { KeyboardEvent } from 'react'
import { useState } from 'react'
import { selectCards } from '../canvas/canvas-store.ts'
import { KindMark } from '../canvas/kind-mark.tsx'
import { useMap } from '../canvas/map-context.ts'
import { summarizeNode, titleOf } from '../nodes/registry.ts'
import { nameStage } from '../words/stage-words.ts'
import { OUTLINE_WORDS } from './outline-words.ts'

/** A step of the outline: chosen by a click, edited in place. `onAddAfter` is absent where nothing may be changed. */
export function OutlineStep(props: {
  readonly node: Node
  readonly definition: JourneyDefinition
  readonly chosen: boolean
  readonly onChoose: (id: string) => void
  readonly onAddAfter: ((id: string) => void) | undefined
}) {
  const { node, chosen, onChoose, onAddAfter } = props
  const { locale } = useLocale()
  const [renaming, setRenaming] = useState(false)
  if (renaming) return <TitleField node={node} onClose={() => setRenaming(false)} />
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F2' || !onAddAfter) return
    event.preventDefault()
    setRenaming(true)
  }
  return (
    <div className="d-outline-row">
      <button
        type="button"
        className="d-outline-step"
        aria-current={chosen || undefined}
        onClick={() => onChoose(node.id)}
        onKeyDown={onKeyDown}
      >
        <KindMark kind={node.kind} />
        <span className="d-outline-words">
          <b>{titleOf(node, locale)}</b>
          <span className="p-second">{summarizeNode(node, locale)}</span>
        </span>
      </button>
      {onAddAfter && <StepActs {...props} onAddAfter={onAddAfter} onRename={() => setRenaming(true)} />}
    </div>
  )
}

function StepActs(props: {
  readonly node: Node
  readonly definition: JourneyDefinition
  readonly onAddAfter: (id: string) => void
  readonly onRename: () => void
}) {
  const { node, definition, onAddAfter, onRename } = props
  const m = useMessages(OUTLINE_WORDS)
  const { locale } = useLocale()
  const { acts, store } = useMap()
  const withIt = (act: () => void) => () => {
    selectCards(store, new Set([node.id]))
    act()
  }
  const entries: readonly MenuEntry[] = [
    { kind: 'act', icon: 'edit', label: m.rename, shortcut: 'F2', onSelect: onRename },
    { kind: 'act', icon: 'add', label: m.addAfter, onSelect: () => onAddAfter(node.id) },
    { kind: 'act', icon: 'copy', label: m.duplicate, onSelect: withIt(acts.clips.duplicate) },
    { kind: 'line' },
    { kind: 'heading', label: m.moveTo },
    ...definition.stages
      .filter(({ id }) => id !== node.stage)
      .map((stage) => ({
        kind: 'act' as const,
        label: nameStage(locale, stage),
        onSelect: withIt(() => acts.moveToStage(stage.id)),
      })),
    { kind: 'line' },
    { kind: 'act', icon: 'delete', label: m.delete, tone: 'bad', onSelect: withIt(acts.removeChosen) },
  ]
  return (
    <Menu
      align="end"
      trigger={
        <IconButton icon="more" size="sm" label={m.acts({ title: titleOf(node, locale) })} side="right" />
      }
      entries={entries}
    />
  )
}

function TitleField({ node, onClose }: { readonly node: Node; readonly onClose: () => void }) {
  const m = useMessages(OUTLINE_WORDS)
  const { locale } = useLocale()
  const { acts } = useMap()
  const [draft, setDraft] = useState(node.title)
  const commit = () => {
    if (draft !== node.title) acts.edit({ ...node, title: draft }, 'title')
    onClose()
  }
  return (
    <TextField
      value={draft}
      maxLength={80}
      aria-label={m.newTitle({ title: titleOf(node, locale) })}
      ref={(input) => {
        // once: what is written afterwards must not be chosen again
        if (!input || document.activeElement === input) return
        input.focus()
        input.select()
      }}
      onValueChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') onClose()
      }}
    />
  )
}
