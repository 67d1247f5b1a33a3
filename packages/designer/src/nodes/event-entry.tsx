import { defineMessages, useMessages } from '@periplo/ui'
import { ConditionEditor } from '../condition/condition-editor.tsx'
import { findPaths } from '../inspector/suggest.ts'
import { EventInput } from '../inspector/event-input.tsx'
import { sayCondition } from '../words/condition-words.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    unnamed: 'Choose the event people enter by',
    where: (args: { event: string; rule: string }) => `${args.event}, where ${args.rule}`,
    event: 'People enter when this happens',
    missing: 'Choose an event',
    filter: 'Only if',
  },
  es: {
    unnamed: 'Elige el evento por el que se entra',
    where: ({ event, rule }) => `${event}, donde ${rule}`,
    event: 'Se entra cuando ocurre esto',
    missing: 'Elige un evento',
    filter: 'Solo si',
  },
})

/** The way in. */
export const EVENT_ENTRY_DESIGN: NodeDesign<'event-entry'> = {
  icon: 'event-entry',
  name: { en: 'An event', es: 'Un evento' },
  search: { en: 'start entry trigger enter', es: 'inicio entrada disparador empezar' },
  create: (frame) => ({ ...frame, kind: 'event-entry', event: '' }),
  summarize: (node, locale) => {
    const m = WORDS[locale]
    if (node.event === '') return m.unnamed
    return node.filter ? m.where({ event: node.event, rule: sayCondition(locale, node.filter) }) : node.event
  },
  namePort: nameOnlyPort,
  Form: EventEntryForm,
}

function EventEntryForm({ node, onEdit, context }: NodeFormProps<'event-entry'>) {
  const m = useMessages(WORDS)
  const { suggestions, codes, readOnly } = context
  return (
    <>
      <EventInput
        label={m.event}
        value={node.event}
        onValueChange={(event) => onEdit({ ...node, event }, 'event')}
        suggestions={suggestions}
        error={codes.has('missing-event') ? m.missing : undefined}
        disabled={readOnly}
      />
      <ConditionEditor
        label={m.filter}
        condition={node.filter}
        onConditionChange={(filter) => onEdit({ ...node, filter }, 'filter')}
        paths={{ event: findPaths(suggestions, [node.event]), entry: [], trait: suggestions.traits ?? [] }}
        context={context}
      />
    </>
  )
}
