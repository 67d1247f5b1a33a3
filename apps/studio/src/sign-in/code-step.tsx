import { Banner, Button, Field, TextField, useMessages } from '@periplo/ui'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { AccountFault } from '../server/own-account.ts'
import { giveBackupCode, giveCode } from '../server/own-account.ts'
import { SIGN_IN_MESSAGES } from './sign-in-messages.ts'

interface CodeForm {
  readonly kind: 'timed' | 'backup'
  readonly code: string
  readonly busy: boolean
  readonly fault?: Exclude<AccountFault, 'over'> | 'missing'
}

/** The second step: a code of the member's app, or a backup code. */
export function CodeStep(props: {
  readonly onSignedIn: () => void
  /** The sign-in took too long, or too many guesses: the password is asked for again. */
  readonly onOver: () => void
  readonly onBack: () => void
}) {
  const m = useMessages(SIGN_IN_MESSAGES)
  const [form, setForm] = useState<CodeForm>({ kind: 'timed', code: '', busy: false })
  const { kind, code, busy, fault } = form
  const isTimed = kind === 'timed'
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const shown = { kind, code, busy: false }
    if (code.trim() === '') {
      setForm({ ...shown, fault: 'missing' })
      return
    }
    setForm({ ...shown, busy: true })
    const outcome = await (isTimed ? giveCode(code) : giveBackupCode(code))
    if (outcome.kind === 'done') props.onSignedIn()
    else if (outcome.kind === 'over') props.onOver()
    else setForm({ ...shown, fault: outcome.kind })
  }
  const other = isTimed ? 'backup' : 'timed'
  const wrong = isTimed ? m.wrongCode : m.wrongBackupCode
  return (
    <form className="p-stack" onSubmit={(event) => void submit(event)} noValidate>
      {fault && fault !== 'missing' && <Banner tone="bad" title={fault === 'wrong' ? wrong : m[fault]} />}
      <Field
        key={kind}
        label={isTimed ? m.code : m.backupCode}
        hint={isTimed ? m.codeHint : m.backupCodeHint}
        error={fault === 'missing' ? m.missingCode : undefined}
      >
        <TextField
          name="code"
          inputMode={isTimed ? 'numeric' : 'text'}
          autoComplete="one-time-code"
          maxLength={40}
          autoFocus // oxlint-disable-line jsx-a11y/no-autofocus -- the step is one field, and whoever came here pressed the button that is gone
          value={code}
          onValueChange={(next) => setForm({ ...form, code: next })}
        />
      </Field>
      <Button type="submit" variant="primary" busy={busy} className="s-wide">
        {m.submit}
      </Button>
      <div className="p-row">
        <Button variant="link" onClick={props.onBack}>
          {m.back}
        </Button>
        <span className="p-grow" />
        <Button variant="link" onClick={() => setForm({ kind: other, code: '', busy: false })}>
          {m[other]}
        </Button>
      </div>
    </form>
  )
}
