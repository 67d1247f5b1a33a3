import type { CompareCondition, Literal } from '@periplo/model'
import { defineMessages, TextField, useMessages } from '@periplo/ui'
import { DraftText } from '../inspector/draft-text.tsx'
import type { VALUE_KIND } from './condition-tree.ts'
import { parseValues } from './condition-tree.ts'
import { LiteralInput } from './literal-input.tsx'

const WORDS = defineMessages({
  en: { value: 'Value', values: 'Values, separated by commas', moment: 'Moment (UTC)' },
  es: { value: 'Valor', values: 'Valores, separados por comas', moment: 'Momento (UTC)' },
})

/** The right side of a comparison, in the field its kind asks for. */
export function ValueInput(props: {
  readonly kind: (typeof VALUE_KIND)[keyof typeof VALUE_KIND]
  readonly value: CompareCondition['value']
  readonly onValueChange: (value: Literal | Literal[]) => void
}) {
  const { kind, value, onValueChange } = props
  const m = useMessages(WORDS)
  const first = [value].flat()[0] ?? ''
  switch (kind) {
    case 'any':
      return <LiteralInput label={m.value} value={first} onValueChange={onValueChange} />
    case 'number':
      return <LiteralInput label={m.value} value={first} onValueChange={onValueChange} types={['number']} />
    case 'text':
      return <LiteralInput label={m.value} value={first} onValueChange={onValueChange} types={['text']} />
    case 'list':
      return (
        <DraftText
          aria-label={m.values}
          placeholder={m.values}
          value={[value].flat().join(', ')}
          onCommit={(text) => onValueChange(parseValues(text))}
        />
      )
    case 'moment':
      return (
        <TextField
          type="datetime-local"
          aria-label={m.moment}
          value={String(first).replace(/Z$/, '')}
          onValueChange={(text) => onValueChange(text === '' ? '' : `${text}Z`)}
        />
      )
  }
}
