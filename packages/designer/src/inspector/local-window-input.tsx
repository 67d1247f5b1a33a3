import type { LocalWindow } from '@periplo/model'
import { WEEKDAYS } from '@periplo/model'
import { Checkbox, defineMessages, Field, TextField, useLocale, useMessages } from '@periplo/ui'
import { parseMinute, sayMinute, sayWeekday } from '../words/say-window.ts'

const WORDS = defineMessages({
  en: {
    days: 'On',
    from: 'From',
    until: 'Until',
    hint: 'By the clock of the person. Until an earlier hour means the next day.',
  },
  es: {
    days: 'Los días',
    from: 'Desde',
    until: 'Hasta',
    hint: 'Según el reloj de la persona. Hasta una hora anterior significa el día siguiente.',
  },
})

/** Days of the week, and the hours of those days. */
export function LocalWindowInput(props: {
  readonly window: LocalWindow
  readonly onWindowChange: (window: LocalWindow) => void
  readonly error?: string | undefined
  readonly disabled?: boolean | undefined
}) {
  const { window, onWindowChange, error, disabled } = props
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  const { weekdays, fromMinute, untilMinute } = window
  const choose = (day: number, on: boolean) => {
    const chosen = WEEKDAYS.filter((one) => (one === day ? on : weekdays.includes(one)))
    onWindowChange({ ...window, weekdays: chosen })
  }
  return (
    <fieldset className="d-group" disabled={disabled}>
      <legend className="d-legend">{m.days}</legend>
      <div className="d-weekdays">
        {WEEKDAYS.map((day) => (
          <Checkbox
            key={day}
            checked={weekdays.includes(day)}
            onCheckedChange={(on) => choose(day, on)}
            disabled={disabled}
          >
            {sayWeekday(locale, day)}
          </Checkbox>
        ))}
      </div>
      {error && <p className="d-error">{error}</p>}
      <div className="d-pair">
        <Field label={m.from}>
          <TextField
            type="time"
            value={sayMinute(fromMinute)}
            onValueChange={(text) =>
              onWindowChange({ ...window, fromMinute: parseMinute(text) ?? fromMinute })
            }
          />
        </Field>
        <Field label={m.until}>
          <TextField
            type="time"
            value={sayMinute(untilMinute)}
            onValueChange={(text) =>
              onWindowChange({ ...window, untilMinute: (parseMinute(text) ?? untilMinute) || 1_440 })
            }
          />
        </Field>
      </div>
      <p className="d-hint">{m.hint}</p>
    </fieldset>
  )
}
