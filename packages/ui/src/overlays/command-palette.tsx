import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { Button } from '../controls/button.tsx'
import { Skeleton } from '../data/skeleton.tsx'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'
import { Banner } from '../shell/banner.tsx'
import { lazyPart } from './lazy-part.tsx'
import type { PaletteGroup } from './palette-items.ts'

/** The first load of the app does without the list and its ranking. */
export const PaletteList = lazyPart(async () => (await import('./palette-list.tsx')).PaletteList, {
  waiting: <Skeleton height="44px" />,
  failed: <NotFetched />,
})

function NotFetched() {
  const m = useMessages(UI_MESSAGES)
  return (
    <Banner
      tone="warn"
      title={m.notFetched}
      actions={
        <Button size="sm" icon="retry" onClick={() => window.location.reload()}>
          {m.reload}
        </Button>
      }
    />
  )
}

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
          <PaletteList groups={groups} placeholder={placeholder} onDone={() => onOpenChange(false)} />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
