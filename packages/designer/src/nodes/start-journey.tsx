import { defineMessages, Field, Select, useMessages } from '@periplo/ui'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    starts: 'Goes on in another journey',
    unnamed: 'Choose the journey to go on in',
    journey: 'The journey that takes over',
    hint: 'Running journeys with a start “On request”. Their own rules decide who gets in; they are told how the person entered here.',
    none: 'No running journey has a start “On request” yet.',
    missing: 'Choose a journey',
    unknown: 'a journey that takes nobody now',
  },
  es: {
    starts: 'Sigue en otro recorrido',
    unnamed: 'Elige el recorrido en el que se sigue',
    journey: 'El recorrido que toma el relevo',
    hint: 'Recorridos en marcha con un inicio «A petición». Sus propias reglas deciden quién entra; se les dice cómo se entró aquí.',
    none: 'Ningún recorrido en marcha tiene todavía un inicio «A petición».',
    missing: 'Elige un recorrido',
    unknown: 'un recorrido que ahora no admite a nadie',
  },
})

/** The end that is a beginning elsewhere. */
export const START_JOURNEY_DESIGN: NodeDesign<'start-journey'> = {
  icon: 'journeys',
  name: { en: 'Start a journey', es: 'Iniciar recorrido' },
  search: { en: 'end jump other next hand over', es: 'fin saltar otro siguiente relevo' },
  create: (frame) => ({ ...frame, kind: 'start-journey' }),
  summarize: ({ journeyId }, locale) =>
    journeyId === undefined ? WORDS[locale].unnamed : WORDS[locale].starts,
  namePort: nameOnlyPort,
  Form: StartJourneyForm,
}

function StartJourneyForm({ node, onEdit, context }: NodeFormProps<'start-journey'>) {
  const m = useMessages(WORDS)
  const { suggestions, codes, readOnly } = context
  const { journeys = [] } = suggestions
  const { journeyId } = node
  const isKnown = journeyId === undefined || journeys.some((one) => one.journeyId === journeyId)
  const options = journeys.map((one) => ({ value: one.journeyId, label: one.name }))
  return (
    <Field
      label={m.journey}
      hint={journeys.length === 0 ? m.none : m.hint}
      error={codes.has('missing-journey') ? m.missing : undefined}
    >
      <Select
        value={journeyId ?? ''}
        onValueChange={(chosen) => onEdit({ ...node, journeyId: chosen }, 'journey')}
        options={isKnown ? options : [...options, { value: journeyId, label: m.unknown }]}
        disabled={readOnly}
      />
    </Field>
  )
}
