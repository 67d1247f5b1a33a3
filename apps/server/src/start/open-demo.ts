import { type JsonObject, StudioError } from '@periplo/model'
import { ensureDemo, systemClock } from '@periplo/runtime'
import type { Store } from '@periplo/store'
import { DEMO_ACCOUNTS, ensureDemoAccounts } from '../accounts/demo-accounts.ts'
import type { DemoAccount } from '../studio/demo-route.ts'
import type { DemoRoom } from './start-periplo.ts'

/** Equal seeds give equal shops: every installation shows the same people and numbers. */
const SEED = 'periplo'
const LOCK = 'periplo_demo'

/**
 * Makes the demo's workspace and accounts unless they are there, lets its shop go on in the background until
 * the stop, and tells whom to sign in as. Of several processes on one database one runs the shop.
 */
export async function openDemo(room: DemoRoom): Promise<readonly DemoAccount[]> {
  const { store, runtime, accounts, progress, lifecycle, log, localUrl } = room
  await progress.step('Demo', async () => {
    const release = await claimDemo(store)
    if (release === undefined) return
    await lifecycle.onStop(release)
    const demo = await ensureDemo(runtime, {
      seed: SEED,
      signal: lifecycle.signal,
      now: () => systemClock.now().getTime(),
      postEvents: (batch) => postEvents(localUrl, batch),
    })
    const ended = demo.ended.catch((error: unknown) => log.error({ err: error }, 'the demo cannot go on'))
    await lifecycle.onStop(() => ended)
    await ensureDemoAccounts({ store, accounts }, demo.workspaceId)
  })
  return DEMO_ACCOUNTS
}

/** Claims the demo for this process; undefined where another has it. The claim also ends with the connection. */
async function claimDemo({ authPool }: Store): Promise<(() => Promise<void>) | undefined> {
  const client = await authPool.connect()
  const { rows } = await client.query<{ mine: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
    [LOCK],
  )
  if (rows[0]?.mine === true) return async () => client.release(true)
  client.release()
  return undefined
}

interface Batch {
  readonly writeKey: string
  readonly calls: readonly JsonObject[]
}

/** The shop speaks to us as any shop would: over HTTP, with a key of its own. */
async function postEvents(localUrl: string, { writeKey, calls }: Batch): Promise<void> {
  const { ok, status } = await fetch(`${localUrl}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ writeKey, batch: calls }),
  })
  if (!ok) throw new StudioError('channel/unreachable', `The tracking API answered ${status}.`)
}
