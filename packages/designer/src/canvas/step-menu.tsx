import type { MenuEntry } from '@periplo/ui'
import { defineMessages, IconButton, Menu, useMessages } from '@periplo/ui'
import { useMap } from './map-context.ts'

const WORDS = defineMessages({
  en: {
    more: 'More to do with it',
    copy: 'Copy',
    cut: 'Cut',
    duplicate: 'Duplicate',
    branch: 'Duplicate the branch',
    connect: 'Connect to…',
  },
  es: {
    more: 'Qué más se puede hacer',
    copy: 'Copiar',
    cut: 'Cortar',
    duplicate: 'Duplicar',
    branch: 'Duplicar la rama',
    connect: 'Conectar con…',
  },
})

/** What can be done with the chosen cards beside editing and deleting; `onConnect` where exactly one is chosen. */
export function StepMenu({ onConnect }: { readonly onConnect?: (() => void) | undefined }) {
  const m = useMessages(WORDS)
  const { clips } = useMap().acts
  const entries: MenuEntry[] = [
    { kind: 'act', icon: 'copy', label: m.duplicate, shortcut: 'Ctrl D', onSelect: clips.duplicate },
  ]
  if (onConnect) {
    entries.push(
      {
        kind: 'act',
        icon: 'branch',
        label: m.branch,
        shortcut: 'Ctrl Shift D',
        onSelect: clips.duplicateBranch,
      },
      { kind: 'act', icon: 'link', label: m.connect, shortcut: 'C', onSelect: onConnect },
    )
  }
  if (isClipboardOpen()) {
    entries.push(
      { kind: 'line' },
      {
        kind: 'act',
        icon: 'copy',
        label: m.copy,
        shortcut: 'Ctrl C',
        onSelect: () => toClipboard(clips.copy()),
      },
      {
        kind: 'act',
        icon: 'cut',
        label: m.cut,
        shortcut: 'Ctrl X',
        onSelect: () => toClipboard(clips.cut()),
      },
    )
  }
  return <Menu align="end" trigger={<IconButton icon="more" label={m.more} />} entries={entries} />
}

/** Browsers open the clipboard to buttons on safe addresses only; the keys work everywhere. */
function isClipboardOpen(): boolean {
  return window.isSecureContext
}

function toClipboard(text: string | undefined): void {
  if (text !== undefined) void navigator.clipboard.writeText(text)
}
