import type { Store } from './open-store.ts'
import type { Role } from './roles.ts'

/** Somebody who uses the studio, in one workspace. */
export interface Member {
  readonly workspaceId: string
  /** The sign-in library's id. */
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

const COLUMNS = ['workspace_id', 'user_id', 'name', 'email', 'role'] as const

function toMember(row: {
  workspace_id: string
  user_id: string
  name: string
  email: string
  role: Role
}): Member {
  return {
    workspaceId: row.workspace_id,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
  }
}

/** Adds a member, or changes the role of one who is there. */
export async function putMember(store: Store, member: Member): Promise<void> {
  await store.engine
    .insertInto('members')
    .values({
      workspace_id: member.workspaceId,
      user_id: member.userId,
      name: member.name,
      email: member.email,
      role: member.role,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'user_id']).doUpdateSet({ name: member.name, role: member.role }),
    )
    .execute()
}

/** The memberships of one user, over all workspaces. */
export async function listMemberships(store: Store, userId: string): Promise<readonly Member[]> {
  const rows = await store.engine
    .selectFrom('members')
    .select(COLUMNS)
    .where('user_id', '=', userId)
    .execute()
  return rows.map(toMember)
}

/** The members of one workspace, by name. */
export async function listMembers(store: Store, workspaceId: string): Promise<readonly Member[]> {
  const rows = await store.engine
    .selectFrom('members')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .orderBy('name')
    .execute()
  return rows.map(toMember)
}
