import type { Resources } from '../resources.ts'

/**
 * The workspace's present moment, as it stands in the database: whoever runs no loops would otherwise go on
 * telling the moment it was opened at, while other hands turn the clock.
 */
export async function readPresent(
  { journeys, clock }: Pick<Resources, 'journeys' | 'clock'>,
  workspaceId: string,
): Promise<number> {
  await journeys.catchUp()
  const workspace = journeys.findWorkspace(workspaceId)
  return workspace?.clock === 'turned' ? (workspace.turnedAt ?? 0) : clock.now().getTime()
}
