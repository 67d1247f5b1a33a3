import type { OverdueChoice } from '@periplo/model'
import { Banner, Button, ChoiceList, Dialog, DurationField, Field, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { useFailureWords } from '../server/failure-words.ts'
import { InsideNote, useInside } from './inside-note.tsx'
import { RUNNING_MESSAGES } from './running-messages.ts'
import type { RunningJourney } from './use-running.ts'
import { useResume } from './use-running.ts'

const HOUR_MS = 3_600_000
const WEEK_MS = 7 * 24 * HOUR_MS

/** Asks what becomes of those whom the pause has kept from moving, and lets the journey go on. */
export function ResumeDialog(props: { readonly journey: RunningJourney; readonly onClose: () => void }) {
  const { journey, onClose } = props
  const m = useMessages(RUNNING_MESSAGES)
  const failureOf = useFailureWords()
  const counted = useInside(journey.journeyId)
  const [kind, choose] = useState<OverdueChoice['kind']>('continue')
  const [spreadMs, spread] = useState<number | null>(HOUR_MS)
  const { resume, error, busy } = useResume(journey, onClose)
  const overdue: OverdueChoice = kind === 'continue' ? { kind, spreadMs: spreadMs ?? 0 } : { kind }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title={m.resumeTitle({ name: journey.name })}
      description={m.resumeText}
      footer={
        <Button
          variant={kind === 'leave' ? 'danger' : 'primary'}
          busy={busy}
          disabled={!counted}
          onClick={() => resume(overdue)}
        >
          {m.resumeNow}
        </Button>
      }
    >
      <div className="p-stack">
        {error !== null && (
          <Banner tone="bad" title={m.failed}>
            {failureOf(error)}
          </Banner>
        )}
        <InsideNote counted={counted} overdue />
        {counted && counted.held > 0 && (
          <>
            <OverdueChoices kind={kind} onChoose={choose} />
            {kind === 'continue' && (
              <Field label={m.spread}>
                <DurationField valueMs={spreadMs} onValueMsChange={spread} minMs={0} maxMs={WEEK_MS} />
              </Field>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

function OverdueChoices(props: {
  readonly kind: OverdueChoice['kind']
  readonly onChoose: (kind: OverdueChoice['kind']) => void
}) {
  const m = useMessages(RUNNING_MESSAGES)
  return (
    <ChoiceList
      label={m.overdue}
      value={props.kind}
      onValueChange={props.onChoose}
      choices={[
        { value: 'continue', label: m.continue, hint: m.continueHint },
        { value: 'skip', label: m.skip, hint: m.skipHint },
        { value: 'leave', label: m.leaveOverdue, hint: m.leaveOverdueHint },
      ]}
    />
  )
}
