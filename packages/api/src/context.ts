import type { StudioVerbs } from '@periplo/runtime'
import type { Role } from './access/role.ts'

/** Who is signed in. */
export interface Session {
  readonly memberId: string
  readonly name: string
  readonly email: string
}

/** A workspace somebody belongs to, and as what. */
export interface Membership {
  readonly workspaceId: string
  readonly name: string
  readonly role: Role
}

/** Tells who belongs where. Asked anew on every call, so that a changed role holds at once. */
export interface Memberships {
  /** The member's role; undefined where they do not belong, or there is no such workspace. */
  findRole(input: { readonly workspaceId: string; readonly memberId: string }): Promise<Role | undefined>
  /** Every workspace of the member, by name. */
  list(input: { readonly memberId: string }): Promise<readonly Membership[]>
}

/** What every call of the router is given. */
export interface ApiContext {
  readonly verbs: StudioVerbs
  readonly memberships: Memberships
  /** Null for somebody who is not signed in. */
  readonly session: Session | null
  /** Records a bug and returns the reference by which an operator finds it again. Must not throw. */
  readonly reportBug: (error: unknown, path: string) => string
}
