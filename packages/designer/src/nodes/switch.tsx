import type { SwitchCase } from '@periplo/model'
import { OTHERWISE } from '@periplo/model'
import { Button, defineMessages, IconButton, useMessages } from '@periplo/ui'
import { ConditionEditor } from '../condition/condition-editor.tsx'
import { DraftText } from '../inspector/draft-text.tsx'
import { toOfferedPaths } from '../inspector/suggest.ts'
import { sayList } from '../words/say.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    first: (args: { titles: string }) => `The first that is true: ${args.titles}`,
    otherwise: 'else',
    case: (args: { place: number }) => `Way ${args.place}`,
    title: (args: { place: number }) => `Name of way ${args.place}`,
    rule: (args: { title: string }) => `“${args.title}” if`,
    missing: 'Add at least one rule',
    duplicate: 'Two ways share an internal name. Remove one and add it anew.',
    add: 'Add a way',
    remove: (args: { title: string }) => `Remove way ${args.title}`,
    hint: 'People take the first way that is true, and “else” if none is.',
  },
  es: {
    first: ({ titles }) => `La primera que se cumpla: ${titles}`,
    otherwise: 'en otro caso',
    case: ({ place }) => `Vía ${place}`,
    title: ({ place }) => `Nombre de la vía ${place}`,
    rule: ({ title }) => `«${title}» si`,
    missing: 'Añade al menos una regla',
    duplicate: 'Dos vías comparten nombre interno. Quita una y añádela de nuevo.',
    add: 'Añadir una vía',
    remove: ({ title }) => `Quitar la vía ${title}`,
    hint: 'Se toma la primera vía que se cumpla y, si ninguna, «en otro caso».',
  },
})

const MOST = 10

/** A fork with many ways. */
export const SWITCH_DESIGN: NodeDesign<'switch'> = {
  icon: 'branch',
  name: { en: 'Many ways', es: 'Varias vías' },
  search: { en: 'switch branch if cases decide', es: 'bifurcación rama si casos decidir' },
  create: (frame) => ({
    ...frame,
    kind: 'switch',
    cases: [
      { id: 'way-1', title: '1' },
      { id: 'way-2', title: '2' },
    ],
  }),
  summarize: ({ cases }, locale) =>
    WORDS[locale].first({
      titles: sayList(
        locale,
        cases.map(({ id, title }) => title || id),
        'disjunction',
      ),
    }),
  namePort: ({ cases }, port, locale) =>
    port === OTHERWISE ? WORDS[locale].otherwise : cases.find((one) => one.id === port)?.title || port,
  Form: SwitchForm,
}

function SwitchForm({ node, onEdit, context }: NodeFormProps<'switch'>) {
  const m = useMessages(WORDS)
  const { cases } = node
  const edit = (next: SwitchCase[], field: string) => onEdit({ ...node, cases: next }, field)
  return (
    <>
      {cases.map((one, index) => (
        <CaseForm
          key={one.id}
          one={one}
          place={index + 1}
          context={context}
          onCaseChange={(next, field) => edit(cases.with(index, next), `${one.id}.${field}`)}
          onRemove={cases.length > 1 ? () => edit(cases.toSpliced(index, 1), 'remove') : undefined}
        />
      ))}
      {context.codes.has('duplicate-branch') && <p className="d-error">{m.duplicate}</p>}
      <p className="d-hint">{m.hint}</p>
      {!context.readOnly && cases.length < MOST && (
        <Button size="sm" icon="add" onClick={() => edit([...cases, toNewCase(cases)], 'add')}>
          {m.add}
        </Button>
      )}
    </>
  )
}

function CaseForm(props: {
  readonly one: SwitchCase
  readonly place: number
  readonly context: NodeFormProps<'switch'>['context']
  readonly onCaseChange: (one: SwitchCase, field: string) => void
  readonly onRemove: (() => void) | undefined
}) {
  const { one, place, context, onCaseChange, onRemove } = props
  const m = useMessages(WORDS)
  const { condition, ...rest } = one
  return (
    <fieldset className="d-group" disabled={context.readOnly}>
      <legend className="d-legend">{m.case({ place })}</legend>
      <div className="d-rule-head">
        <DraftText
          aria-label={m.title({ place })}
          value={one.title}
          maxLength={40}
          onCommit={(title) => onCaseChange({ ...one, title }, 'title')}
        />
        <IconButton
          icon="close"
          size="sm"
          label={m.remove({ title: one.title || one.id })}
          disabled={!onRemove}
          onClick={onRemove}
        />
      </div>
      <ConditionEditor
        label={m.rule({ title: one.title || one.id })}
        condition={condition}
        onConditionChange={(next) => onCaseChange(next ? { ...rest, condition: next } : rest, 'condition')}
        paths={toOfferedPaths(context)}
        context={context}
        error={context.codes.has('missing-condition') && !condition ? m.missing : undefined}
      />
    </fieldset>
  )
}

function toNewCase(cases: readonly SwitchCase[]): SwitchCase {
  const taken = new Set(cases.map((one) => one.id))
  const place = Array.from({ length: MOST + 1 }, (_, index) => index + 1).find(
    (number) => !taken.has(`way-${number}`),
  )
  return { id: `way-${place ?? cases.length + 1}`, title: String(cases.length + 1) }
}
