import { defineMessages, useMessages } from '@periplo/ui'
import { ConditionEditor } from '../condition/condition-editor.tsx'
import { toOfferedPaths } from '../inspector/suggest.ts'
import { sayCondition } from '../words/condition-words.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    unnamed: 'Say what decides',
    yes: 'yes',
    no: 'no',
    rule: '“Yes” if',
    missing: 'Add at least one rule',
  },
  es: {
    unnamed: 'Di qué decide',
    yes: 'sí',
    no: 'no',
    rule: '«Sí» si',
    missing: 'Añade al menos una regla',
  },
})

/** A fork with two ways. */
export const CONDITION_DESIGN: NodeDesign<'condition'> = {
  icon: 'condition',
  name: { en: 'Yes or no', es: 'Sí o no' },
  search: { en: 'condition if branch decide filter', es: 'condición si rama decidir filtro' },
  create: (frame) => ({ ...frame, kind: 'condition' }),
  summarize: (node, locale) =>
    node.condition ? sayCondition(locale, node.condition) : WORDS[locale].unnamed,
  namePort: (_node, port, locale) => (port === 'yes' ? WORDS[locale].yes : WORDS[locale].no),
  Form: ConditionForm,
}

function ConditionForm({ node, onEdit, context }: NodeFormProps<'condition'>) {
  const m = useMessages(WORDS)
  return (
    <ConditionEditor
      label={m.rule}
      condition={node.condition}
      onConditionChange={(condition) => onEdit({ ...node, condition }, 'condition')}
      paths={toOfferedPaths(context)}
      context={context}
      error={context.codes.has('missing-condition') ? m.missing : undefined}
    />
  )
}
