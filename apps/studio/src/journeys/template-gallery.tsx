import type { JourneyTemplate } from '@periplo/designer'
import { drawTemplate, JOURNEY_TEMPLATES, JourneyPicture, listHeardEvents } from '@periplo/designer'
import '@periplo/designer/styles.css'
import type { JourneyDefinition } from '@periplo/model'
import { ChoiceList, Chip, useFormat, useLocale, useMessages } from '@periplo/ui'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { NEW_JOURNEY_MESSAGES } from './new-journey-messages.ts'

/** Complete journeys to begin with, one of them in full. `onChoose` hears of the one that is shown. */
export function TemplateGallery({
  onChoose,
}: {
  readonly onChoose: (definition: JourneyDefinition) => void
}) {
  const m = useMessages(NEW_JOURNEY_MESSAGES)
  const { locale } = useLocale()
  const [chosen, setChosen] = useState(JOURNEY_TEMPLATES[0])
  const drawn = useMemo(() => chosen && drawTemplate(chosen, locale), [chosen, locale])
  const tell = useEffectEvent(onChoose)
  useEffect(() => {
    if (drawn) tell(drawn)
  }, [drawn])
  if (!chosen || !drawn) return null
  return (
    <div className="s-gallery">
      <ChoiceList
        label={m.template}
        value={chosen.id}
        onValueChange={(id) => setChosen(JOURNEY_TEMPLATES.find((template) => template.id === id))}
        choices={JOURNEY_TEMPLATES.map(({ id, name }) => ({ value: id, label: name[locale] }))}
      />
      <TemplateView template={chosen} definition={drawn} />
    </div>
  )
}

function TemplateView(props: { readonly template: JourneyTemplate; readonly definition: JourneyDefinition }) {
  const { template, definition } = props
  const m = useMessages(NEW_JOURNEY_MESSAGES)
  const format = useFormat()
  const { locale } = useLocale()
  const stages = new Set(definition.nodes.map(({ stage }) => stage)).size
  return (
    <section className="s-gallery-view" aria-live="polite" aria-label={template.name[locale]}>
      <div className="p-stack">
        <p className="p-muted">
          {m.steps({ nodes: format.count(definition.nodes.length), stages: format.count(stages) })}
        </p>
        <p>{template.about[locale]}</p>
        <dl>
          <dt>{m.listensTo}</dt>
          <dd>
            {listHeardEvents(definition).map((event) => (
              <Chip key={event} label={event} />
            ))}
          </dd>
          <dt>{m.adapt}</dt>
          <dd>{template.adapt[locale]}</dd>
        </dl>
      </div>
      <JourneyPicture definition={definition} />
    </section>
  )
}
