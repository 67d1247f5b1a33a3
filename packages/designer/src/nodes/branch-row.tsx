import type { SplitBranch } from '@periplo/model'
import { defineMessages, formatPercent, IconButton, NumberField, useLocale, useMessages } from '@periplo/ui'
import { DraftText } from '../inspector/draft-text.tsx'

const WORDS = defineMessages({
  en: {
    title: (args: { place: number }) => `Name of branch ${args.place}`,
    weight: (args: { place: number }) => `Parts of branch ${args.place}`,
    remove: (args: { title: string }) => `Remove branch ${args.title}`,
  },
  es: {
    title: ({ place }) => `Nombre de la rama ${place}`,
    weight: ({ place }) => `Partes de la rama ${place}`,
    remove: ({ title }) => `Quitar la rama ${title}`,
  },
})

/** One branch of a draw: its name, its parts, and the share they come to. */
export function BranchRow(props: {
  readonly branch: SplitBranch
  readonly place: number
  /** From 0 to 1; null where all parts are zero. */
  readonly share: number | null
  readonly onBranchChange: (branch: SplitBranch, field: string) => void
  readonly onRemove: (() => void) | undefined
}) {
  const { branch, place, share, onBranchChange, onRemove } = props
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  return (
    <div className="d-branch">
      <DraftText
        aria-label={m.title({ place })}
        value={branch.title}
        maxLength={40}
        onCommit={(title) => onBranchChange({ ...branch, title }, 'title')}
      />
      <NumberField
        label={m.weight({ place })}
        value={branch.weight}
        min={0}
        max={10_000}
        onValueChange={(weight) =>
          weight !== null && onBranchChange({ ...branch, weight: Math.round(weight) }, 'weight')
        }
      />
      <span className="d-branch-share p-num">{formatPercent(locale, share, { digits: 0 })}</span>
      <IconButton
        icon="close"
        size="sm"
        label={m.remove({ title: branch.title || branch.id })}
        disabled={!onRemove}
        onClick={onRemove}
      />
    </div>
  )
}
