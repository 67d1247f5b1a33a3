import type { Literal } from '@periplo/model'
import { defineMessages, NumberField, Select, useMessages } from '@periplo/ui'
import { DraftText } from '../inspector/draft-text.tsx'

const WORDS = defineMessages({
  en: {
    text: 'text',
    number: 'number',
    truth: 'yes or no',
    yes: 'yes',
    no: 'no',
    type: (args: { label: string }) => `${args.label}: type`,
  },
  es: {
    text: 'texto',
    number: 'número',
    truth: 'sí o no',
    yes: 'sí',
    no: 'no',
    type: ({ label }) => `${label}: tipo`,
  },
})

type LiteralType = 'text' | 'number' | 'truth'

/** One plain value and its type: the text "1" and the number 1 are never equal. */
export function LiteralInput(props: {
  readonly label: string
  readonly value: Literal
  readonly onValueChange: (value: Literal) => void
  readonly types?: readonly LiteralType[] | undefined
}) {
  const { label, value, onValueChange, types = ['text', 'number', 'truth'] } = props
  const m = useMessages(WORDS)
  return (
    <div className="d-literal">
      <LiteralValue label={label} value={value} onValueChange={onValueChange} />
      {types.length > 1 && (
        <Select
          label={m.type({ label })}
          value={typeOf(value)}
          onValueChange={(type) => onValueChange(toType(value, type))}
          options={types.map((type) => ({ value: type, label: m[type] }))}
        />
      )}
    </div>
  )
}

/** One plain value of the type it has. */
export function LiteralValue(props: {
  readonly label: string
  readonly value: Literal
  readonly onValueChange: (value: Literal) => void
}) {
  const { label, value, onValueChange } = props
  const m = useMessages(WORDS)
  if (typeof value === 'string') {
    return <DraftText aria-label={label} value={value} maxLength={1000} onCommit={onValueChange} />
  }
  if (typeof value === 'number') {
    return <NumberField label={label} value={value} onValueChange={(next) => onValueChange(next ?? 0)} />
  }
  return (
    <Select
      label={label}
      value={value ? 'yes' : 'no'}
      onValueChange={(next) => onValueChange(next === 'yes')}
      options={(['yes', 'no'] as const).map((option) => ({ value: option, label: m[option] }))}
    />
  )
}

function typeOf(value: Literal): LiteralType {
  if (typeof value === 'string') return 'text'
  return typeof value === 'number' ? 'number' : 'truth'
}

function toType(value: Literal, type: LiteralType): Literal {
  if (type === 'text') return String(value)
  if (type === 'truth') return value === true || value === 'true'
  const number = Number(value)
  return Number.isFinite(number) ? number : 0
}
