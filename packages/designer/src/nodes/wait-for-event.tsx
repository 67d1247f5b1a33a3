import type { NodeOf } from '@periplo/model'
import { defineMessages, Field, Switch, useMessages } from '@periplo/ui'
import { ConditionEditor } from '../condition/condition-editor.tsx'
import { DurationInput } from '../inspector/duration-input.tsx'
import { EventInput } from '../inspector/event-input.tsx'
import { PathInput } from '../inspector/path-input.tsx'
import { findPaths } from '../inspector/suggest.ts'
import { sayDuration } from '../words/say.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    unnamed: 'Choose the event to wait for',
    wait: (args: { event: string; timeout: string; same: string }) =>
      `${args.event}${args.same ? `, same ${args.same}` : ''}, up to ${args.timeout}`,
    arrived: 'arrived',
    timedOut: 'timed out',
    event: 'Waits until this happens',
    missing: 'Choose an event',
    timeout: 'At most',
    timeoutHint: 'After that the person leaves by “timed out”.',
    same: 'It must be about the same thing',
    sameHint: 'The same cart, order or case the person entered with.',
    property: 'Property of the awaited event',
    entryProperty: 'equals this property of the entering event',
    missingPath: 'Name both properties',
    filter: 'Only if',
  },
  es: {
    unnamed: 'Elige el evento que se espera',
    wait: ({ event, timeout, same }) => `${event}${same ? `, mismo ${same}` : ''}, hasta ${timeout}`,
    arrived: 'llegó',
    timedOut: 'venció',
    event: 'Espera hasta que ocurra esto',
    missing: 'Elige un evento',
    timeout: 'Como mucho',
    timeoutHint: 'Después la persona sale por «venció».',
    same: 'Debe tratar de lo mismo',
    sameHint: 'El mismo carrito, pedido o caso con el que se entró.',
    property: 'Propiedad del evento esperado',
    entryProperty: 'es igual a esta del evento de entrada',
    missingPath: 'Nombra las dos propiedades',
    filter: 'Solo si',
  },
})

/** A wait for something to happen. */
export const WAIT_FOR_EVENT_DESIGN: NodeDesign<'wait-for-event'> = {
  icon: 'wait-for-event',
  name: { en: 'Wait for event', es: 'Esperar evento' },
  search: { en: 'until happens timeout listen', es: 'hasta ocurra plazo escuchar' },
  create: (frame) => ({ ...frame, kind: 'wait-for-event', event: '', timeout: { amount: 7, unit: 'days' } }),
  summarize: (node, locale) => {
    const m = WORDS[locale]
    if (node.event === '') return m.unnamed
    const timeout = sayDuration(locale, node.timeout)
    return m.wait({ event: node.event, timeout, same: node.correlation?.property ?? '' })
  },
  namePort: (_node, port, locale) => (port === 'arrived' ? WORDS[locale].arrived : WORDS[locale].timedOut),
  Form: WaitForm,
}

function WaitForm({ node, onEdit, context }: NodeFormProps<'wait-for-event'>) {
  const m = useMessages(WORDS)
  const { suggestions, codes, readOnly, entryEvents } = context
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
      <DurationInput
        label={m.timeout}
        hint={m.timeoutHint}
        value={node.timeout}
        onValueChange={(timeout) => onEdit({ ...node, timeout }, 'timeout')}
        disabled={readOnly}
      />
      <SameThing node={node} onEdit={onEdit} context={context} />
      <ConditionEditor
        label={m.filter}
        condition={node.filter}
        onConditionChange={(filter) => onEdit({ ...node, filter }, 'filter')}
        paths={{
          event: findPaths(suggestions, [node.event]),
          entry: findPaths(suggestions, entryEvents),
          trait: suggestions.traits ?? [],
        }}
        context={context}
      />
    </>
  )
}

function SameThing({ node, onEdit, context }: NodeFormProps<'wait-for-event'>) {
  const m = useMessages(WORDS)
  const { suggestions, codes, readOnly, entryEvents } = context
  const { correlation } = node
  const edit = (next: NodeOf<'wait-for-event'>['correlation']) =>
    onEdit({ ...node, correlation: next }, 'correlation')
  return (
    <>
      <Field label={m.same} hint={m.sameHint} layout="inline">
        <Switch
          checked={correlation !== undefined}
          onCheckedChange={(on) => edit(on ? { property: '', entryProperty: '' } : undefined)}
          disabled={readOnly}
        />
      </Field>
      {correlation && (
        <>
          <PathInput
            label={m.property}
            value={correlation.property}
            onValueChange={(property) => edit({ ...correlation, property })}
            paths={findPaths(suggestions, [node.event])}
            error={
              codes.has('missing-correlation') && correlation.property === '' ? m.missingPath : undefined
            }
            disabled={readOnly}
          />
          <PathInput
            label={m.entryProperty}
            value={correlation.entryProperty}
            onValueChange={(entryProperty) => edit({ ...correlation, entryProperty })}
            paths={findPaths(suggestions, entryEvents)}
            error={
              codes.has('missing-correlation') && correlation.entryProperty === '' ? m.missingPath : undefined
            }
            disabled={readOnly}
          />
        </>
      )}
    </>
  )
}
