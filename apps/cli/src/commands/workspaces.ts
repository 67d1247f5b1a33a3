import { listWorkspaces } from '@periplo/store'
import type { Environment } from '../environment.ts'
import { withInstallation } from '../installation.ts'
import type { Presentation } from '../present.ts'

/** Lists the workspaces by name. */
export function showWorkspaces(environment: Environment): Promise<Presentation> {
  return withInstallation(environment, async ({ store }) => {
    const workspaces = (await listWorkspaces(store)).map(
      ({ workspaceId, name, zone, currency, clock, demo, turnedAt }) => ({
        workspaceId,
        name,
        zone,
        currency,
        clock,
        demo,
        turnedAt,
      }),
    )
    const lines = workspaces.map(
      ({ workspaceId, name, zone, clock, turnedAt }) =>
        `${workspaceId}  ${name}  ${zone}  ${clock}${turnedAt === null ? '' : ` at ${new Date(turnedAt).toISOString()}`}\n`,
    )
    return { exitCode: 0, result: workspaces, text: lines.join('') }
  })
}
