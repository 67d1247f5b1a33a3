import type { SplitBranch } from '@periplo/model'
import { Button, defineMessages, formatPercent, useMessages } from '@periplo/ui'
import { BranchRow } from './branch-row.tsx'
import { toNewBranch, toShareOf } from './branches.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    sticky: (args: { shares: string }) => `Same way every time: ${args.shares}`,
    branches: 'Branches',
    hint: 'The same person always goes the same way.',
    add: 'Add a branch',
    noWeight: 'Give at least one branch a part',
    duplicate: 'Two branches share an internal name. Remove one and add it anew.',
  },
  es: {
    sticky: ({ shares }) => `Siempre la misma vía: ${shares}`,
    branches: 'Ramas',
    hint: 'La misma persona va siempre por la misma vía.',
    add: 'Añadir una rama',
    noWeight: 'Da alguna parte al menos a una rama',
    duplicate: 'Dos ramas comparten nombre interno. Quita una y añádela de nuevo.',
  },
})

const MOST = 8

/** A fork by lot. */
export const RANDOM_SPLIT_DESIGN: NodeDesign<'random-split'> = {
  icon: 'random-split',
  name: { en: 'Random split', es: 'Reparto al azar' },
  search: {
    en: 'split share percent divide',
    es: 'dividir parte porcentaje reparto',
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
    const shares = branches.map((branch) =>
      formatPercent(locale, toShareOf(branch.weight, branches), { digits: 0 }),
    )
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
          share={toShareOf(branch.weight, node.branches)}
          onBranchChange={(next, field) => edit(node.branches.with(index, next), `${branch.id}.${field}`)}
          onRemove={
            node.branches.length > 2 ? () => edit(node.branches.toSpliced(index, 1), 'remove') : undefined
          }
        />
      ))}
      {error && <p className="d-error">{error}</p>}
      <p className="d-hint">{m.hint}</p>
      {node.branches.length < MOST && (
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
