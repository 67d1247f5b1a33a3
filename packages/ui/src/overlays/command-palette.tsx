import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { lazy, Suspense } from 'react'
import { Skeleton } from '../data/skeleton.tsx'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'
import type { PaletteGroup } from './palette-items.ts'

// the first load of the app does without the list and its ranking
const PaletteList = lazy(async () => ({ default: (await import('./palette-list.tsx')).PaletteList }))

/** Everything by name: write, walk with the arrows, Enter does it and closes. Accents and case do not matter. */
export function CommandPalette(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly groups: readonly PaletteGroup[]
  readonly placeholder?: string | undefined
}) {
  const { open, onOpenChange, groups, placeholder } = props
  const m = useMessages(UI_MESSAGES)
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="p-scrim" />
        <BaseDialog.Popup className="p-palette" aria-label={m.commands}>
          <Suspense fallback={<Skeleton height="44px" />}>
            <PaletteList groups={groups} placeholder={placeholder} onDone={() => onOpenChange(false)} />
          </Suspense>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
