import type { Resources } from '../resources.ts'

/** The workspace's present moment. */
export function toPresent({ journeys, clock }: Resources, workspaceId: string): number {
  const workspace = journeys.findWorkspace(workspaceId)
  return workspace?.clock === 'turned' ? (workspace.turnedAt ?? 0) : clock.now().getTime()
}
