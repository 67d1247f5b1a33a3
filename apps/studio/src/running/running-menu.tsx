import { IconButton, Menu, useMessages } from '@periplo/ui'
import { RUNNING_MESSAGES } from './running-messages.ts'
import type { RunningJourney } from './use-running.ts'
import { useRunningActs } from './use-running-acts.tsx'

/** The menu of what stops a journey, or lets it go on. */
export function RunningMenu(journey: RunningJourney) {
  const m = useMessages(RUNNING_MESSAGES)
  const { entries, dialog } = useRunningActs(journey)
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton icon="more" label={m.acts({ name: journey.name })} />}
        entries={entries}
      />
      {dialog}
    </>
  )
}
