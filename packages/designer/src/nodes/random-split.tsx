import type { SplitBranch } from '@periplo/model'
import {
  Button,
  defineMessages,
  formatPercent,
  IconButton,
  NumberField,
  useLocale,
  useMessages,
} from '@periplo/ui'
import { DraftText } from '../inspector/draft-text.tsx'
import type { NodeDesign, NodeFormProps } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    sticky: (args: { shares: string }) => `Same way every time: ${args.shares}`,
    branches: 'Branches',
    hint: 'The same person always goes the same way.',
    title: (args: { place: number }) => `Name of branch ${args.place}`,
    weight: (args: { place: number }) => `Parts of branch ${args.place}`,
    share: (args: { share: string }) => `= ${args.share}`,
    add: 'Add a branch',
    remove: (args: { title: string }) => `Remove branch ${args.title}`,
    noWeight: 'Give at least one branch a part',
    duplicate: 'Two branches share an internal name. Remove one and add it anew.',
    variant: (args: { letter: string }) => args.letter,
  },
  es: {
    sticky: ({ shares }) => `Siempre la misma vía: ${shares}`,
    branches: 'Ramas',
    hint: 'La misma persona va siempre por la misma vía.',
    title: ({ place }) => `Nombre de la rama ${place}`,
    weight: ({ place }) => `Partes de la rama ${place}`,
    share: ({ share }) => `= ${share}`,
    add: 'Añadir una rama',
    remove: ({ title }) => `Quitar la rama ${title}`,
    noWeight: 'Da alguna parte al menos a una rama',
    duplicate: 'Dos ramas comparten nombre interno. Quita una y añádela de nuevo.',
    variant: ({ letter }) => letter,
  },
})

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** A fork by lot. */
export const RANDOM_SPLIT_DESIGN: NodeDesign<'random-split'> = {
  icon: 'random-split',
  name: { en: 'Random split', es: 'Reparto al azar' },
  search: {
    en: 'experiment test a/b control group percent',
    es: 'experimento prueba a/b grupo control porcentaje',
  },
  create: (frame) => ({
    ...frame,
    kind: 'random-split',
    branches: [
      { id: 'a', title: 'A', weight: 50 },
      { id: 'b', title: 'B', weight: 50 },
    ],
  }),
  summarize: ({ branches }, locale) => {
    const shares = branches.map((branch) => formatPercent(locale, shareOf(branch, branches), { digits: 0 }))
    return WORDS[locale].sticky({ shares: shares.join(' / ') })
  },
  namePort: ({ branches }, port) => branches.find((branch) => branch.id === port)?.title || port,
  Form: SplitForm,
}

function SplitForm({ node, onEdit, context }: NodeFormProps<'random-split'>) {
  const m = useMessages(WORDS)
  const { codes, readOnly } = context
  const edit = (branches: SplitBranch[], field: string) => onEdit({ ...node, branches }, field)
  const error = (codes.has('no-weight') && m.noWeight) || (codes.has('duplicate-branch') && m.duplicate)
  return (
    <fieldset className="d-group" disabled={readOnly}>
      <legend className="d-legend">{m.branches}</legend>
      {node.branches.map((branch, index) => (
        <BranchRow
          key={branch.id}
          branch={branch}
          place={index + 1}
          branches={node.branches}
          onBranchChange={(next, field) => edit(node.branches.with(index, next), `${branch.id}.${field}`)}
          onRemove={
            node.branches.length > 2 ? () => edit(node.branches.toSpliced(index, 1), 'remove') : undefined
          }
        />
      ))}
      {error && <p className="d-error">{error}</p>}
      <p className="d-hint">{m.hint}</p>
      {node.branches.length < LETTERS.length && (
        <Button
          size="sm"
          icon="add"
          onClick={() => edit([...node.branches, toNewBranch(node.branches)], 'add')}
        >
          {m.add}
        </Button>
      )}
    </fieldset>
  )
}

function BranchRow(props: {
  readonly branch: SplitBranch
  readonly place: number
  readonly branches: readonly SplitBranch[]
  readonly onBranchChange: (branch: SplitBranch, field: string) => void
  readonly onRemove: (() => void) | undefined
}) {
  const { branch, place, branches, onBranchChange, onRemove } = props
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
      <span className="d-branch-share p-num">
        {formatPercent(locale, shareOf(branch, branches), { digits: 0 })}
      </span>
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

function shareOf(branch: SplitBranch, branches: readonly SplitBranch[]): number | null {
  const total = branches.reduce((sum, { weight }) => sum + weight, 0)
  return total === 0 ? null : branch.weight / total
}

function toNewBranch(branches: readonly SplitBranch[]): SplitBranch {
  const taken = new Set(branches.map((branch) => branch.id))
  const id = LETTERS.find((letter) => !taken.has(letter)) ?? `branch-${branches.length + 1}`
  return { id, title: id.toUpperCase(), weight: 0 }
}
