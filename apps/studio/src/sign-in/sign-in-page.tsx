import { Avatar, Banner, Button, Field, Logo, TextField, useLocale, useMessages, useTheme } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { PART_MESSAGES } from '../parts/part-messages.ts'
import type { DemoAccount, SignInOutcome } from '../server/auth.ts'
import { listDemoAccounts, signIn } from '../server/auth.ts'
import { forgetEverything } from '../server/server.ts'
import { CodeStep } from './code-step.tsx'
import { SIGN_IN_MESSAGES } from './sign-in-messages.ts'

interface SignInForm {
  readonly email: string
  readonly password: string
  /** What is wrong; absent before the first attempt. */
  readonly fault?: Exclude<SignInOutcome, 'signed-in' | 'wants-code'> | 'incomplete' | 'over'
  readonly busy?: boolean
  /** Whether the password was right and the code is still to be given. */
  readonly wantsCode?: boolean
}

/** Signs a member in and leads them where they wanted to go. */
export function SignInPage() {
  const m = useMessages(SIGN_IN_MESSAGES)
  const [form, setForm] = useState<SignInForm>({ email: '', password: '' })
  return (
    <main className="s-sign-in">
      <title>{`${m.title} · Periplo`}</title>
      <div className="s-sign-in-look">
        <LookSwitch />
      </div>
      <div className="s-sign-in-card">
        <header className="s-sign-in-head">
          <Logo size={32} />
          <strong>Periplo</strong>
        </header>
        {form.wantsCode ? (
          <SecondStep email={form.email} onChange={setForm} />
        ) : (
          <FirstStep form={form} onChange={setForm} />
        )}
      </div>
    </main>
  )
}

type Changing = (form: SignInForm) => void

function FirstStep({ form, onChange }: { readonly form: SignInForm; readonly onChange: Changing }) {
  const m = useMessages(SIGN_IN_MESSAGES)
  const enter = useEnter(onChange)
  return (
    <>
      <h1>{m.title}</h1>
      <p className="p-second">{m.lead}</p>
      <SignInFields form={form} onChange={onChange} onSubmit={() => void enter(form)} />
      <DemoAccounts busy={form.busy ?? false} onChoose={(account) => void enter(account)} />
    </>
  )
}

function SecondStep({ email, onChange }: { readonly email: string; readonly onChange: Changing }) {
  const m = useMessages(SIGN_IN_MESSAGES)
  const goOn = useGoOn()
  const again = { email, password: '' }
  return (
    <>
      <h1>{m.codeTitle}</h1>
      <p className="p-second">{m.codeLead}</p>
      <CodeStep
        onSignedIn={goOn}
        onOver={() => onChange({ ...again, fault: 'over' })}
        onBack={() => onChange(again)}
      />
    </>
  )
}

function LookSwitch() {
  const m = useMessages(SIGN_IN_MESSAGES)
  const { theme, setChoice } = useTheme()
  const { locale, setLocale } = useLocale()
  const otherTheme = theme === 'dark' ? 'light' : 'dark'
  return (
    <>
      <Button variant="ghost" icon={otherTheme} onClick={() => setChoice(otherTheme)}>
        {m[otherTheme]}
      </Button>
      <Button variant="ghost" icon="language" onClick={() => setLocale(locale === 'en' ? 'es' : 'en')}>
        <span lang={locale === 'en' ? 'es' : 'en'}>{m.otherLanguage}</span>
      </Button>
    </>
  )
}

function SignInFields(props: {
  readonly form: SignInForm
  readonly onChange: (form: SignInForm) => void
  readonly onSubmit: () => void
}) {
  const m = useMessages(SIGN_IN_MESSAGES)
  const { form, onChange, onSubmit } = props
  const { email, password, fault, busy = false } = form
  const incomplete = fault === 'incomplete'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="p-stack" onSubmit={submit} noValidate>
      {fault && !incomplete && <Banner tone="bad" title={m[fault]} />}
      <Field label={m.email} error={incomplete && email === '' ? m.missingEmail : undefined}>
        <TextField
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onValueChange={(next) => onChange({ ...form, email: next })}
        />
      </Field>
      <Field label={m.password} error={incomplete && password === '' ? m.missingPassword : undefined}>
        <TextField
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onValueChange={(next) => onChange({ ...form, password: next })}
        />
      </Field>
      <Button type="submit" variant="primary" busy={busy} className="s-wide">
        {m.submit}
      </Button>
    </form>
  )
}

function DemoAccounts(props: { readonly busy: boolean; readonly onChoose: (account: DemoAccount) => void }) {
  const m = useMessages(SIGN_IN_MESSAGES)
  const parts = useMessages(PART_MESSAGES)
  const { data: accounts = [] } = useQuery({
    queryKey: ['demo'],
    queryFn: listDemoAccounts,
    staleTime: 60_000,
  })
  if (accounts.length === 0) return null
  const roleOf = ({ role }: DemoAccount) => (isNamedRole(role) ? parts[role] : role)
  return (
    <section className="s-demo" aria-label={m.demoTitle}>
      <h2>{m.demoTitle}</h2>
      <p className="p-muted">{m.demoText}</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              className="s-demo-account"
              disabled={props.busy}
              onClick={() => props.onChoose(account)}
            >
              <Avatar name={account.name} decorative />
              <span className="p-grow p-cut">{account.name}</span>
              <span className="p-muted">{roleOf(account)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function isNamedRole(role: string): role is 'viewer' | 'analyst' | 'editor' | 'admin' | 'owner' {
  return ['viewer', 'analyst', 'editor', 'admin', 'owner'].includes(role)
}

/** Leads whoever has signed in where they wanted to go. */
function useGoOn(): () => void {
  const router = useRouter()
  const { to = '/journeys' } = useSearch({ from: '/sign-in' })
  return () => {
    forgetEverything()
    router.history.push(to)
  }
}

function useEnter(
  onChange: Changing,
): (credentials: { readonly email: string; readonly password: string }) => Promise<void> {
  const goOn = useGoOn()
  return async ({ email, password }) => {
    const form = { email, password }
    if (email === '' || password === '') {
      onChange({ ...form, fault: 'incomplete' })
      return
    }
    onChange({ ...form, busy: true })
    const outcome = await signIn(email, password)
    if (outcome === 'signed-in') goOn()
    else if (outcome === 'wants-code') onChange({ ...form, wantsCode: true })
    else onChange({ ...form, fault: outcome })
  }
}
