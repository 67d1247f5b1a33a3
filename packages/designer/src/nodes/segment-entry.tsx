import { defineMessages, Field, SegmentedControl, useMessages } from '@periplo/ui'
import { ConditionEditor } from '../condition/condition-editor.tsx'
import { SegmentSelect } from '../condition/segment-editor.tsx'
import { sayCondition } from '../words/condition-words.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    unnamed: 'Choose the segment people enter by',
    entered: 'When somebody joins the segment',
    left: 'When somebody leaves the segment',
    where: (args: { when: string; rule: string }) => `${args.when}, where ${args.rule}`,
    segment: 'Segment',
    none: 'There is no segment yet. Make one under Segments.',
    hint: 'Whoever belongs to it already when you publish does not enter.',
    missing: 'Choose a segment',
    change: 'People enter when they',
    joins: 'join it',
    leaves: 'leave it',
    filter: 'Only if',
  },
  es: {
    unnamed: 'Elige el segmento por el que se entra',
    entered: 'Cuando alguien entra en el segmento',
    left: 'Cuando alguien sale del segmento',
    where: ({ when, rule }) => `${when}, donde ${rule}`,
    segment: 'Segmento',
    none: 'Todavía no hay ningún segmento. Crea uno en Segmentos.',
    hint: 'Quien ya pertenece a él al publicar no entra.',
    missing: 'Elige un segmento',
    change: 'Se entra cuando la persona',
    joins: 'entra en él',
    leaves: 'sale de él',
    filter: 'Solo si',
  },
})

/** The way in for whoever joins a segment, or leaves it. */
export const SEGMENT_ENTRY_DESIGN: NodeDesign<'segment-entry'> = {
  icon: 'segment-entry',
  name: { en: 'A segment', es: 'Un segmento' },
  search: {
    en: 'start entry audience group joins leaves member',
    es: 'inicio entrada audiencia grupo entra sale miembro',
  },
  create: (frame) => ({ ...frame, kind: 'segment-entry', change: 'entered' }),
  summarize: ({ segmentId, change, filter }, locale) => {
    const m = WORDS[locale]
    if (segmentId === undefined) return m.unnamed
    return filter ? m.where({ when: m[change], rule: sayCondition(locale, filter) }) : m[change]
  },
  namePort: nameOnlyPort,
  Form: SegmentEntryForm,
}

function SegmentEntryForm({ node, onEdit, context }: NodeFormProps<'segment-entry'>) {
  const m = useMessages(WORDS)
  const { suggestions, codes, readOnly } = context
  const { segments = [] } = suggestions
  return (
    <>
      <Field
        label={m.segment}
        hint={segments.length === 0 ? m.none : m.hint}
        error={codes.has('missing-segment') ? m.missing : undefined}
      >
        <SegmentSelect
          segmentId={node.segmentId}
          segments={segments}
          disabled={readOnly}
          onSegmentChange={(segmentId) => onEdit({ ...node, segmentId }, 'segment')}
        />
      </Field>
      <SegmentedControl
        label={m.change}
        stretch
        value={node.change}
        onValueChange={(change) => onEdit({ ...node, change }, 'change')}
        segments={[
          { value: 'entered', label: m.joins, disabled: readOnly },
          { value: 'left', label: m.leaves, disabled: readOnly },
        ]}
      />
      <ConditionEditor
        label={m.filter}
        condition={node.filter}
        onConditionChange={(filter) => onEdit({ ...node, filter }, 'filter')}
        paths={{ event: ['segment', 'segment_id'], entry: [], trait: suggestions.traits ?? [] }}
        context={context}
      />
    </>
  )
}
