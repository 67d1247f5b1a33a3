import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { Option } from '../fields/option.tsx'

/** A choice of one among a few that each need a line of explanation; arrow keys move it. `label` names the group. */
export function ChoiceList<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly onValueChange: (value: Value) => void
  readonly choices: readonly Option<Value>[]
}) {
  const { label, value, onValueChange, choices } = props
  return (
    <RadioGroup<Value>
      aria-label={label}
      value={value}
      onValueChange={(next) => onValueChange(next)}
      className="p-choices"
    >
      {choices.map((choice) => (
        <label key={choice.value} className="p-choice">
          <Radio.Root value={choice.value} disabled={choice.disabled} className="p-choice-dot">
            <Radio.Indicator className="p-choice-mark" />
          </Radio.Root>
          <span className="p-choice-words">
            <span>{choice.label}</span>
            {choice.hint && <span className="p-muted">{choice.hint}</span>}
          </span>
        </label>
      ))}
    </RadioGroup>
  )
}
