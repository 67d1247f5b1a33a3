import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'
import { Tooltip } from '../overlays/tooltip.tsx'
import type { ControlSize } from './button.tsx'
import { joinClasses } from './class-names.ts'

/** One choice. `iconOnly` hides the word; it is still its name and its tooltip. */
export interface Segment<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly icon?: IconName | undefined
  readonly iconOnly?: boolean | undefined
  /** A number beside the word, already written. */
  readonly count?: string | undefined
  readonly disabled?: boolean | undefined
}

/** A choice of one among a few that stay in sight; arrow keys move it. `label` names the group. */
export function SegmentedControl<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly onValueChange: (value: Value) => void
  readonly segments: readonly Segment<Value>[]
  readonly size?: ControlSize | undefined
  /** Fills the width it is given, all segments equal. */
  readonly stretch?: boolean | undefined
}) {
  const { label, value, onValueChange, segments, size = 'md', stretch } = props
  return (
    <RadioGroup<Value>
      aria-label={label}
      value={value}
      onValueChange={(next) => onValueChange(next)}
      className={joinClasses('p-seg', `p-seg-${size}`, stretch && 'p-seg-stretch')}
    >
      {segments.map((segment) => (
        <SegmentView key={segment.value} segment={segment} />
      ))}
    </RadioGroup>
  )
}

function SegmentView<Value extends string>({ segment }: { readonly segment: Segment<Value> }) {
  const { value, label, icon, iconOnly, count, disabled } = segment
  const radio = (
    <Radio.Root
      value={value}
      disabled={disabled}
      className="p-seg-item"
      aria-label={iconOnly ? label : undefined}
    >
      {icon && <Icon name={icon} />}
      {!iconOnly && <span className="p-cut">{label}</span>}
      {count !== undefined && <span className="p-seg-count p-num">{count}</span>}
    </Radio.Root>
  )
  return iconOnly ? <Tooltip label={label}>{radio}</Tooltip> : radio
}
