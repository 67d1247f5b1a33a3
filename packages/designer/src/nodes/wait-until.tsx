import type { WaitTarget } from '@periplo/model'
import { WEEKDAYS } from '@periplo/model'
import {
  defineMessages,
  Field,
  formatDateTime,
  NumberField,
  plural,
  Select,
  TextField,
  useMessages,
} from '@periplo/ui'
import type { Locale } from '@periplo/ui'
import { OperandInput } from '../condition/operand-input.tsx'
import { LocalWindowInput } from '../inspector/local-window-input.tsx'
import { toOfferedPaths } from '../inspector/suggest.ts'
import { parseMinute, sayMinute, sayWindow } from '../words/say-window.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    until: (args: { moment: string }) => `Until ${args.moment}`,
    unnamed: 'Choose the moment to wait for',
    noDays: 'Choose at least one day',
    before: (args: { days: number; path: string }) =>
      `${plural('en', args.days, { one: '1 day', other: `${args.days} days` })} before ${args.path}`,
    after: (args: { days: number; path: string }) =>
      `${plural('en', args.days, { one: '1 day', other: `${args.days} days` })} after ${args.path}`,
    on: (args: { path: string }) => `the day of ${args.path}`,
    at: (args: { day: string; time: string }) => `${args.day}, ${args.time}`,
    by: 'Until',
    window: 'hours of the day and week',
    date: 'a date',
    property: 'a date the person has',
    moment: 'Date and time',
    momentHint: 'By the clock of the person. Who comes later goes on at once.',
    missingDate: 'Give a date that there is',
    offset: 'Days after that date',
    offsetHint: 'Negative: days before it.',
    time: 'At (empty: the time of that date)',
    whichDate: 'Where the date stands',
    dated: 'on the day',
    noDate: 'no date',
  },
  es: {
    until: ({ moment }) => `Hasta ${moment}`,
    unnamed: 'Elige el momento que se espera',
    noDays: 'Elige al menos un día',
    before: ({ days, path }) =>
      `${plural('es', days, { one: '1 día', other: `${days} días` })} antes de ${path}`,
    after: ({ days, path }) =>
      `${plural('es', days, { one: '1 día', other: `${days} días` })} después de ${path}`,
    on: ({ path }) => `el día de ${path}`,
    at: ({ day, time }) => `${day}, ${time}`,
    by: 'Hasta',
    window: 'unas horas del día y de la semana',
    date: 'una fecha',
    property: 'una fecha que la persona tiene',
    moment: 'Fecha y hora',
    momentHint: 'Según el reloj de la persona. Quien llega más tarde sigue al momento.',
    missingDate: 'Da una fecha que exista',
    offset: 'Días después de esa fecha',
    offsetHint: 'En negativo: días antes.',
    time: 'A las (vacío: la hora de esa fecha)',
    whichDate: 'Dónde está la fecha',
    dated: 'llega el día',
    noDate: 'sin fecha',
  },
})

/** What a target of each kind begins as. */
const FIRST: { readonly [B in WaitTarget['by']]: WaitTarget } = {
  window: { by: 'window', window: { weekdays: [...WEEKDAYS], fromMinute: 600, untilMinute: 1_200 } },
  date: { by: 'date', date: '' },
  property: { by: 'property', operand: { from: 'trait', path: '' }, offsetDays: 0, atMinute: 600 },
}

/** A wait for a moment of the person's own day. */
export const WAIT_UNTIL_DESIGN: NodeDesign<'wait-until'> = {
  icon: 'wait-until',
  name: { en: 'Wait until', es: 'Esperar hasta' },
  search: {
    en: 'date time window hours weekday calendar',
    es: 'fecha hora franja horario día semana calendario',
  },
  create: (frame) => ({ ...frame, kind: 'wait-until', until: FIRST.window }),
  summarize: ({ until }, locale) => {
    const moment = sayTarget(until, locale)
    return moment === '' ? WORDS[locale].unnamed : WORDS[locale].until({ moment })
  },
  namePort: ({ until }, port, locale) => {
    if (until.by !== 'property') return ''
    return port === 'no-date' ? WORDS[locale].noDate : WORDS[locale].dated
  },
  Form: WaitUntilForm,
}

function sayTarget(until: WaitTarget, locale: Locale): string {
  const m = WORDS[locale]
  switch (until.by) {
    case 'window':
      return until.window.weekdays.length === 0 ? '' : sayWindow(locale, until.window)
    case 'date':
      return until.date === '' ? '' : formatDateTime(locale, new Date(`${until.date}Z`), 'UTC')
    case 'property': {
      const { operand, offsetDays, atMinute } = until
      const { path } = operand
      if (path === '') return ''
      const days = Math.abs(offsetDays)
      const day =
        days === 0 ? m.on({ path }) : offsetDays < 0 ? m.before({ days, path }) : m.after({ days, path })
      return atMinute === undefined ? day : m.at({ day, time: sayMinute(atMinute) })
    }
  }
}

function WaitUntilForm({ node, onEdit, context }: NodeFormProps<'wait-until'>) {
  const m = useMessages(WORDS)
  const { until } = node
  const edit = (next: WaitTarget) => onEdit({ ...node, until: next }, 'until')
  return (
    <>
      <Field label={m.by}>
        <Select
          value={until.by}
          onValueChange={(by) => edit(FIRST[by])}
          options={(['window', 'date', 'property'] as const).map((value) => ({ value, label: m[value] }))}
          disabled={context.readOnly}
        />
      </Field>
      {until.by === 'window' && (
        <LocalWindowInput
          window={until.window}
          onWindowChange={(window) => edit({ ...until, window })}
          error={context.codes.has('missing-weekday') ? m.noDays : undefined}
          disabled={context.readOnly}
        />
      )}
      {until.by === 'date' && (
        <Field
          label={m.moment}
          hint={m.momentHint}
          error={context.codes.has('missing-date') ? m.missingDate : undefined}
        >
          <TextField
            type="datetime-local"
            value={until.date}
            onValueChange={(text) => edit({ ...until, date: text.slice(0, 16) })}
            disabled={context.readOnly}
          />
        </Field>
      )}
      {until.by === 'property' && <PropertyTarget until={until} onTargetChange={edit} context={context} />}
    </>
  )
}

function PropertyTarget(props: {
  readonly until: Extract<WaitTarget, { by: 'property' }>
  readonly onTargetChange: (until: WaitTarget) => void
  readonly context: NodeFormProps<'wait-until'>['context']
}) {
  const { until, onTargetChange, context } = props
  const m = useMessages(WORDS)
  const { atMinute, ...rest } = until
  return (
    <fieldset className="d-group" disabled={context.readOnly}>
      <legend className="d-legend">{m.whichDate}</legend>
      <OperandInput
        operand={until.operand}
        onOperandChange={(operand) => onTargetChange({ ...until, operand })}
        paths={toOfferedPaths(context)}
      />
      {context.codes.has('missing-date') && <p className="d-error">{m.missingDate}</p>}
      <Field label={m.offset} hint={m.offsetHint}>
        <NumberField
          value={until.offsetDays}
          min={-366}
          max={366}
          onValueChange={(days) =>
            days !== null && onTargetChange({ ...until, offsetDays: Math.round(days) })
          }
        />
      </Field>
      <Field label={m.time}>
        <TextField
          type="time"
          value={atMinute === undefined ? '' : sayMinute(atMinute)}
          onValueChange={(text) => {
            const minute = parseMinute(text)
            onTargetChange(minute === undefined ? rest : { ...rest, atMinute: minute })
          }}
        />
      </Field>
    </fieldset>
  )
}
