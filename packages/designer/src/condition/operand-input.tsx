import type { Operand } from '@periplo/model'
import { defineMessages, Select, useMessages } from '@periplo/ui'
import { PathInput } from '../inspector/path-input.tsx'
import { listOffered } from './paths.ts'
import type { OfferedPaths } from './paths.ts'

const WORDS = defineMessages({
  en: {
    from: 'Where from',
    trait: 'Trait of the person',
    event: 'The event at hand',
    entry: 'The entering event',
    run: 'This run of the journey',
    answer: 'The answer to a webhook',
    loyalty: 'Loyalty of the person',
    path: 'Property',
  },
  es: {
    from: 'De dónde',
    trait: 'Rasgo de la persona',
    event: 'El evento del momento',
    entry: 'El evento de entrada',
    run: 'Esta vuelta del recorrido',
    answer: 'La respuesta a un webhook',
    loyalty: 'Fidelidad de la persona',
    path: 'Propiedad',
  },
})

/** Where a value comes from: whose, and which. */
export function OperandInput(props: {
  readonly operand: Operand
  readonly onOperandChange: (operand: Operand) => void
  readonly paths: OfferedPaths
}) {
  const { operand, onOperandChange, paths } = props
  const m = useMessages(WORDS)
  return (
    <>
      <Select
        label={m.from}
        value={operand.from}
        onValueChange={(from) => onOperandChange({ ...operand, from })}
        options={(['trait', 'event', 'entry', 'run', 'answer', 'loyalty'] as const).map((value) => ({
          value,
          label: m[value],
        }))}
      />
      <PathInput
        label={m.path}
        value={operand.path}
        onValueChange={(path) => onOperandChange({ ...operand, path })}
        paths={listOffered(paths, operand.from)}
      />
    </>
  )
}
