import type { CountCondition, DeedCondition, PickCondition, TotalCondition } from '@periplo/model'
import { TOTALS } from '@periplo/model'
import { defineMessages, Field, NumberField, Select, useLocale, useMessages } from '@periplo/ui'
import { DurationInput } from '../inspector/duration-input.tsx'
import { EventInput } from '../inspector/event-input.tsx'
import { PathInput } from '../inspector/path-input.tsx'
import { findPaths } from '../inspector/suggest.ts'
import { COMPARISON_WORDS, COUNT_WORDS, TOTAL_WORDS } from '../words/condition-words.ts'
import type { RuleProps } from './rule-props.ts'
import { ValueInput } from './value-input.tsx'

const WORDS = defineMessages({
  en: {
    did: 'Event',
    often: 'How often',
    times: 'Times',
    total: 'Total',
    property: 'Property',
    comparison: 'Comparison',
    within: 'In the last',
    where: 'is one where',
    filter: 'Only those where',
  },
  es: {
    did: 'Evento',
    often: 'Cuántas veces',
    times: 'Veces',
    total: 'Total',
    property: 'Propiedad',
    comparison: 'Comparación',
    within: 'En los últimos',
    where: 'es uno donde',
    filter: 'Solo aquellos donde',
  },
})

/** Groups inside rules inside groups: deeper ones are kept, but not offered. */
const DEEPEST = 2

/** What is known of a deed and of whoever did it, where no run is. */
const OF_A_DEED = ['event', 'trait', 'count', 'consent', 'segment'] as const

/** What the person did, how far back, and what is asked of it. */
export function DeedBody(props: RuleProps<DeedCondition>) {
  const { rule, paths, context, depth, onRuleChange, Group } = props
  const m = useMessages(WORDS)
  const inner = { ...paths, event: findPaths(context.suggestions, [rule.event]) }
  // whatever is looked back at is the event at hand
  const inside = context.subjects ? { ...context, subjects: OF_A_DEED } : context
  return (
    <>
      <EventInput
        label={m.did}
        value={rule.event}
        onValueChange={(event) => onRuleChange({ ...rule, event })}
        suggestions={context.suggestions}
      />
      <Asked {...props} paths={inner} />
      <DurationInput
        label={m.within}
        value={rule.within}
        onValueChange={(within) => onRuleChange({ ...rule, within })}
      />
      {depth < DEEPEST && (
        <Group
          label={m.filter}
          condition={rule.filter}
          onConditionChange={(filter) => onRuleChange({ ...rule, filter })}
          paths={inner}
          context={inside}
          depth={depth + 1}
        />
      )}
    </>
  )
}

function Asked(props: RuleProps<DeedCondition>) {
  const { rule } = props
  switch (rule.op) {
    case 'count':
      return <CountAsked {...props} rule={rule} />
    case 'total':
      return <TotalAsked {...props} rule={rule} />
    case 'first':
    case 'last':
      return <PickAsked {...props} rule={rule} />
  }
}

function CountAsked({ rule, onRuleChange }: RuleProps<CountCondition>) {
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  return (
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
  )
}

const LIMITS = ['at-least', 'greater-than', 'at-most', 'less-than', 'equals'] as const

function TotalAsked({ rule, paths, onRuleChange }: RuleProps<TotalCondition>) {
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  return (
    <>
      <Field label={m.total}>
        <Select
          value={rule.of}
          onValueChange={(of) => onRuleChange({ ...rule, of })}
          options={TOTALS.map((of) => ({ value: of, label: TOTAL_WORDS[locale][of] }))}
        />
      </Field>
      <PathInput
        label={m.property}
        value={rule.path}
        onValueChange={(path) => onRuleChange({ ...rule, path })}
        paths={paths.event}
      />
      <Select
        label={m.comparison}
        value={rule.is}
        onValueChange={(is) => onRuleChange({ ...rule, is })}
        options={LIMITS.map((is) => ({ value: is, label: COMPARISON_WORDS[locale][is] }))}
      />
      <ValueInput
        is={rule.is}
        kinds={['number', 'money']}
        value={rule.value}
        paths={paths}
        onValueChange={(value) => {
          if (typeof value === 'number') onRuleChange({ ...rule, value })
          else if (typeof value === 'object' && 'currency' in value) onRuleChange({ ...rule, value })
        }}
      />
    </>
  )
}

function PickAsked({ rule, paths, context, depth, onRuleChange, Group }: RuleProps<PickCondition>) {
  const m = useMessages(WORDS)
  return (
    <Group
      label={m.where}
      condition={rule.where}
      onConditionChange={(where) => where && onRuleChange({ ...rule, where })}
      paths={paths}
      context={context}
      depth={depth + 1}
    />
  )
}
