import type { MenuEntry } from '@periplo/ui'
import { useMessages } from '@periplo/ui'
import type { ReactNode } from 'react'
import { lazy, Suspense, useState } from 'react'
import { RUNNING_MESSAGES } from './running-messages.ts'
import type { RunningJourney } from './use-running.ts'
import { usePause, useRestore } from './use-running.ts'

const ResumeDialog = lazy(async () => ({ default: (await import('./resume-dialog.tsx')).ResumeDialog }))
const ArchiveDialog = lazy(async () => ({ default: (await import('./archive-dialog.tsx')).ArchiveDialog }))

/** The acts that stop a journey or let it go on, for a menu, and the dialog one of them has opened. */
export function useRunningActs(journey: RunningJourney): {
  readonly entries: readonly MenuEntry[]
  readonly dialog: ReactNode
} {
  const m = useMessages(RUNNING_MESSAGES)
  const [open, setOpen] = useState<'resume' | 'archive'>()
  const pause = usePause(journey)
  const restore = useRestore(journey)
  const close = () => setOpen(undefined)
  const act = (label: string, icon: 'paused' | 'running' | 'retry', onSelect: () => void): MenuEntry => ({
    kind: 'act',
    label,
    icon,
    onSelect,
  })
  const archive: MenuEntry = {
    kind: 'act',
    label: m.archiveMore,
    icon: 'archive',
    tone: 'bad',
    onSelect: () => setOpen('archive'),
  }
  const entries: { readonly [S in RunningJourney['status']]: readonly MenuEntry[] } = {
    draft: [archive],
    live: [act(m.pause, 'paused', pause), archive],
    paused: [act(m.resume, 'running', () => setOpen('resume')), archive],
    ended: [act(m.unarchive, 'retry', restore)],
  }
  const dialog = (
    <Suspense>
      {open === 'resume' && <ResumeDialog journey={journey} onClose={close} />}
      {open === 'archive' && <ArchiveDialog journey={journey} onClose={close} />}
    </Suspense>
  )
  return { entries: entries[journey.status], dialog }
}
