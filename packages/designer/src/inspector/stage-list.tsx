import type { JourneyDefinition, Stage } from '@periplo/model'
import { defineMessages, Field, IconButton, NumberField, useLocale, useMessages } from '@periplo/ui'
import { nameStage } from '../words/stage-words.ts'
import { DraftText } from './draft-text.tsx'

const WORDS = defineMessages({
  en: {
    title: 'Name',
    target: 'Share that should go on',
    owner: 'Who answers for it',
    left: (args: { name: string }) => `Move ${args.name} left`,
    right: (args: { name: string }) => `Move ${args.name} right`,
  },
  es: {
    title: 'Nombre',
    target: 'Parte que debería seguir',
    owner: 'Quién responde de ella',
    left: ({ name }) => `Mover ${name} a la izquierda`,
    right: ({ name }) => `Mover ${name} a la derecha`,
  },
})

/** The contract of every stage: name, target, owner; and their order. */
export function StageList(props: {
  readonly definition: JourneyDefinition
  readonly readOnly: boolean
  readonly onEdit: (definition: JourneyDefinition, field: string) => void
}) {
  const { definition, readOnly, onEdit } = props
  const { stages } = definition
  const swap = (index: number, other: number) => {
    const [from, to] = [stages[index], stages[other]]
    if (from && to) onEdit({ ...definition, stages: stages.with(index, to).with(other, from) }, 'stage-order')
  }
  return stages.map((stage, index) => (
    <StageForm
      key={stage.id}
      stage={stage}
      readOnly={readOnly}
      onStageChange={(next, field) =>
        onEdit({ ...definition, stages: stages.with(index, next) }, `${stage.id}.${field}`)
      }
      onLeft={index > 0 ? () => swap(index, index - 1) : undefined}
      onRight={index < stages.length - 1 ? () => swap(index, index + 1) : undefined}
    />
  ))
}

function StageForm(props: {
  readonly stage: Stage
  readonly readOnly: boolean
  readonly onStageChange: (stage: Stage, field: string) => void
  readonly onLeft: (() => void) | undefined
  readonly onRight: (() => void) | undefined
}) {
  const { stage, readOnly, onStageChange, onLeft, onRight } = props
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  const name = nameStage(locale, stage)
  const written = (text: string) => (text.trim() === '' ? undefined : text.trim())
  return (
    <fieldset className="d-rule" disabled={readOnly}>
      <legend className="p-hidden">{name}</legend>
      <div className="d-rule-head">
        <b className="p-grow p-cut">{name}</b>
        <IconButton icon="left" size="sm" label={m.left({ name })} disabled={!onLeft} onClick={onLeft} />
        <IconButton icon="right" size="sm" label={m.right({ name })} disabled={!onRight} onClick={onRight} />
      </div>
      <Field label={m.title}>
        <DraftText
          value={stage.title ?? ''}
          placeholder={nameStage(locale, { id: stage.id })}
          maxLength={60}
          onCommit={(title) => onStageChange({ ...stage, title: written(title) }, 'title')}
        />
      </Field>
      <Field label={m.target}>
        <NumberField
          value={stage.targetConversionRate ?? null}
          onValueChange={(rate) =>
            onStageChange({ ...stage, targetConversionRate: rate ?? undefined }, 'target')
          }
          min={0}
          max={1}
          step={0.01}
          format={{ style: 'percent', maximumFractionDigits: 1 }}
          placeholder="—"
        />
      </Field>
      <Field label={m.owner}>
        <DraftText
          value={stage.owner ?? ''}
          maxLength={80}
          onCommit={(owner) => onStageChange({ ...stage, owner: written(owner) }, 'owner')}
        />
      </Field>
    </fieldset>
  )
}
