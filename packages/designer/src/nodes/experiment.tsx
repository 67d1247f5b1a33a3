import type { NodeOf, SplitBranch } from '@periplo/model'
import { CONTROL } from '@periplo/model'
import {
  Button,
  defineMessages,
  Field,
  formatPercent,
  NumberField,
  useLocale,
  useMessages,
} from '@periplo/ui'
import { BranchRow } from './branch-row.tsx'
import { toNewBranch, toShareOf } from './branches.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    arms: (args: { variants: string; control: string }) => `${args.variants} against control ${args.control}`,
    control: 'control',
    variants: 'Variants',
    group: 'Parts of the control group',
    groupHint: (args: { share: string }) =>
      `${args.share} get none of the variants. The same person is always in the same group, and uplift is measured against these.`,
    add: 'Add a variant',
    noWeight: 'Give at least one variant a part',
    duplicate: 'Two variants share an internal name. Remove one and add it anew.',
  },
  es: {
    arms: ({ variants, control }) => `${variants} frente a control ${control}`,
    control: 'control',
    variants: 'Variantes',
    group: 'Partes del grupo de control',
    groupHint: ({ share }) =>
      `El ${share} no recibe ninguna variante. La misma persona está siempre en el mismo grupo, y la mejora se mide frente a estas.`,
    add: 'Añadir una variante',
    noWeight: 'Da alguna parte al menos a una variante',
    duplicate: 'Dos variantes comparten nombre interno. Quita una y añádela de nuevo.',
  },
})

const MOST = 7

/** Variants against a control group. */
export const EXPERIMENT_DESIGN: NodeDesign<'experiment'> = {
  icon: 'experiments',
  name: { en: 'Experiment', es: 'Experimento' },
  search: {
    en: 'test a/b control group uplift variant holdout',
    es: 'prueba a/b grupo de control mejora variante',
  },
  create: (frame) => ({
    ...frame,
    kind: 'experiment',
    variants: [{ id: 'a', title: 'A', weight: 90 }],
    controlWeight: 10,
  }),
  summarize: (node, locale) => {
    const share = (weight: number) => formatPercent(locale, toShareOf(weight, toArms(node)), { digits: 0 })
    const variants = node.variants.map(({ title, id, weight }) => `${title || id} ${share(weight)}`)
    return WORDS[locale].arms({ variants: variants.join(' / '), control: share(node.controlWeight) })
  },
  namePort: ({ variants }, port, locale) =>
    port === CONTROL ? WORDS[locale].control : variants.find(({ id }) => id === port)?.title || port,
  Form: ExperimentForm,
}

/** The control group beside the variants. */
function toArms({ variants, controlWeight }: NodeOf<'experiment'>): readonly { readonly weight: number }[] {
  return [{ weight: controlWeight }, ...variants]
}

function ExperimentForm({ node, onEdit, context }: NodeFormProps<'experiment'>) {
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  const { codes, readOnly } = context
  const { variants, controlWeight } = node
  const edit = (next: SplitBranch[], field: string) => onEdit({ ...node, variants: next }, field)
  const error = (codes.has('no-weight') && m.noWeight) || (codes.has('duplicate-branch') && m.duplicate)
  const control = formatPercent(locale, toShareOf(controlWeight, toArms(node)), { digits: 0 })
  return (
    <>
      <Field label={m.group} hint={m.groupHint({ share: control })}>
        <NumberField
          value={controlWeight}
          min={1}
          max={10_000}
          onValueChange={(weight) =>
            weight !== null && onEdit({ ...node, controlWeight: Math.round(weight) }, 'control')
          }
          disabled={readOnly}
        />
      </Field>
      <fieldset className="d-group" disabled={readOnly}>
        <legend className="d-legend">{m.variants}</legend>
        {variants.map((variant, index) => (
          <BranchRow
            key={variant.id}
            branch={variant}
            place={index + 1}
            share={toShareOf(variant.weight, toArms(node))}
            onBranchChange={(next, field) => edit(variants.with(index, next), `${variant.id}.${field}`)}
            onRemove={variants.length > 1 ? () => edit(variants.toSpliced(index, 1), 'remove') : undefined}
          />
        ))}
        {error && <p className="d-error">{error}</p>}
        {variants.length < MOST && (
          <Button size="sm" icon="add" onClick={() => edit([...variants, toNewBranch(variants)], 'add')}>
            {m.add}
          </Button>
        )}
      </fieldset>
    </>
  )
}
