/** What a member may do in a workspace, the least first. Each role may do all that those before it may. */
export const ROLES = ['viewer', 'analyst', 'editor', 'admin', 'owner'] as const
export type Role = (typeof ROLES)[number]

/** Whether somebody with the role `has` may do what asks for at least `least`. */
export function isAtLeast(has: Role, least: Role): boolean {
  return ROLES.indexOf(has) >= ROLES.indexOf(least)
}
