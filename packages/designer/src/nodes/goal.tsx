import { defineMessages, useMessages } from '@periplo/ui'
import type { NodeDesign } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    ends: 'The run ends as a success',
    hint: 'Whoever gets here has done what the journey is for.',
  },
  es: {
    ends: 'El recorrido acaba con éxito',
    hint: 'Quien llega aquí ha hecho lo que se buscaba.',
  },
})

/** The end, reached. */
export const GOAL_DESIGN: NodeDesign<'goal'> = {
  icon: 'goal',
  name: { en: 'Goal', es: 'Objetivo' },
  search: { en: 'success win conversion end', es: 'éxito conversión fin meta' },
  create: (frame) => ({ ...frame, kind: 'goal' }),
  summarize: (_node, locale) => WORDS[locale].ends,
  namePort: nameOnlyPort,
  Form: GoalForm,
}

function GoalForm() {
  const m = useMessages(WORDS)
  return <p className="d-hint">{m.hint}</p>
}
