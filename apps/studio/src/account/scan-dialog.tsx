import { Banner, Button, Dialog, Field, TextField, useMessages } from '@periplo/ui'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { CopyButton } from '../parts/copy-button.tsx'
import type { AccountFault } from '../server/own-account.ts'
import { giveCode } from '../server/own-account.ts'
import { ACCOUNT_MESSAGES } from './account-messages.ts'
import { QrCode } from './qr-code.tsx'

/** Shows the key of an authenticator app and asks for the code that confirms it. */
export function ScanDialog(props: {
  readonly uri: string
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const m = useMessages(ACCOUNT_MESSAGES)
  const [code, setCode] = useState('')
  const [state, setState] = useState<{ readonly busy: boolean; readonly fault?: AccountFault | 'missing' }>({
    busy: false,
  })
  const submit = async () => {
    if (!/^\s*(\d\s*){6}$/.test(code)) {
      setState({ busy: false, fault: 'missing' })
      return
    }
    setState({ busy: true })
    const outcome = await giveCode(code)
    if (outcome.kind === 'done') props.onDone()
    else setState({ busy: false, fault: outcome.kind })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  const { busy, fault } = state
  return (
    <Dialog
      open
      onOpenChange={props.onClose}
      title={m.setUpTitle}
      description={m.scanText}
      footer={
        <Button variant="primary" busy={busy} onClick={() => void submit()}>
          {m.confirm}
        </Button>
      }
    >
      <form className="p-stack" onSubmit={onSubmit} noValidate>
        {fault && fault !== 'missing' && fault !== 'wrong' && <Banner tone="bad" title={m[fault]} />}
        <QrCode text={props.uri} label={m.picture} />
        <Field
          label={m.code}
          hint={m.codeHint}
          error={fault === 'wrong' ? m.wrongCode : fault === 'missing' ? m.missingCode : undefined}
        >
          <TextField
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            value={code}
            onValueChange={setCode}
          />
        </Field>
        <Key uri={props.uri} />
      </form>
    </Dialog>
  )
}

/** The key in fours, as apps ask for it. */
function Key({ uri }: { readonly uri: string }) {
  const m = useMessages(ACCOUNT_MESSAGES)
  const key = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <div className="p-stack">
      <p className="p-muted">{m.keyLabel}</p>
      <div className="s-key">
        <code className="p-grow">{key.replace(/.{4}(?=.)/g, '$& ')}</code>
        <CopyButton text={key} label={m.copyKey} />
      </div>
    </div>
  )
}
