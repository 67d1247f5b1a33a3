import { Switch as BaseSwitch } from '@base-ui/react/switch'

/** On or off, at once. Name it with a Field around it or with `label`. */
export function Switch(props: {
  readonly checked: boolean
  readonly onCheckedChange: (checked: boolean) => void
  readonly label?: string | undefined
  readonly disabled?: boolean | undefined
  readonly name?: string | undefined
}) {
  const { checked, onCheckedChange, label, disabled, name } = props
  return (
    <BaseSwitch.Root
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
      aria-label={label}
      disabled={disabled}
      name={name}
      className="p-switch"
    >
      <BaseSwitch.Thumb className="p-switch-thumb" />
    </BaseSwitch.Root>
  )
}
