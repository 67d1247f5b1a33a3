import type { InsideChoice } from '@periplo/model'
import { Banner, Button, ChoiceList, Dialog, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { useFailureWords } from '../server/failure-words.ts'
import { InsideNote, useInside } from './inside-note.tsx'
import { RUNNING_MESSAGES } from './running-messages.ts'
import type { RunningJourney } from './use-running.ts'
import { useArchive } from './use-running.ts'

/** Asks what becomes of those inside, and takes the journey out of the list. */
export function ArchiveDialog(props: { readonly journey: RunningJourney; readonly onClose: () => void }) {
  const { journey, onClose } = props
  const m = useMessages(RUNNING_MESSAGES)
  const failureOf = useFailureWords()
  const counted = useInside(journey.journeyId)
  const isPaused = journey.status === 'paused'
  const [inside, choose] = useState<InsideChoice>(isPaused ? 'leave' : 'finish')
  const { archive, error, busy } = useArchive(journey, onClose)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title={m.archiveTitle({ name: journey.name })}
      description={m.archiveText}
      footer={
        <Button variant="danger" busy={busy} onClick={() => archive(inside)}>
          {m.archive}
        </Button>
      }
    >
      <div className="p-stack">
        {error !== null && (
          <Banner tone="bad" title={m.failed}>
            {failureOf(error)}
          </Banner>
        )}
        <InsideNote counted={counted} />
        {counted && counted.inside > 0 && (
          <ChoiceList
            label={m.insideChoice}
            value={inside}
            onValueChange={choose}
            choices={[
              {
                value: 'finish',
                label: m.finish,
                hint: isPaused ? m.finishPaused : m.finishHint,
                disabled: isPaused,
              },
              { value: 'leave', label: m.leave, hint: m.leaveHint },
            ]}
          />
        )}
      </div>
    </Dialog>
  )
}
