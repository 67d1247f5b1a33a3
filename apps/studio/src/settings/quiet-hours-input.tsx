import type { QuietHours } from '@periplo/model'
import { Field, Switch, TextField, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { SENDING_MESSAGES } from './sending-messages.ts'
import { parseMinute, sayMinute } from './minute-text.ts'

/** What they are where somebody turns them on. */
const USUAL: QuietHours = { fromMinute: 22 * 60, untilMinute: 8 * 60 }

/** Whether there are quiet hours, and which; hours that are none say so and are handed on all the same. */
export function QuietHoursInput(props: {
  readonly quiet: QuietHours | undefined
  readonly onQuietChange: (quiet: QuietHours | undefined) => void
  readonly disabled: boolean
}) {
  const { quiet, onQuietChange, disabled } = props
  const m = useMessages(SENDING_MESSAGES)
  const [last, setLast] = useState(quiet ?? USUAL)
  const change = (next: QuietHours) => {
    setLast(next)
    onQuietChange(next)
  }
  return (
    <>
      <Field label={m.quiet} hint={m.quietHint} layout="inline" disabled={disabled}>
        <Switch
          checked={quiet !== undefined}
          onCheckedChange={(on) => onQuietChange(on ? last : undefined)}
        />
      </Field>
      {quiet && (
        <div className="s-hours">
          <Field label={m.from} disabled={disabled}>
            <TextField
              type="time"
              value={sayMinute(quiet.fromMinute)}
              onValueChange={(text) =>
                change({ ...quiet, fromMinute: parseMinute(text) ?? quiet.fromMinute })
              }
            />
          </Field>
          <Field
            label={m.until}
            disabled={disabled}
            error={quiet.fromMinute === quiet.untilMinute ? m.sameHour : undefined}
          >
            <TextField
              type="time"
              value={sayMinute(quiet.untilMinute)}
              onValueChange={(text) =>
                change({ ...quiet, untilMinute: parseMinute(text) ?? quiet.untilMinute })
              }
            />
          </Field>
          <p className="p-muted">{m.nextDay}</p>
        </div>
      )}
    </>
  )
}
