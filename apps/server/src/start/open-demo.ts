import { DEMO_ACCOUNTS, ensureDemoAccounts } from '../accounts/demo-accounts.ts'
import { listWorkspaces } from '@periplo/store'
import type { DemoAccount } from '../studio/demo-route.ts'
import type { DemoRoom } from './start-periplo.ts'

/** The workspace a demo begins with; its id is fixed, so that there is one. */
const DEMO_WORKSPACE = {
  workspaceId: '00000000-0000-4000-8000-0000000000d0',
  name: 'Demo',
  zone: 'Europe/Madrid',
  currency: 'EUR',
  clock: 'live',
  demo: true,
} as const

/** Makes the demo's workspace and accounts unless they are there, and tells whom to sign in as. */
export async function openDemo({
  store,
  runtime,
  accounts,
  progress,
}: DemoRoom): Promise<readonly DemoAccount[]> {
  await progress.step('Demo', async () => {
    const findDemos = async (): Promise<readonly string[]> =>
      (await listWorkspaces(store)).filter(({ demo }) => demo).map(({ workspaceId }) => workspaceId)
    if ((await findDemos()).length === 0) {
      await runtime.createWorkspace(DEMO_WORKSPACE).catch(async (error: unknown) => {
        // another process that starts at the same moment has made it
        if ((await findDemos()).length === 0) throw error
      })
    }
    for (const workspaceId of await findDemos()) await ensureDemoAccounts({ store, accounts }, workspaceId)
  })
  return DEMO_ACCOUNTS
}
