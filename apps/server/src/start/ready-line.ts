import type { DemoAccount } from '../studio/demo-route.ts'

/** What somebody at the terminal is told once Periplo is up. */
export interface Ready {
  readonly url: string
  readonly demoAccounts: readonly Pick<DemoAccount, 'email' | 'password'>[]
}

/** One line: where Periplo is, and every account a demo may be tried with. */
export function toReadyLine({ url, demoAccounts }: Ready): string {
  return ['  Periplo is ready on ' + url, ...listSignIns(demoAccounts)].join(' · ')
}

/** Accounts that share a password are named together. */
function listSignIns(accounts: Ready['demoAccounts']): readonly string[] {
  const anyOf = new Intl.ListFormat('en', { type: 'disjunction' })
  return [...Map.groupBy(accounts, ({ password }) => password)].map(
    ([password, sharing]) =>
      `sign in as ${anyOf.format(sharing.map(({ email }) => email))} with the password ${password}`,
  )
}
