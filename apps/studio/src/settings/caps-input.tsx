import type { FrequencyCap } from '@periplo/model'
import { Button, Field, IconButton, NumberField, useMessages, WrittenDurationField } from '@periplo/ui'
import { SENDING_MESSAGES } from './sending-messages.ts'

const DAY_MS = 86_400_000
const MAX_CAPS = 5
/** What somebody begins with who adds a cap. */
const USUAL: FrequencyCap = { most: 3, within: { amount: 7, unit: 'days' } }

/** How much marketing a person gets at most: one line per cap, all of which hold. */
export function CapsInput(props: {
  readonly caps: readonly FrequencyCap[]
  readonly onCapsChange: (caps: FrequencyCap[]) => void
  /** Whether some journey goes first, so that there is something to keep room for. */
  readonly keeping: boolean
  readonly disabled: boolean
}) {
  const { caps, onCapsChange, keeping, disabled } = props
  const m = useMessages(SENDING_MESSAGES)
  return (
    <div className="p-stack">
      <div>
        <h3>{m.caps}</h3>
        <p className="p-field-hint">{m.capsHint}</p>
      </div>
      {caps.map((cap, at) => (
        <CapLine
          // oxlint-disable-next-line react/no-array-index-key -- a cap is nothing but its place in the list
          key={at}
          cap={cap}
          onCapChange={(next) => onCapsChange(caps.with(at, next))}
          onRemove={() => onCapsChange(caps.toSpliced(at, 1))}
          keeping={keeping}
          disabled={disabled}
        />
      ))}
      {!disabled && caps.length < MAX_CAPS && (
        <div className="p-row">
          <Button icon="add" size="sm" onClick={() => onCapsChange([...caps, USUAL])}>
            {m.addCap}
          </Button>
        </div>
      )}
    </div>
  )
}

function CapLine(props: {
  readonly cap: FrequencyCap
  readonly onCapChange: (cap: FrequencyCap) => void
  readonly onRemove: () => void
  readonly keeping: boolean
  readonly disabled: boolean
}) {
  const { cap, onCapChange, onRemove, keeping, disabled } = props
  const m = useMessages(SENDING_MESSAGES)
  return (
    <div className="s-cap">
      <Field label={m.most} disabled={disabled}>
        <NumberField
          value={cap.most}
          min={1}
          max={100}
          onValueChange={(most) => most !== null && onCapChange(clampKept({ ...cap, most }))}
          disabled={disabled}
        />
      </Field>
      <Field label={m.within} disabled={disabled}>
        <WrittenDurationField
          value={cap.within}
          minMs={60_000}
          maxMs={31 * DAY_MS}
          onValueChange={(within) => within && onCapChange({ ...cap, within })}
          disabled={disabled}
        />
      </Field>
      {(keeping || (cap.kept ?? 0) > 0) && (
        <Field label={m.kept} disabled={disabled}>
          <NumberField
            value={cap.kept ?? 0}
            min={0}
            max={cap.most - 1}
            onValueChange={(kept) => kept !== null && onCapChange({ ...cap, kept })}
            disabled={disabled}
          />
        </Field>
      )}
      {!disabled && <IconButton icon="delete" label={m.removeCap} onClick={onRemove} />}
    </div>
  )
}

/** Fewer are kept than there are. */
function clampKept(cap: FrequencyCap): FrequencyCap {
  return cap.kept === undefined ? cap : { ...cap, kept: Math.min(cap.kept, cap.most - 1) }
}
