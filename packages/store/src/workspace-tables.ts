import { WORKSPACE_TABLES as FOUNDED } from './migrations/0001-foundation.ts'
import { SEGMENT_TABLES } from './migrations/0006-segments.ts'

/** Tables whose rows belong to one workspace: row-level security is forced on each. */
export const WORKSPACE_TABLES = [
  ...FOUNDED,
  'send_ledgers',
  'moves',
  'audience_members',
  'audience_changes',
  'points_ledger',
  ...SEGMENT_TABLES,
] as const
