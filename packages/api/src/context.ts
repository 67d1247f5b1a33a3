import type { StudioVerbs } from '@periplo/runtime'
import type { Role } from './access/role.ts'

/** Who is signed in. */
export interface Session {
  readonly memberId: string
  readonly name: string
  readonly email: string
  /** Whether signing in takes a code, too. */
  readonly hasSecondFactor: boolean
}

/** A workspace somebody belongs to, and as what. */
export interface Membership {
  readonly workspaceId: string
  readonly name: string
  readonly role: Role
  /** Whether this role asks for a second factor the member has not set up: some of its rights wait for that. */
  readonly wantsSecondFactor: boolean
}

/** Tells who belongs where. Asked anew on every call, so that a changed role holds at once. */
export interface Memberships {
  /**
   * The role the member may act in; undefined where they do not belong, or there is no such workspace. Where the
   * role wants a second factor that is missing, it is the next lower one.
   */
  findRole(input: { readonly workspaceId: string; readonly session: Session }): Promise<Role | undefined>
  /** Every workspace of the member, by name, with the role they were given. */
  list(input: { readonly session: Session }): Promise<readonly Membership[]>
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
