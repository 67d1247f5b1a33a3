import type { Comparison, CompareCondition, Condition, PresenceCondition } from '@periplo/model'
import { COMPARISONS } from '@periplo/model'
import { Checkbox, defineMessages, IconButton, Select, useLocale, useMessages } from '@periplo/ui'
import { AudienceInput } from '../inspector/audience-input.tsx'
import { PathInput } from '../inspector/path-input.tsx'
import { LocalWindowInput } from '../inspector/local-window-input.tsx'
import { COMPARISON_WORDS } from '../words/condition-words.ts'
import { withComparison } from './condition-tree.ts'
import { ConsentBody } from './consent-editor.tsx'
import { DeedBody } from './deed-editor.tsx'
import { listOffered } from './paths.ts'
import type { RuleProps } from './rule-props.ts'
import { SegmentBody } from './segment-editor.tsx'
import { listSubjects, subjectOf, toSubject } from './subjects.ts'
import { ValueInput } from './value-input.tsx'

const WORDS = defineMessages({
  en: {
    about: (args: { place: number }) => `Rule ${args.place} looks at`,
    trait: 'a trait of the person',
    event: 'the event at hand',
    entry: 'the entering event',
    run: 'this run of the journey',
    answer: 'the answer to a webhook',
    loyalty: 'their loyalty points',
    count: 'how often the person did something',
    total: 'a total of what the person did',
    first: 'the first thing they did',
    last: 'the last thing they did',
    consent: 'their consent',
    'local-time': 'the time where they are',
    segment: 'whether they are in a segment',
    audience: 'whether they are in an audience',
    audienceName: 'Audience',
    remove: (args: { place: number }) => `Remove rule ${args.place}`,
    property: 'Property',
    name: 'Trait',
    comparison: 'Comparison',
    exists: 'is known',
    missing: 'is missing',
    not: 'The opposite',
  },
  es: {
    about: ({ place }) => `La regla ${place} mira`,
    trait: 'un rasgo de la persona',
    event: 'el evento del momento',
    entry: 'el evento de entrada',
    run: 'esta vuelta del recorrido',
    answer: 'la respuesta a un webhook',
    loyalty: 'sus puntos de fidelidad',
    count: 'cuántas veces hizo algo',
    total: 'un total de lo que hizo',
    first: 'lo primero que hizo',
    last: 'lo último que hizo',
    consent: 'su consentimiento',
    'local-time': 'la hora donde está',
    segment: 'si está en un segmento',
    audience: 'si está en una audiencia',
    audienceName: 'Audiencia',
    remove: ({ place }) => `Quitar la regla ${place}`,
    property: 'Propiedad',
    name: 'Rasgo',
    comparison: 'Comparación',
    exists: 'se conoce',
    missing: 'falta',
    not: 'Lo contrario',
  },
})

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
          label={m.about({ place: rest.place })}
          value={subjectOf(inner)}
          onValueChange={(subject) => change(toSubject(inner, subject))}
          options={listSubjects(rest.context, subjectOf(inner)).map((subject) => ({
            value: subject,
            label: m[subject],
          }))}
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
  const { rule, Group, onRuleChange } = props
  const m = useMessages(WORDS)
  switch (rule.op) {
    case 'compare':
    case 'exists':
    case 'missing':
      return <CompareBody {...props} rule={rule} />
    case 'count':
    case 'total':
    case 'first':
    case 'last':
      return <DeedBody {...props} rule={rule} />
    case 'consent':
      return <ConsentBody rule={rule} onRuleChange={onRuleChange} />
    case 'local-time':
      return (
        <LocalWindowInput
          window={rule.window}
          onWindowChange={(window) => onRuleChange({ ...rule, window })}
          disabled={props.context.readOnly}
        />
      )
    case 'audience':
      return (
        <AudienceInput
          label={m.audienceName}
          value={rule.audience}
          onValueChange={(audience) => onRuleChange({ ...rule, audience })}
          suggestions={props.context.suggestions}
          disabled={props.context.readOnly}
        />
      )
    case 'segment':
      return <SegmentBody rule={rule} context={props.context} onRuleChange={onRuleChange} />
    case 'not':
    case 'all':
    case 'any':
      return (
        <Group
          {...props}
          label=""
          condition={rule}
          onConditionChange={onRuleChange}
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
        paths={listOffered(paths, operand.from)}
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
          // another comparison may read the same value as something else
          key={rule.is}
          is={rule.is}
          value={rule.value}
          paths={paths}
          onValueChange={(value) => onRuleChange({ ...rule, value })}
        />
      )}
    </>
  )
}
