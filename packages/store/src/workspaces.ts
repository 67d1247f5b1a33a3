import type { Instant, SendRules } from '@periplo/model'
import { HOLD_REASONS, StudioError } from '@periplo/model'
import { raiseRevision } from './catalogue.ts'
import { parseColumn } from './columns.ts'
import { toStoreFailure } from './failures.ts'
import type { Store } from './open-store.ts'

/** One customer's people, journeys and numbers. */
export interface Workspace {
  readonly workspaceId: string
  readonly name: string
  /** IANA zone of its civil days. */
  readonly zone: string
  /** Reporting currency, ISO 4217. */
  readonly currency: string
  readonly clock: 'live' | 'turned'
  readonly demo: boolean
  /** Signs webhooks; sealed by the runtime. */
  readonly sealedSecret: string
  readonly createdAt: Instant
  /** Present moment of a turned workspace; null for a live one. */
  readonly turnedAt: Instant | null
  /** Progress of a history load, or null. */
  readonly history: { readonly done: number; readonly total: number } | null
  readonly sendRules: SendRules
}

const COLUMNS = [
  'workspace_id',
  'name',
  'zone',
  'currency',
  'clock',
  'demo',
  'sealed_secret',
  'created_at',
  'turned_at',
  'history_done',
  'history_total',
  'send_rules',
] as const

/** Adds a workspace. */
export async function insertWorkspace(store: Store, workspace: Workspace): Promise<void> {
  await store.engine.transaction().execute(async (tx) => {
    await tx
      .insertInto('workspaces')
      .values({
        workspace_id: workspace.workspaceId,
        name: workspace.name,
        zone: workspace.zone,
        currency: workspace.currency,
        clock: workspace.clock,
        demo: workspace.demo,
        sealed_secret: workspace.sealedSecret,
        created_at: workspace.createdAt,
        turned_at: workspace.turnedAt,
        history_done: workspace.history?.done ?? null,
        history_total: workspace.history?.total ?? null,
        send_rules: JSON.stringify(workspace.sendRules),
      })
      .execute()
    await raiseRevision(tx)
  })
}

/** Every workspace of the installation, by name. */
export async function listWorkspaces(store: Store): Promise<readonly Workspace[]> {
  try {
    const rows = await store.engine.selectFrom('workspaces').select(COLUMNS).orderBy('name').execute()
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      name: row.name,
      zone: row.zone,
      currency: row.currency,
      clock: row.clock,
      demo: row.demo,
      sealedSecret: row.sealed_secret,
      createdAt: row.created_at,
      turnedAt: row.turned_at,
      history:
        row.history_done === null || row.history_total === null
          ? null
          : { done: row.history_done, total: row.history_total },
      sendRules: parseColumn<SendRules>(row.send_rules),
    }))
  } catch (error) {
    throw toStoreFailure(error)
  }
}

/** One workspace. Fails with `workspace/not-found`. */
export async function getWorkspace(store: Store, workspaceId: string): Promise<Workspace> {
  const found = (await listWorkspaces(store)).find((workspace) => workspace.workspaceId === workspaceId)
  if (!found) throw new StudioError('workspace/not-found', 'There is no such workspace.')
  return found
}

/** Changes how far a turned workspace's time and history have come. */
export async function updateWorkspaceProgress(
  store: Store,
  workspaceId: string,
  progress: {
    readonly clock?: 'live' | 'turned'
    readonly turnedAt?: Instant | null
    readonly history?: { readonly done: number; readonly total: number } | null
  },
): Promise<void> {
  await store.engine.transaction().execute(async (tx) => {
    await tx
      .updateTable('workspaces')
      .set({
        ...(progress.clock === undefined ? {} : { clock: progress.clock }),
        ...(progress.turnedAt === undefined ? {} : { turned_at: progress.turnedAt }),
        ...(progress.history === undefined
          ? {}
          : { history_done: progress.history?.done ?? null, history_total: progress.history?.total ?? null }),
      })
      .where('workspace_id', '=', workspaceId)
      .execute()
    await raiseRevision(tx)
  })
}

/**
 * Changes what the workspace's messages keep to. Those that the rules before held are due at `now`, to ask
 * again. Every process sends by the new rules once it has read the catalogue anew.
 */
export async function updateSendRules(
  store: Store,
  workspaceId: string,
  { rules, now }: { readonly rules: SendRules; readonly now: Instant },
): Promise<void> {
  try {
    await store.engine.transaction().execute(async (tx) => {
      await tx
        .updateTable('workspaces')
        .set({ send_rules: JSON.stringify(rules) })
        .where('workspace_id', '=', workspaceId)
        .execute()
      await tx
        .updateTable('outbox')
        .set({ due_at: now })
        .where('workspace_id', '=', workspaceId)
        .where('status', '=', 'pending')
        .where('claim_epoch', 'is', null)
        .where('reason', 'in', HOLD_REASONS)
        .where('due_at', '>', now)
        .execute()
      await raiseRevision(tx)
    })
  } catch (error) {
    throw toStoreFailure(error)
  }
}
