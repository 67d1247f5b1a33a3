import type { Memberships } from '@periplo/api'
import { getWorkspace, listMemberships, type Store } from '@periplo/store'

/** Who belongs where, as the store has it now. */
export function createMemberships(store: Store): Memberships {
  return {
    async findRole({ workspaceId, memberId }) {
      const members = await listMemberships(store, memberId)
      return members.find((member) => member.workspaceId === workspaceId)?.role
    },
    async list({ memberId }) {
      const members = await listMemberships(store, memberId)
      const named = await Promise.all(
        members.map(async ({ workspaceId, role }) => {
          const { name } = await getWorkspace(store, workspaceId)
          return { workspaceId, name, role }
        }),
      )
      return named.toSorted((a, b) => a.name.localeCompare(b.name))
    },
  }
}
