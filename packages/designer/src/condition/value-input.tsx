import type { Comparison, Literal, Money, Wanted, WantedKind } from '@periplo/model'
import { COMPARISON_TAKES, currencyExponent, toMinorUnits, toWantedKind } from '@periplo/model'
import { defineMessages, NumberField, Select, TextField, useMessages } from '@periplo/ui'
import { DraftText } from '../inspector/draft-text.tsx'
import { DurationInput } from '../inspector/duration-input.tsx'
import { isMomentComparison, parseValues, toWanted } from './condition-tree.ts'
import { LiteralValue } from './literal-input.tsx'
import { OperandInput } from './operand-input.tsx'
import type { OfferedPaths } from './paths.ts'

const WORDS = defineMessages({
  en: {
    kind: 'Compare with',
    text: 'text',
    number: 'number',
    truth: 'yes or no',
    list: 'values',
    money: 'money',
    duration: 'length of time',
    operand: 'another value',
    value: 'Value',
    values: 'Values, separated by commas',
    moment: 'Moment (UTC)',
    length: 'Length of time',
    days: 'Days from today',
    currency: 'Currency',
  },
  es: {
    kind: 'Comparar con',
    text: 'texto',
    number: 'número',
    truth: 'sí o no',
    list: 'valores',
    money: 'dinero',
    duration: 'duración',
    operand: 'otro valor',
    value: 'Valor',
    values: 'Valores, separados por comas',
    moment: 'Momento (UTC)',
    length: 'Duración',
    days: 'Días desde hoy',
    currency: 'Moneda',
  },
})

interface ValueProps {
  readonly is: Comparison
  /** Where not all that the comparison takes is meant. */
  readonly kinds?: readonly WantedKind[] | undefined
  readonly value: Wanted
  readonly onValueChange: (value: Wanted) => void
  readonly paths: OfferedPaths
}

/** The right side of a comparison: what kind of thing it is held against, and that thing. */
export function ValueInput(props: ValueProps) {
  const { is, kinds = COMPARISON_TAKES[is], value, onValueChange } = props
  const m = useMessages(WORDS)
  return (
    <>
      {kinds.length > 1 && (
        <Select
          label={m.kind}
          value={toWantedKind(value)}
          onValueChange={(kind) => onValueChange(toWanted(value, kind))}
          options={kinds.map((kind) => ({
            value: kind,
            label: kind === 'text' && isMomentComparison(is) ? m.moment : m[kind],
          }))}
        />
      )}
      {/* another kind of value takes another field */}
      <Field key={toWantedKind(value)} {...props} />
    </>
  )
}

function Field(props: ValueProps) {
  const { is, value, onValueChange, paths } = props
  const m = useMessages(WORDS)
  if (typeof value !== 'object') return <PlainField {...{ is, value, onValueChange }} />
  if (Array.isArray(value))
    return (
      <DraftText
        aria-label={m.values}
        placeholder={m.values}
        value={value.join(', ')}
        onCommit={(text) => onValueChange(parseValues(text))}
      />
    )
  if ('currency' in value) return <MoneyField money={value} onMoneyChange={onValueChange} />
  if ('unit' in value) return <DurationInput label={m.length} value={value} onValueChange={onValueChange} />
  return <OperandInput operand={value} onOperandChange={onValueChange} paths={paths} />
}

function PlainField(props: {
  readonly is: Comparison
  readonly value: Literal
  readonly onValueChange: (value: Literal) => void
}) {
  const { is, value, onValueChange } = props
  const m = useMessages(WORDS)
  const isDays = is === 'days-from-today' || is === 'anniversary-in-days'
  if (typeof value === 'string' && isMomentComparison(is))
    return (
      <TextField
        type="datetime-local"
        aria-label={m.moment}
        value={value.replace(/Z$/, '')}
        onValueChange={(text) => onValueChange(text === '' ? '' : `${text}Z`)}
      />
    )
  return <LiteralValue label={isDays ? m.days : m.value} value={value} onValueChange={onValueChange} />
}

/** Shown in whole units, kept in minor ones. */
function MoneyField(props: { readonly money: Money; readonly onMoneyChange: (money: Money) => void }) {
  const { money, onMoneyChange } = props
  const m = useMessages(WORDS)
  const digits = currencyExponent(money.currency)
  const change = (amount: number, currency: string) =>
    onMoneyChange({ amountMinor: toMinorUnits(amount, currency) ?? 0, currency })
  const whole = money.amountMinor / 10 ** digits
  return (
    <div className="d-pair">
      <NumberField
        label={m.value}
        value={whole}
        format={{ minimumFractionDigits: digits, maximumFractionDigits: digits }}
        onValueChange={(amount) => change(amount ?? 0, money.currency)}
      />
      <DraftText
        aria-label={m.currency}
        value={money.currency}
        maxLength={3}
        onCommit={(text) => /^[A-Za-z]{3}$/.test(text) && change(whole, text.toUpperCase())}
      />
    </div>
  )
}
