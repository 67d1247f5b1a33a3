import type { EmittedProperty, Literal, Operand } from '@periplo/model'
import { Button, defineMessages, IconButton, Select, useMessages } from '@periplo/ui'
import { LiteralInput } from '../condition/literal-input.tsx'
import { OperandInput } from '../condition/operand-input.tsx'
import { DraftText } from '../inspector/draft-text.tsx'
import { EventInput } from '../inspector/event-input.tsx'
import { toOfferedPaths } from '../inspector/suggest.ts'
import { quote } from '../words/say.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    tells: (args: { event: string }) => `Tells ${args.event}`,
    unnamed: 'Choose the event to tell',
    event: 'The event',
    hint: 'It lets people into journeys and moves them like any other event. Events that bring one another about at once stop after eight.',
    missing: 'Choose an event',
    properties: 'With these properties',
    name: (args: { place: number }) => `Name of property ${args.place}`,
    value: (args: { place: number }) => `Value of property ${args.place}`,
    from: (args: { place: number }) => `Where property ${args.place} comes from`,
    plain: 'a fixed value',
    operand: 'copied from',
    incomplete: 'A property is not finished',
    add: 'Add a property',
    remove: (args: { place: number }) => `Remove property ${args.place}`,
  },
  es: {
    tells: ({ event }) => `Comunica ${event}`,
    unnamed: 'Elige el evento que se comunica',
    event: 'El evento',
    hint: 'Hace entrar y avanzar a la gente como cualquier otro evento. Los eventos que se provocan unos a otros al momento se detienen tras ocho.',
    missing: 'Elige un evento',
    properties: 'Con estas propiedades',
    name: ({ place }) => `Nombre de la propiedad ${place}`,
    value: ({ place }) => `Valor de la propiedad ${place}`,
    from: ({ place }) => `De dónde sale la propiedad ${place}`,
    plain: 'un valor fijo',
    operand: 'copiado de',
    incomplete: 'Hay una propiedad sin terminar',
    add: 'Añadir una propiedad',
    remove: ({ place }) => `Quitar la propiedad ${place}`,
  },
})

const MOST = 20

/** An event of our own making. */
export const EMIT_EVENT_DESIGN: NodeDesign<'emit-event'> = {
  icon: 'from-events',
  name: { en: 'Tell an event', es: 'Comunicar evento' },
  search: { en: 'emit event fire trigger send', es: 'emitir evento disparar lanzar' },
  create: (frame) => ({ ...frame, kind: 'emit-event', event: '', properties: [] }),
  summarize: ({ event }, locale) =>
    event === '' ? WORDS[locale].unnamed : WORDS[locale].tells({ event: quote(locale, event) }),
  namePort: nameOnlyPort,
  Form: EmitForm,
}

function EmitForm({ node, onEdit, context }: NodeFormProps<'emit-event'>) {
  const m = useMessages(WORDS)
  const { properties } = node
  const { codes, readOnly, suggestions } = context
  const edit = (next: EmittedProperty[], field: string) => onEdit({ ...node, properties: next }, field)
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
      <p className="d-hint">{m.hint}</p>
      <fieldset className="d-group" disabled={readOnly}>
        <legend className="d-legend">{m.properties}</legend>
        {properties.map((property, index) => (
          <PropertyRow
            // oxlint-disable-next-line react/no-array-index-key -- properties are told apart by place alone
            key={index}
            property={property}
            place={index + 1}
            context={context}
            onPropertyChange={(next) => edit(properties.with(index, next), `${index}`)}
            onRemove={() => edit(properties.toSpliced(index, 1), 'remove')}
          />
        ))}
        {codes.has('missing-property') && <p className="d-error">{m.incomplete}</p>}
        {properties.length < MOST && (
          <Button
            size="sm"
            icon="add"
            onClick={() => edit([...properties, { name: '', value: { from: 'entry', path: '' } }], 'add')}
          >
            {m.add}
          </Button>
        )}
      </fieldset>
    </>
  )
}

function PropertyRow(props: {
  readonly property: EmittedProperty
  readonly place: number
  readonly context: NodeFormProps<'emit-event'>['context']
  readonly onPropertyChange: (property: EmittedProperty) => void
  readonly onRemove: () => void
}) {
  const { property, place, context, onPropertyChange, onRemove } = props
  const m = useMessages(WORDS)
  const { value } = property
  const change = (next: Literal | Operand) => onPropertyChange({ ...property, value: next })
  return (
    <div className="d-rule">
      <div className="d-rule-head">
        <DraftText
          aria-label={m.name({ place })}
          value={property.name}
          maxLength={200}
          onCommit={(name) => onPropertyChange({ ...property, name: name.trim() })}
        />
        <IconButton icon="close" size="sm" label={m.remove({ place })} onClick={onRemove} />
      </div>
      <Select
        label={m.from({ place })}
        value={typeof value === 'object' ? 'operand' : 'plain'}
        onValueChange={(kind) => change(kind === 'plain' ? '' : { from: 'entry', path: '' })}
        options={(['operand', 'plain'] as const).map((kind) => ({ value: kind, label: m[kind] }))}
      />
      {typeof value === 'object' ? (
        <OperandInput operand={value} onOperandChange={change} paths={toOfferedPaths(context)} />
      ) : (
        <LiteralInput label={m.value({ place })} value={value} onValueChange={change} />
      )}
    </div>
  )
}
