import type { Condition } from '@periplo/model'
import { Button, defineMessages, Select, useMessages } from '@periplo/ui'
import type { FormContext } from '../nodes/node-design.ts'
import type { GroupMode } from './condition-tree.ts'
import { isGroup, toCondition, toGroup, toNewRule } from './condition-tree.ts'
import type { ConditionEditorProps } from './editor-props.ts'
import type { OfferedPaths } from './paths.ts'
import { RuleEditor } from './rule-editor.tsx'

const WORDS = defineMessages({
  en: {
    all: 'all of these are true',
    any: 'any of these is true',
    none: 'none of these is true',
    'not-all': 'not all of these are true',
    mode: (args: { label: string }) => `${args.label}: how rules count together`,
    addRule: 'Add a rule',
    addGroup: 'Add a group',
    incomplete: 'A rule is not finished',
  },
  es: {
    all: 'se cumplen todas',
    any: 'se cumple alguna',
    none: 'no se cumple ninguna',
    'not-all': 'no se cumplen todas',
    mode: ({ label }) => `${label}: cómo cuentan las reglas`,
    addRule: 'Añadir una regla',
    addGroup: 'Añadir un grupo',
    incomplete: 'Hay una regla sin terminar',
  },
})

const MODES = ['all', 'any', 'none', 'not-all'] as const satisfies readonly GroupMode[]

/** Groups inside groups beyond this depth are shown but not added. */
const DEEPEST = 2

/** A condition as rules a marketer can fill in: groups of all, any or none, with comparisons and counts. */
export function ConditionEditor(props: ConditionEditorProps) {
  const { label, condition, onConditionChange, paths, context, hint, error, depth = 0 } = props
  const m = useMessages(WORDS)
  const group = condition ? toGroup(condition) : { mode: 'all' as const, of: [] }
  const change = (of: readonly Condition[]) => onConditionChange(toCondition({ ...group, of }))
  const first = context.subjects?.includes('event') === false ? 'trait' : 'event'
  const fault =
    error ??
    (depth === 0 && condition && context.codes.has('incomplete-condition') ? m.incomplete : undefined)
  return (
    <fieldset className="d-group" disabled={context.readOnly} data-nested={depth > 0 || undefined}>
      <legend className="d-legend">{label}</legend>
      {hint && <p className="d-hint">{hint}</p>}
      {condition && (group.of.length > 1 || isGroup(condition)) && (
        <Select
          label={m.mode({ label })}
          value={group.mode}
          onValueChange={(mode) => onConditionChange(toCondition({ ...group, mode }))}
          options={MODES.map((mode) => ({ value: mode, label: m[mode] }))}
        />
      )}
      {group.of.map((part, index) => (
        <ConditionPart
          // oxlint-disable-next-line react/no-array-index-key -- rules are told apart by place alone
          key={index}
          {...{ paths, context, depth, part }}
          place={index + 1}
          onPartChange={(next) => change(next ? group.of.with(index, next) : group.of.toSpliced(index, 1))}
        />
      ))}
      {fault && <p className="d-error">{fault}</p>}
      {!context.readOnly && (
        <div className="d-acts">
          <Button size="sm" icon="add" onClick={() => change([...group.of, toNewRule(first)])}>
            {m.addRule}
          </Button>
          {depth < DEEPEST && condition && (
            <Button
              size="sm"
              variant="ghost"
              onClick={() => change([...group.of, { op: 'any', of: [toNewRule(first)] }])}
            >
              {m.addGroup}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  )
}

const NESTED = defineMessages({
  en: { group: (args: { place: number }) => `Group ${args.place}` },
  es: { group: ({ place }) => `Grupo ${place}` },
})

function ConditionPart(props: {
  readonly part: Condition
  readonly place: number
  readonly depth: number
  readonly paths: OfferedPaths
  readonly context: FormContext
  readonly onPartChange: (part: Condition | undefined) => void
}) {
  const { part, place, depth, paths, context, onPartChange } = props
  const m = useMessages(NESTED)
  if (!isGroup(part))
    return (
      <RuleEditor
        {...{ place, paths, context, depth }}
        Group={ConditionEditor}
        rule={part}
        onRuleChange={onPartChange}
      />
    )
  return (
    <ConditionEditor
      label={m.group({ place })}
      condition={part}
      onConditionChange={onPartChange}
      paths={paths}
      context={context}
      depth={depth + 1}
    />
  )
}
