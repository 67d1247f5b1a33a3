import type { WorkspaceTx } from '@periplo/store'
import { inWorkspace } from '@periplo/store'
import type { Resources } from '../resources.ts'

/** Changes who may enter or go on, and lets this process know at once. */
export async function changeEntrance<T>(
  { store, journeys }: Resources,
  workspaceId: string,
  change: (tx: WorkspaceTx) => Promise<T>,
): Promise<T> {
  const changed = await inWorkspace(store, workspaceId, change)
  await journeys.refresh()
  return changed
}
