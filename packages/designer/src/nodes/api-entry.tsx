import { defineMessages, useMessages } from '@periplo/ui'
import { ConditionEditor } from '../condition/condition-editor.tsx'
import { findPaths } from '../inspector/suggest.ts'
import { sayCondition } from '../words/condition-words.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    asked: 'When a server, a member or another journey asks',
    where: (args: { rule: string }) => `When asked, where ${args.rule}`,
    hint: 'A server asks with POST /v1/enroll, a member on the page of a person, another journey with its last step.',
    filter: 'Only if',
  },
  es: {
    asked: 'Cuando lo pide un servidor, un miembro u otro recorrido',
    where: ({ rule }) => `Cuando se pide, donde ${rule}`,
    hint: 'Un servidor lo pide con POST /v1/enroll, un miembro en la página de una persona, otro recorrido con su último paso.',
    filter: 'Solo si',
  },
})

/** The way in for whoever asks. */
export const API_ENTRY_DESIGN: NodeDesign<'api-entry'> = {
  icon: 'sign-in',
  name: { en: 'On request', es: 'A petición' },
  search: {
    en: 'start entry api call manual enroll by hand',
    es: 'inicio entrada api llamada manual inscribir a mano',
  },
  create: (frame) => ({ ...frame, kind: 'api-entry' }),
  summarize: ({ filter }, locale) =>
    filter ? WORDS[locale].where({ rule: sayCondition(locale, filter) }) : WORDS[locale].asked,
  namePort: nameOnlyPort,
  Form: ApiEntryForm,
}

function ApiEntryForm({ node, onEdit, context }: NodeFormProps<'api-entry'>) {
  const m = useMessages(WORDS)
  const { suggestions } = context
  return (
    <>
      <p className="d-hint">{m.hint}</p>
      <ConditionEditor
        label={m.filter}
        condition={node.filter}
        onConditionChange={(filter) => onEdit({ ...node, filter }, 'filter')}
        paths={{
          event: findPaths(suggestions, ['Enrollment Requested']),
          entry: [],
          trait: suggestions.traits ?? [],
        }}
        context={context}
      />
    </>
  )
}
