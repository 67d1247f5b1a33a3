import { Badge, Banner, Button, useMessages, useToast } from '@periplo/ui'
import { useState } from 'react'
import type { NewSecondFactor } from '../server/own-account.ts'
import { beginSecondFactor, endSecondFactor, renewBackupCodes } from '../server/own-account.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { ACCOUNT_MESSAGES } from './account-messages.ts'
import { BackupCodesDialog } from './backup-codes-dialog.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { ScanDialog } from './scan-dialog.tsx'

/** What the member is in the middle of. */
type Doing =
  | { readonly kind: 'beginning' | 'ending' | 'renewing' }
  | { readonly kind: 'scanning'; readonly made: NewSecondFactor }
  | { readonly kind: 'keeping'; readonly codes: readonly string[] }

/** Whether signing in takes a code, and how the member changes that. */
export function SecondStepSection() {
  const m = useMessages(ACCOUNT_MESSAGES)
  const { hasSecondFactor, wantsSecondFactor } = useSession()
  const [doing, setDoing] = useState<Doing>()
  return (
    <section className="p-tile s-stack">
      <div className="p-row">
        <h2>{m.secondStep}</h2>
        {hasSecondFactor ? (
          <Badge tone="ok" icon="check">
            {m.on}
          </Badge>
        ) : (
          <Badge>{m.off}</Badge>
        )}
      </div>
      <p className="p-second">{m.secondStepLead}</p>
      {wantsSecondFactor && <Banner tone="warn" title={m.wanted} />}
      <div className="p-row">
        {hasSecondFactor ? (
          <>
            <Button onClick={() => setDoing({ kind: 'renewing' })}>{m.newCodes}</Button>
            <Button onClick={() => setDoing({ kind: 'ending' })}>{m.turnOff}</Button>
          </>
        ) : (
          <Button
            variant={wantsSecondFactor ? 'primary' : undefined}
            onClick={() => setDoing({ kind: 'beginning' })}
          >
            {m.setUp}
          </Button>
        )}
      </div>
      {doing && <Step doing={doing} onStep={setDoing} />}
    </section>
  )
}

function Step(props: { readonly doing: Doing; readonly onStep: (doing: Doing | undefined) => void }) {
  const m = useMessages(ACCOUNT_MESSAGES)
  const toast = useToast()
  const { doing, onStep } = props
  const stop = () => onStep(undefined)
  const settle = (title: string) => {
    toast.show({ title, tone: 'ok' })
    void queryClient.invalidateQueries(trpc.session.me.queryFilter())
  }
  switch (doing.kind) {
    case 'beginning':
      return (
        <PasswordDialog
          key="beginning"
          title={m.setUpTitle}
          text={m.passwordText}
          act={m.next}
          call={beginSecondFactor}
          onDone={(made) => onStep({ kind: 'scanning', made })}
          onClose={stop}
        />
      )
    case 'scanning':
      return (
        <ScanDialog
          uri={doing.made.uri}
          onDone={() => {
            settle(m.isOn)
            onStep({ kind: 'keeping', codes: doing.made.backupCodes })
          }}
          onClose={stop}
        />
      )
    case 'keeping':
      return <BackupCodesDialog codes={doing.codes} onClose={stop} />
    case 'renewing':
      return (
        <PasswordDialog
          key="renewing"
          title={m.newCodesTitle}
          text={m.newCodesText}
          act={m.drawCodes}
          call={renewBackupCodes}
          onDone={(codes) => onStep({ kind: 'keeping', codes })}
          onClose={stop}
        />
      )
    case 'ending':
      return (
        <EndDialog
          onDone={() => {
            settle(m.isOff)
            stop()
          }}
          onClose={stop}
        />
      )
  }
}

function EndDialog(props: { readonly onDone: () => void; readonly onClose: () => void }) {
  const m = useMessages(ACCOUNT_MESSAGES)
  return (
    <PasswordDialog
      title={m.turnOffTitle}
      text={m.turnOffText}
      act={m.turnOff}
      isDangerous
      call={endSecondFactor}
      onDone={props.onDone}
      onClose={props.onClose}
    />
  )
}
