import type { Role } from '@periplo/api'
import type { ReactNode } from 'react'
import { createContext, use } from 'react'

/** The roles, the least first; each may do all that those before it may. The server decides anew on every call. */
const RANK: { readonly [R in Role]: number } = { viewer: 0, analyst: 1, editor: 2, admin: 3, owner: 4 }

/** Who sits at the screen, and in which workspace. */
export interface SessionState {
  readonly memberId: string
  readonly memberName: string
  readonly email: string
  readonly workspaceId: string
  readonly workspaceName: string
  readonly role: Role
  /** Whether signing in takes a code, too. */
  readonly hasSecondFactor: boolean
  /** Whether the role asks for a code at sign-in that the member has not set up. */
  readonly wantsSecondFactor: boolean
  /** Every workspace the member belongs to, by name. */
  readonly workspaces: readonly { readonly workspaceId: string; readonly name: string }[]
  readonly chooseWorkspace: (workspaceId: string) => void
}

const SessionContext = createContext<SessionState | undefined>(undefined)

/** Gives the screens inside their session. */
export function SessionProvider(props: { readonly session: SessionState; readonly children: ReactNode }) {
  return <SessionContext value={props.session}>{props.children}</SessionContext>
}

/** The session of the screens behind the sign-in; throws outside of them. */
export function useSession(): SessionState {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession needs a SessionProvider above it')
  return session
}

/** Whether the member has at least this role: what they may not do is not shown. */
export function useMay(least: Role): boolean {
  return isAtLeast(useSession().role, least)
}

/** Whether a role includes another. */
export function isAtLeast(has: Role, least: Role): boolean {
  return RANK[has] >= RANK[least]
}
