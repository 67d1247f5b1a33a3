import { defineMessages, useMessages } from '@periplo/ui'
import type { NodeDesign } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    ends: 'The run ends without success',
    hint: 'Whoever gets here leaves the journey. Whether they may come again is set for the whole journey.',
  },
  es: {
    ends: 'El recorrido acaba sin éxito',
    hint: 'Quien llega aquí sale del recorrido. Si puede volver se decide para todo el recorrido.',
  },
})

/** The end, missed. */
export const EXIT_DESIGN: NodeDesign<'exit'> = {
  icon: 'exit',
  name: { en: 'Exit', es: 'Salida' },
  search: { en: 'end leave stop', es: 'fin salir terminar' },
  create: (frame) => ({ ...frame, kind: 'exit' }),
  summarize: (_node, locale) => WORDS[locale].ends,
  namePort: nameOnlyPort,
  Form: ExitForm,
}

function ExitForm() {
  const m = useMessages(WORDS)
  return <p className="d-hint">{m.hint}</p>
}
