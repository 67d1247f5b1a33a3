import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/icons.ts'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'

/** A chosen thing that may be taken away: a filter, a tag, a person in a list. */
export function Chip(props: {
  readonly label: string
  readonly icon?: IconName | undefined
  readonly onRemove?: (() => void) | undefined
}) {
  const { label, icon, onRemove } = props
  const m = useMessages(UI_MESSAGES)
  return (
    <span className="p-chip">
      {icon && <Icon name={icon} size={12} />}
      <span className="p-cut">{label}</span>
      {onRemove && (
        <button type="button" aria-label={m.remove({ label })} className="p-chip-remove" onClick={onRemove}>
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  )
}
