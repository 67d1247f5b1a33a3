import type {
  Comparison,
  CompareCondition,
  Condition,
  CountCondition,
  Operand,
  PresenceCondition,
} from '@periplo/model'
import { COMPARISONS } from '@periplo/model'
import {
  Checkbox,
  defineMessages,
  Field,
  IconButton,
  NumberField,
  Select,
  useLocale,
  useMessages,
} from '@periplo/ui'
import type { ComponentType } from 'react'
import { DurationInput } from '../inspector/duration-input.tsx'
import { EventInput } from '../inspector/event-input.tsx'
import { PathInput } from '../inspector/path-input.tsx'
import { findPaths } from '../inspector/suggest.ts'
import type { FormContext } from '../nodes/node-design.ts'
import { COMPARISON_WORDS, COUNT_WORDS } from '../words/condition-words.ts'
import { VALUE_KIND, withComparison } from './condition-tree.ts'
import type { ConditionEditorProps } from './editor-props.ts'
import type { OfferedPaths } from './paths.ts'
import { ValueInput } from './value-input.tsx'

const WORDS = defineMessages({
  en: {
    about: (args: { place: number }) => `Rule ${args.place} looks at`,
    trait: 'a trait of the person',
    event: 'the event at hand',
    entry: 'the entering event',
    count: 'what the person did',
    remove: (args: { place: number }) => `Remove rule ${args.place}`,
    property: 'Property',
    name: 'Trait',
    comparison: 'Comparison',
    exists: 'is known',
    missing: 'is missing',
    not: 'The opposite',
    did: 'Event',
    often: 'How often',
    times: 'Times',
    within: 'In the last',
    filter: 'Only those where',
  },
  es: {
    about: ({ place }) => `La regla ${place} mira`,
    trait: 'un rasgo de la persona',
    event: 'el evento del momento',
    entry: 'el evento de entrada',
    count: 'lo que hizo la persona',
    remove: ({ place }) => `Quitar la regla ${place}`,
    property: 'Propiedad',
    name: 'Rasgo',
    comparison: 'Comparación',
    exists: 'se conoce',
    missing: 'falta',
    not: 'Lo contrario',
    did: 'Evento',
    often: 'Cuántas veces',
    times: 'Veces',
    within: 'En los últimos',
    filter: 'Solo aquellos donde',
  },
})

interface RuleProps<Rule> {
  /** Draws the rules inside a rule: handed down, because it draws rules itself. */
  readonly Group: ComponentType<ConditionEditorProps>
  readonly rule: Rule
  readonly place: number
  readonly depth: number
  readonly paths: OfferedPaths
  readonly context: FormContext
  readonly onRuleChange: (rule: Condition | undefined) => void
}

type Subject = Operand['from'] | 'count'
const SUBJECTS = ['event', 'trait', 'entry', 'count'] as const satisfies readonly Subject[]

/** One rule: what it looks at, how it compares, with what; and whether its opposite is meant. */
export function RuleEditor({ rule, onRuleChange, ...rest }: RuleProps<Condition>) {
  const m = useMessages(WORDS)
  const negated = rule.op === 'not'
  const inner = negated ? rule.of : rule
  const change = (next: Condition) => onRuleChange(negated ? { op: 'not', of: next } : next)
  return (
    <div className="d-rule">
      <div className="d-rule-head">
        <Select
          size="sm"
          label={m.about({ place: rest.place })}
          value={subjectOf(inner)}
          onValueChange={(subject) => change(toSubject(inner, subject))}
          options={SUBJECTS.map((subject) => ({ value: subject, label: m[subject] }))}
        />
        <IconButton
          icon="close"
          size="sm"
          label={m.remove({ place: rest.place })}
          onClick={() => onRuleChange(undefined)}
        />
      </div>
      <RuleBody {...rest} rule={inner} onRuleChange={(next) => next && change(next)} />
      <Checkbox
        checked={negated}
        onCheckedChange={(on) => onRuleChange(on ? { op: 'not', of: inner } : inner)}
      >
        {m.not}
      </Checkbox>
    </div>
  )
}

