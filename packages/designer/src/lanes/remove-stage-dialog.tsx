import type { JourneyDefinition, Stage, StageId } from '@periplo/model'
import { Button, Dialog, Field, Select, useLocale, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { countCards } from '../edit/stages.ts'
import { nameStage } from '../words/stage-words.ts'
import { LANE_WORDS } from './lane-words.ts'

/** Asks where the steps of a stage go before it is taken away; at first its neighbour on the left, else on the right. */
export function RemoveStageDialog(props: {
  readonly definition: JourneyDefinition
  readonly stage: Stage
  readonly onRemove: (heir: StageId) => void
  readonly onClose: () => void
}) {
  const { definition, stage, onRemove, onClose } = props
  const m = useMessages(LANE_WORDS)
  const { locale } = useLocale()
  const others = definition.stages.filter(({ id }) => id !== stage.id)
  const at = definition.stages.findIndex(({ id }) => id === stage.id)
  const [heir, setHeir] = useState(definition.stages[at - 1]?.id ?? others[0]?.id ?? '')
  const remove = () => {
    onRemove(heir)
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.removeTitle({ name: nameStage(locale, stage) })}
      description={m.removeText({ count: countCards(definition, stage.id) })}
      footer={
        <>
          <Button onClick={onClose}>{m.cancel}</Button>
          <Button variant="primary" onClick={remove}>
            {m.moveAndRemove}
          </Button>
        </>
      }
    >
      <Field label={m.heir}>
        <Select
          value={heir}
          onValueChange={setHeir}
          options={others.map((other) => ({ value: other.id, label: nameStage(locale, other) }))}
        />
      </Field>
    </Dialog>
  )
}
