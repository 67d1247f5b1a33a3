import type { BuiltInStage, Stage } from '@periplo/model'
import type { MenuEntry } from '@periplo/ui'
import { IconButton, Menu, useLocale, useMessages } from '@periplo/ui'
import { nameStage } from '../words/stage-words.ts'
import { LANE_WORDS } from './lane-words.ts'

/** What can be done with one lane. Acts that are absent are not possible now. */
export interface LaneActs {
  readonly rename: () => void
  readonly left: (() => void) | undefined
  readonly right: (() => void) | undefined
  readonly collapse: () => void
  readonly addBefore: (() => void) | undefined
  readonly addAfter: (() => void) | undefined
  /** Brings a built-in stage back, right after this one. */
  readonly bringBack: ((id: BuiltInStage) => void) | undefined
  readonly missing: readonly BuiltInStage[]
  readonly remove: (() => void) | undefined
}

/** The acts of a lane behind a button. */
export function LaneMenu({ stage, acts }: { readonly stage: Stage; readonly acts: LaneActs }) {
  const m = useMessages(LANE_WORDS)
  const { locale } = useLocale()
  const { bringBack } = acts
  const entries: readonly MenuEntry[] = [
    { kind: 'act', icon: 'edit', label: m.rename, onSelect: acts.rename },
    { kind: 'act', icon: 'panel-close', label: m.collapse, onSelect: acts.collapse },
    ...toAct({ icon: 'left', label: m.left }, acts.left),
    ...toAct({ icon: 'right', label: m.right }, acts.right),
    { kind: 'line' },
    ...toAct({ icon: 'add', label: m.addBefore }, acts.addBefore),
    ...toAct({ icon: 'add', label: m.addAfter }, acts.addAfter),
    ...(bringBack ? acts.missing : []).flatMap((id) =>
      toAct({ icon: 'undo', label: m.bringBack({ name: nameStage(locale, { id }) }) }, () => bringBack?.(id)),
    ),
    ...(acts.remove ? [{ kind: 'line' as const }] : []),
    ...toAct({ icon: 'delete', label: m.remove, tone: 'bad' }, acts.remove),
  ]
  return (
    <Menu
      align="end"
      trigger={
        <IconButton icon="more" size="sm" label={m.acts({ name: nameStage(locale, stage) })} side="bottom" />
      }
      entries={entries}
    />
  )
}

function toAct(
  look: Pick<Extract<MenuEntry, { kind: 'act' }>, 'icon' | 'label' | 'tone'>,
  onSelect: (() => void) | undefined,
): readonly MenuEntry[] {
  return onSelect ? [{ kind: 'act', ...look, onSelect }] : []
}
