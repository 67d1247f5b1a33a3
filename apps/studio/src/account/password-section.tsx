import { Banner, Button, Field, TextField, useMessages, useToast } from '@periplo/ui'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { AccountFault } from '../server/own-account.ts'
import { changePassword } from '../server/own-account.ts'
import { useSession } from '../server/session.tsx'
import { ACCOUNT_MESSAGES } from './account-messages.ts'

const MIN_LENGTH = 10
const MAX_LENGTH = 128

const EMPTY = { current: '', fresh: '', repeat: '' }
type Passwords = Readonly<typeof EMPTY>

interface Form {
  readonly passwords: Passwords
  readonly tried: boolean
  readonly busy: boolean
  readonly fault?: AccountFault
}

/** Changes the member's password. */
export function PasswordSection() {
  const m = useMessages(ACCOUNT_MESSAGES)
  const toast = useToast()
  const faultsOf = useFaults()
  const [form, setForm] = useState<Form>({ passwords: EMPTY, tried: false, busy: false })
  const { passwords, fault, busy } = form
  const faults = faultsOf(form)
  const submit = async () => {
    const tried = { passwords, tried: true, busy: false }
    setForm(tried)
    if (Object.values(faultsOf(tried)).some((text) => text !== undefined)) return
    setForm({ ...tried, busy: true })
    const { current: currentPassword, fresh: newPassword } = passwords
    const outcome = await changePassword({ currentPassword, newPassword })
    if (outcome.kind === 'done') {
      setForm({ passwords: EMPTY, tried: false, busy: false })
      toast.show({ title: m.changed, tone: 'ok' })
    } else setForm({ ...tried, fault: outcome.kind })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  const fields = [
    { name: 'current', label: m.current, autoComplete: 'current-password' },
    { name: 'fresh', label: m.fresh, autoComplete: 'new-password', hint: m.freshHint },
    { name: 'repeat', label: m.repeat, autoComplete: 'new-password' },
  ] as const
  return (
    <section className="p-tile">
      <h2>{m.changeTitle}</h2>
      <p className="p-second">{m.changeLead}</p>
      <form className="p-stack s-password" onSubmit={onSubmit} noValidate>
        <KnownAs />
        {fault && fault !== 'wrong' && <Banner tone="bad" title={m[fault]} />}
        {fields.map(({ name, label, autoComplete, ...more }) => (
          <Field key={name} label={label} error={faults[name]} {...more}>
            <TextField
              type="password"
              name={name}
              autoComplete={autoComplete}
              maxLength={MAX_LENGTH}
              value={passwords[name]}
              onValueChange={(next) => setForm({ ...form, passwords: { ...passwords, [name]: next } })}
            />
          </Field>
        ))}
        <div className="p-row">
          <Button type="submit" busy={busy}>
            {m.change}
          </Button>
        </div>
      </form>
    </section>
  )
}

/** By this a password keeper knows whose password changes. */
function KnownAs() {
  const { email } = useSession()
  return <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
}

/** What is wrong with each password, once somebody has tried. */
function useFaults(): (form: Form) => { readonly [K in keyof Passwords]: string | undefined } {
  const m = useMessages(ACCOUNT_MESSAGES)
  return ({ passwords: { current, fresh, repeat }, tried, fault }) => {
    if (!tried) return { current: undefined, fresh: undefined, repeat: undefined }
    const isSame = fresh === current && current !== ''
    return {
      current: current === '' ? m.missingPassword : fault === 'wrong' ? m.wrongPassword : undefined,
      fresh: fresh.length < MIN_LENGTH ? m.tooShort : isSame ? m.same : undefined,
      repeat: repeat === fresh ? undefined : m.different,
    }
  }
}
