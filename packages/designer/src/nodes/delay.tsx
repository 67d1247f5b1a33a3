import { defineMessages, useMessages } from '@periplo/ui'
import { DurationInput } from '../inspector/duration-input.tsx'
import { sayDuration } from '../words/say.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    wait: (args: { duration: string }) => `Waits ${args.duration}`,
    duration: 'How long',
    hint: 'Minutes and hours are exact. Days keep the hour of the clock where the person is.',
  },
  es: {
    wait: ({ duration }) => `Espera ${duration}`,
    duration: 'Cuánto tiempo',
    hint: 'Los minutos y las horas son exactos. Los días conservan la hora local de la persona.',
  },
})

/** A fixed wait. */
export const DELAY_DESIGN: NodeDesign<'delay'> = {
  icon: 'delay',
  name: { en: 'Delay', es: 'Espera' },
  search: { en: 'wait pause time hours days', es: 'esperar pausa tiempo horas días' },
  create: (frame) => ({ ...frame, kind: 'delay', duration: { amount: 1, unit: 'days' } }),
  summarize: (node, locale) => WORDS[locale].wait({ duration: sayDuration(locale, node.duration) }),
  namePort: nameOnlyPort,
  Form: DelayForm,
}

function DelayForm({ node, onEdit, context }: NodeFormProps<'delay'>) {
  const m = useMessages(WORDS)
  return (
    <DurationInput
      label={m.duration}
      hint={m.hint}
      value={node.duration}
      onValueChange={(duration) => onEdit({ ...node, duration }, 'duration')}
      disabled={context.readOnly}
    />
  )
}
