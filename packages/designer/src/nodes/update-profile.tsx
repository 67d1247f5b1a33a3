import type { TraitChange } from '@periplo/model'
import { Button, defineMessages, Field, IconButton, NumberField, Select, useMessages } from '@periplo/ui'
import { LiteralInput } from '../condition/literal-input.tsx'
import { OperandInput } from '../condition/operand-input.tsx'
import { PathInput } from '../inspector/path-input.tsx'
import { toOfferedPaths } from '../inspector/suggest.ts'
import { sayList, sayLiteral } from '../words/say.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    unnamed: 'Say what changes',
    value: (args: { trait: string; value: string }) => `sets ${args.trait} to ${args.value}`,
    copy: (args: { trait: string; from: string }) => `copies ${args.from} to ${args.trait}`,
    add: (args: { trait: string; by: string }) => `adds ${args.by} to ${args.trait}`,
    nothing: (args: { trait: string }) => `clears ${args.trait}`,
    changes: 'Changes, in this order',
    trait: 'Trait',
    how: 'What happens to it',
    missing: 'Name a trait',
    toValue: 'gets a value',
    toCopy: 'copies a value',
    toAdd: 'adds a number',
    toNothing: 'is cleared',
    newValue: 'New value',
    by: 'Add',
    addChange: 'Add a change',
    removeChange: (args: { place: number }) => `Remove change ${args.place}`,
    atLeastOne: 'Add at least one change',
  },
  es: {
    unnamed: 'Di qué cambia',
    value: ({ trait, value }) => `pone ${trait} a ${value}`,
    copy: ({ trait, from }) => `copia ${from} en ${trait}`,
    add: ({ trait, by }) => `suma ${by} a ${trait}`,
    nothing: ({ trait }) => `borra ${trait}`,
    changes: 'Cambios, en este orden',
    trait: 'Rasgo',
    how: 'Qué le pasa',
    missing: 'Nombra un rasgo',
    toValue: 'recibe un valor',
    toCopy: 'copia un valor',
    toAdd: 'suma un número',
    toNothing: 'se borra',
    newValue: 'Valor nuevo',
    by: 'Sumar',
    addChange: 'Añadir un cambio',
    removeChange: ({ place }) => `Quitar el cambio ${place}`,
    atLeastOne: 'Añade al menos un cambio',
  },
})

/** A change of the person's traits. */
export const UPDATE_PROFILE_DESIGN: NodeDesign<'update-profile'> = {
  icon: 'update-profile',
  name: { en: 'Profile change', es: 'Cambio de perfil' },
  search: { en: 'update trait attribute set points person', es: 'actualizar rasgo atributo puntos persona' },
  create: (frame) => ({ ...frame, kind: 'update-profile', changes: [{ to: 'value', trait: '', value: '' }] }),
  summarize: ({ changes }, locale) => {
    const said = changes.filter((change) => change.trait !== '').map((change) => sayChange(change, locale))
    const sentence = sayList(locale, said, 'conjunction')
    return sentence === ''
      ? WORDS[locale].unnamed
      : sentence.charAt(0).toLocaleUpperCase(locale) + sentence.slice(1)
  },
  namePort: nameOnlyPort,
  Form: ProfileForm,
}

function sayChange(change: TraitChange, locale: 'en' | 'es'): string {
  const m = WORDS[locale]
  const { trait } = change
  switch (change.to) {
    case 'value':
      return m.value({ trait, value: sayLiteral(locale, change.value) })
    case 'copy':
      return m.copy({ trait, from: change.operand.path || '…' })
    case 'add':
      return m.add({ trait, by: sayLiteral(locale, change.by) })
    case 'nothing':
      return m.nothing({ trait })
  }
}

function ProfileForm({ node, onEdit, context }: NodeFormProps<'update-profile'>) {
  const m = useMessages(WORDS)
  const edit = (changes: TraitChange[], field: string) => onEdit({ ...node, changes }, field)
  return (
    <fieldset className="d-group" disabled={context.readOnly}>
      <legend className="d-legend">{m.changes}</legend>
      {node.changes.map((change, index) => (
        <ChangeRow
          // oxlint-disable-next-line react/no-array-index-key -- their order is what changes mean
          key={index}
          change={change}
          place={index + 1}
          context={context}
          onChange={(next) => edit(node.changes.with(index, next), `${index}`)}
          onRemove={() => edit(node.changes.toSpliced(index, 1), 'remove')}
        />
      ))}
      {node.changes.length === 0 && <p className="d-error">{m.atLeastOne}</p>}
      {node.changes.length < 20 && (
        <Button
          size="sm"
          icon="add"
          onClick={() => edit([...node.changes, { to: 'value', trait: '', value: '' }], 'add')}
        >
          {m.addChange}
        </Button>
      )}
    </fieldset>
  )
}

interface ChangeRowProps {
  readonly change: TraitChange
  readonly place: number
  readonly context: NodeFormProps<'update-profile'>['context']
  readonly onChange: (change: TraitChange) => void
  readonly onRemove: () => void
}

const STARTS: { readonly [To in TraitChange['to']]: (trait: string) => TraitChange } = {
  value: (trait) => ({ to: 'value', trait, value: '' }),
  copy: (trait) => ({ to: 'copy', trait, operand: { from: 'event', path: '' } }),
  add: (trait) => ({ to: 'add', trait, by: 1 }),
  nothing: (trait) => ({ to: 'nothing', trait }),
}

function ChangeRow({ change, place, context, onChange, onRemove }: ChangeRowProps) {
  const m = useMessages(WORDS)
  return (
    <div className="d-rule">
      <div className="d-rule-head">
        <Select
          label={m.how}
          value={change.to}
          onValueChange={(to) => onChange(STARTS[to](change.trait))}
          options={[
            { value: 'value', label: m.toValue },
            { value: 'copy', label: m.toCopy },
            { value: 'add', label: m.toAdd },
            { value: 'nothing', label: m.toNothing },
          ]}
        />
        <IconButton icon="close" size="sm" label={m.removeChange({ place })} onClick={onRemove} />
      </div>
      <PathInput
        label={m.trait}
        value={change.trait}
        onValueChange={(trait) => onChange({ ...change, trait })}
        paths={context.suggestions.traits ?? []}
        error={change.trait === '' ? m.missing : undefined}
      />
      <ChangeValue change={change} context={context} onChange={onChange} />
    </div>
  )
}

function ChangeValue({ change, context, onChange }: Pick<ChangeRowProps, 'change' | 'context' | 'onChange'>) {
  const m = useMessages(WORDS)
  switch (change.to) {
    case 'value':
      return (
        <LiteralInput
          label={m.newValue}
          value={change.value}
          onValueChange={(value) => onChange({ ...change, value })}
        />
      )
    case 'copy':
      return (
        <OperandInput
          operand={change.operand}
          onOperandChange={(operand) => onChange({ ...change, operand })}
          paths={toOfferedPaths(context)}
        />
      )
    case 'add':
      return (
        <Field label={m.by}>
          <NumberField value={change.by} onValueChange={(by) => by !== null && onChange({ ...change, by })} />
        </Field>
      )
    case 'nothing':
      return null
  }
}
