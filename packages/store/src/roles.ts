/** What a member may do; each role may do everything the ones before it may. */
export const ROLES = ['viewer', 'analyst', 'editor', 'admin', 'owner'] as const
/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number]
