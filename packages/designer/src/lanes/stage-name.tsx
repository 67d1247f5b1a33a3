import type { Stage } from '@periplo/model'
import { TextField, useLocale, useMessages } from '@periplo/ui'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { nameStage } from '../words/stage-words.ts'
import { LANE_WORDS } from './lane-words.ts'

/** The name of a stage being written: Enter or leaving the field keeps it, Escape does not. */
export function StageNameField(props: {
  readonly stage: Stage
  readonly onCommit: (title: string) => void
  readonly onClose: () => void
}) {
  const { stage, onCommit, onClose } = props
  const m = useMessages(LANE_WORDS)
  const { locale } = useLocale()
  const name = nameStage(locale, stage)
  const [draft, setDraft] = useState(name)
  const commit = () => {
    if (draft.trim() !== name) onCommit(draft)
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    commit()
  }
  return (
    <form onSubmit={submit}>
      <h2 className="p-hidden">{name}</h2>
      <TextField
        size="sm"
        value={draft}
        maxLength={60}
        aria-label={m.renameOf({ name })}
        ref={(input) => {
          // once: what is written afterwards must not be chosen again
          if (!input || document.activeElement === input) return
          input.focus()
          input.select()
        }}
        onValueChange={setDraft}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onClose()
        }}
      />
    </form>
  )
}
