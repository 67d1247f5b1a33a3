import type { SegmentCondition } from '@periplo/model'
import { defineMessages, Field, Select, useMessages } from '@periplo/ui'
import type { FormContext } from '../nodes/node-design.ts'

const WORDS = defineMessages({
  en: {
    segment: 'Segment',
    none: 'There is no segment yet. Make one under Segments.',
    unknown: 'a segment that is not kept any more',
  },
  es: {
    segment: 'Segmento',
    none: 'Todavía no hay ningún segmento. Crea uno en Segmentos.',
    unknown: 'un segmento que ya no se mantiene',
  },
})

/** Whether somebody belongs to a segment. */
export function SegmentBody(props: {
  readonly rule: SegmentCondition
  readonly context: FormContext
  readonly onRuleChange: (rule: SegmentCondition) => void
}) {
  const { rule, context, onRuleChange } = props
  const m = useMessages(WORDS)
  const { segments = [] } = context.suggestions
  return (
    <Field label={m.segment} hint={segments.length === 0 ? m.none : undefined}>
      <SegmentSelect
        segmentId={rule.segmentId}
        segments={segments}
        disabled={context.readOnly}
        onSegmentChange={(segmentId) => onRuleChange({ ...rule, segmentId })}
      />
    </Field>
  )
}

/** One of the segments; one that is chosen and not among them stays, and is told to be gone. */
export function SegmentSelect(props: {
  readonly segmentId: string | undefined
  readonly segments: readonly { readonly segmentId: string; readonly name: string }[]
  readonly disabled: boolean
  readonly onSegmentChange: (segmentId: string) => void
}) {
  const { segmentId, segments, disabled, onSegmentChange } = props
  const m = useMessages(WORDS)
  const options = segments.map((one) => ({ value: one.segmentId, label: one.name }))
  const isKnown = segmentId === undefined || segments.some((one) => one.segmentId === segmentId)
  return (
    <Select
      value={segmentId ?? ''}
      onValueChange={onSegmentChange}
      options={isKnown ? options : [...options, { value: segmentId, label: m.unknown }]}
      disabled={disabled}
    />
  )
}
