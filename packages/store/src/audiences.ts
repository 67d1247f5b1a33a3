import type { Identifier, Instant, JsonObject } from '@periplo/model'
import { sql } from 'kysely'
import { parseColumn } from './columns.ts'
import type { WorkspaceTx } from './in-workspace.ts'

/** An audience and how many are in it. */
export interface AudienceSize {
  readonly audience: string
  readonly members: number
}

/** Every audience that anybody was ever in, in alphabetical order. */
export async function listAudiences(tx: WorkspaceTx): Promise<readonly AudienceSize[]> {
  const { rows } = await sql<AudienceSize>`
    select audience, count(*) filter (where is_member)::int as members from audience_members
    group by audience order by audience`.execute(tx)
  return rows
}

/** Somebody who is in an audience. */
export interface AudienceMember {
  readonly personId: string
  readonly since: Instant
  readonly traits: JsonObject
  readonly identifiers: readonly Identifier[]
}

/** Up to `limit` people who are in an audience now, by their id, after `after`. */
export async function listAudienceMembersBatch(
  tx: WorkspaceTx,
  { audience, after }: { readonly audience: string; readonly after: string | null },
  limit: number,
): Promise<readonly AudienceMember[]> {
  const next = after === null ? sql`true` : sql`m.person_id > ${after}::uuid`
  const { rows } = await sql<MemberColumns>`
    select m.person_id, m.changed_at, p.traits,
      coalesce((select json_agg(json_build_object('kind', i.kind, 'value', i.value) order by i.kind, i.value)
        from identifiers i where i.workspace_id = m.workspace_id and i.person_id = m.person_id), '[]') as identifiers
    from audience_members m
    join persons p on p.partition_id = m.partition_id and p.workspace_id = m.workspace_id and p.person_id = m.person_id
    where m.audience = ${audience} and m.is_member and ${next}
    order by m.person_id limit ${limit}`.execute(tx)
  return rows.map((row) => ({
    personId: row.person_id,
    since: row.changed_at,
    traits: parseColumn<JsonObject>(row.traits),
    identifiers: row.identifiers,
  }))
}

interface MemberColumns {
  readonly person_id: string
  readonly changed_at: number
  readonly traits: string
  readonly identifiers: readonly Identifier[]
}
