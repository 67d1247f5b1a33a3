import { defineMessages, Field, SegmentedControl, useMessages } from '@periplo/ui'
import { AudienceInput } from '../inspector/audience-input.tsx'
import { quote } from '../words/say.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    unnamed: 'Name the audience',
    adds: (args: { audience: string }) => `Adds to ${args.audience}`,
    removes: (args: { audience: string }) => `Removes from ${args.audience}`,
    act: 'What happens',
    add: 'Add',
    remove: 'Remove',
    audience: 'Audience',
    hint: 'Under People you see who is in it, and download it for an ad network: to reach these people, or to spare them ads.',
    missing: 'Name the audience',
  },
  es: {
    unnamed: 'Nombra la audiencia',
    adds: ({ audience }) => `Añade a ${audience}`,
    removes: ({ audience }) => `Quita de ${audience}`,
    act: 'Qué ocurre',
    add: 'Añadir',
    remove: 'Quitar',
    audience: 'Audiencia',
    hint: 'En Personas ves quién está en ella y la descargas para una red publicitaria: para llegar a esa gente o para ahorrarle anuncios.',
    missing: 'Nombra la audiencia',
  },
})

/** A list of people that ads go by. */
export const AUDIENCE_DESIGN: NodeDesign<'audience'> = {
  icon: 'audience',
  name: { en: 'Audience', es: 'Audiencia' },
  search: {
    en: 'add remove list ads suppression suppress exclude retargeting',
    es: 'añadir quitar lista anuncios exclusión excluir suprimir retargeting',
  },
  create: (frame) => ({ ...frame, kind: 'audience', act: 'add', audience: '' }),
  summarize: ({ act, audience }, locale) => {
    const m = WORDS[locale]
    if (audience === '') return m.unnamed
    return act === 'add'
      ? m.adds({ audience: quote(locale, audience) })
      : m.removes({ audience: quote(locale, audience) })
  },
  namePort: nameOnlyPort,
  Form: AudienceForm,
}

function AudienceForm({ node, onEdit, context }: NodeFormProps<'audience'>) {
  const m = useMessages(WORDS)
  const { codes, readOnly, suggestions } = context
  return (
    <>
      <Field label={m.act}>
        <SegmentedControl
          label={m.act}
          value={node.act}
          onValueChange={(act) => onEdit({ ...node, act }, 'act')}
          segments={[
            { value: 'add', label: m.add, icon: 'add', disabled: readOnly },
            { value: 'remove', label: m.remove, icon: 'remove', disabled: readOnly },
          ]}
          stretch
        />
      </Field>
      <AudienceInput
        label={m.audience}
        hint={m.hint}
        value={node.audience}
        onValueChange={(audience) => onEdit({ ...node, audience }, 'audience')}
        suggestions={suggestions}
        error={codes.has('missing-audience') ? m.missing : undefined}
        disabled={readOnly}
      />
    </>
  )
}
