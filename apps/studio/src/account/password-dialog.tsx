import { Banner, Button, Dialog, Field, TextField, useMessages } from '@periplo/ui'
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import type { AccountFault, AccountOutcome } from '../server/own-account.ts'
import { ACCOUNT_MESSAGES } from './account-messages.ts'

/** Asks for the member's password before something is done with it; says what is wrong with it in its place. */
export function PasswordDialog<T>(props: {
  readonly title: string
  readonly text: ReactNode
  readonly act: string
  readonly isDangerous?: boolean
  readonly call: (password: string) => Promise<AccountOutcome<T>>
  readonly onDone: (value: T) => void
  readonly onClose: () => void
}) {
  const m = useMessages(ACCOUNT_MESSAGES)
  const [password, setPassword] = useState('')
  const [state, setState] = useState<{ readonly busy: boolean; readonly fault?: AccountFault | 'missing' }>({
    busy: false,
  })
  const submit = async () => {
    if (password === '') {
      setState({ busy: false, fault: 'missing' })
      return
    }
    setState({ busy: true })
    const outcome = await props.call(password)
    if (outcome.kind === 'done') props.onDone(outcome.value)
    else setState({ busy: false, fault: outcome.kind })
  }
  const { busy, fault } = state
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <Dialog
      open
      onOpenChange={props.onClose}
      title={props.title}
      description={props.text}
      footer={
        <Button variant={props.isDangerous ? 'danger' : 'primary'} busy={busy} onClick={() => void submit()}>
          {props.act}
        </Button>
      }
    >
      <form className="p-stack" onSubmit={onSubmit} noValidate>
        {fault && fault !== 'missing' && fault !== 'wrong' && <Banner tone="bad" title={m[fault]} />}
        <Field
          label={m.password}
          error={fault === 'wrong' ? m.wrongPassword : fault === 'missing' ? m.missingPassword : undefined}
        >
          <TextField
            type="password"
            name="password"
            autoComplete="current-password"
            value={password}
            onValueChange={setPassword}
          />
        </Field>
      </form>
    </Dialog>
  )
}