function RuleBody(props: RuleProps<Condition>) {
  const { rule, Group } = props
  switch (rule.op) {
    case 'compare':
    case 'exists':
    case 'missing':
      return <CompareBody {...props} rule={rule} />
    case 'count':
      return <CountBody {...props} rule={rule} />
    case 'not':
    case 'all':
    case 'any':
      return (
        <Group
          {...props}
          label=""
          condition={rule}
          onConditionChange={props.onRuleChange}
          depth={props.depth + 1}
        />
      )
  }
}

function CompareBody({ rule, paths, onRuleChange }: RuleProps<CompareCondition | PresenceCondition>) {
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  const { operand } = rule
  const choose = (next: Comparison | 'exists' | 'missing') => {
    if (next === 'exists' || next === 'missing') return onRuleChange({ op: next, operand })
    const from: CompareCondition =
      rule.op === 'compare' ? rule : { op: 'compare', operand, is: next, value: '' }
    return onRuleChange(withComparison(from, next))
  }
  return (
    <>
      <PathInput
        label={operand.from === 'trait' ? m.name : m.property}
        value={operand.path}
        onValueChange={(path) => onRuleChange({ ...rule, operand: { ...operand, path } })}
        paths={paths[operand.from]}
      />
      <Select
        label={m.comparison}
        value={rule.op === 'compare' ? rule.is : rule.op}
        onValueChange={choose}
        options={[
          ...COMPARISONS.map((is) => ({ value: is, label: COMPARISON_WORDS[locale][is] })),
          { value: 'exists' as const, label: m.exists },
          { value: 'missing' as const, label: m.missing },
        ]}
      />
      {rule.op === 'compare' && (
        <ValueInput
          // another kind of comparison takes another kind of field
          key={VALUE_KIND[rule.is]}
          kind={VALUE_KIND[rule.is]}
          value={rule.value}
          onValueChange={(value) => onRuleChange({ ...rule, value })}
        />
      )}
    </>
  )
}

function CountBody({ rule, paths, context, depth, onRuleChange, Group }: RuleProps<CountCondition>) {
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  return (
    <>
      <EventInput
        label={m.did}
        value={rule.event}
        onValueChange={(event) => onRuleChange({ ...rule, event })}
        suggestions={context.suggestions}
      />
      <div className="d-pair">
        <Field label={m.often}>
          <Select
            value={rule.is}
            onValueChange={(is) => onRuleChange({ ...rule, is })}
            options={(['at-least', 'at-most', 'exactly'] as const).map((is) => ({
              value: is,
              label: COUNT_WORDS[locale][is],
            }))}
          />
        </Field>
        <Field label={m.times}>
          <NumberField
            value={rule.times}
            min={0}
            max={1000}
            onValueChange={(times) => times !== null && onRuleChange({ ...rule, times: Math.round(times) })}
          />
        </Field>
      </div>
      <DurationInput
        label={m.within}
        value={rule.within}
        onValueChange={(within) => onRuleChange({ ...rule, within })}
      />
      {depth < 2 && (
        <Group
          label={m.filter}
          condition={rule.filter}
          onConditionChange={(filter) => onRuleChange({ ...rule, filter })}
          paths={{ ...paths, event: findPaths(context.suggestions, [rule.event]) }}
          context={context}
          depth={depth + 1}
        />
      )}
    </>
  )
}

function subjectOf(rule: Condition): Subject {
  return 'operand' in rule ? rule.operand.from : 'count'
}

function toSubject(rule: Condition, subject: Subject): Condition {
  if (subject === 'count') {
    return { op: 'count', event: '', within: { amount: 30, unit: 'days' }, is: 'at-least', times: 1 }
  }
  if ('operand' in rule) return { ...rule, operand: { from: subject, path: '' } }
  return { op: 'compare', operand: { from: subject, path: '' }, is: 'equals', value: '' }
}
