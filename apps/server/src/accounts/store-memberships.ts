import type { Memberships, Role, Session } from '@periplo/api'
import { getWorkspace, listMemberships, type Store } from '@periplo/store'

/** Who belongs where, as the store has it now. */
export function createMemberships(store: Store): Memberships {
  return {
    async findRole({ workspaceId, session }) {
      const members = await listMemberships(store, session.memberId)
      const role = members.find((member) => member.workspaceId === workspaceId)?.role
      if (role === undefined || !mayWant(role, session)) return role
      return isInEarnest(await getWorkspace(store, workspaceId)) ? 'admin' : role
    },
    async list({ session }) {
      const members = await listMemberships(store, session.memberId)
      const named = await Promise.all(
        members.map(async ({ workspaceId, role }) => {
          const workspace = await getWorkspace(store, workspaceId)
          const wantsSecondFactor = mayWant(role, session) && isInEarnest(workspace)
          return { workspaceId, name: workspace.name, role, wantsSecondFactor }
        }),
      )
      return named.toSorted((a, b) => a.name.localeCompare(b.name))
    },
  }
}

function mayWant(role: Role, { hasSecondFactor }: Session): boolean {
  return role === 'owner' && !hasSecondFactor
}

/** A demo's passwords are no secret, and a turned workspace reaches nobody. */
function isInEarnest({
  demo,
  clock,
}: {
  readonly demo: boolean
  readonly clock: 'live' | 'turned'
}): boolean {
  return !demo && clock === 'live'
}
