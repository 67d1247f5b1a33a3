import type { JsonObject, PersonOrigin, PersonProfile } from '@periplo/model'
import { parseColumn } from './columns.ts'
import { defineColumns } from './column-set.ts'
import type { Runner } from './tx.ts'

/** Names one person's rows. */
export interface PersonKey {
  readonly workspaceId: string
  readonly partitionId: number
  readonly personId: string
}

/** Columns of a person, for statements that select or write them. */
export const PERSON_COLUMNS = `partition_id, workspace_id, person_id, traits, zone, suppressed, identified, first_seen_at,
  last_seen_at, last_order_at, merged_into, merged_into_partition, merged_from, audiences, points`

/** The columns of person keys in a statement. */
export const PERSON_KEY_COLUMNS = defineColumns({ p: 'smallint', w: 'uuid', i: 'uuid' })

const READ = `
select ${PERSON_COLUMNS.replaceAll(/\b([a-z_]+)\b/g, 'p.$1')}
from ${PERSON_KEY_COLUMNS.from('x', 1)}
join persons p on p.partition_id = x.p and p.workspace_id = x.w and p.person_id = x.i`

/** The stored profiles, keyed by person id; persons without a row are absent. */
export async function readPersons(
  runner: Runner,
  keys: readonly PersonKey[],
): Promise<Map<string, PersonProfile>> {
  const wanted = keys.map((key) => ({ p: key.partitionId, w: key.workspaceId, i: key.personId }))
  const rows = await runner.run<PersonColumns>('read-persons', READ, PERSON_KEY_COLUMNS.toValues(wanted))
  return new Map(rows.map((row) => [row.person_id, toProfile(row)]))
}

const READ_NEXT = `
select merged_into_partition as p, merged_into as i from persons
where partition_id = $1 and workspace_id = $2 and person_id = $3 and merged_into is not null
union all
select (body::json #>> '{winner,partitionId}')::smallint, (body::json #>> '{winner,personId}')::uuid from event_log
where partition_id = $1 and person_id = $3 and workspace_id = $2 and kind = 'merge'
limit 1`

/**
 * The person somebody is now: themselves, or whoever they were merged into. Knows of a merge from its commit
 * on, also while their rows have yet to move.
 */
export async function findSurvivor(runner: Runner, person: PersonKey): Promise<PersonKey> {
  const { partitionId, workspaceId, personId } = person
  const [next] = await runner.run<{ p: number; i: string }>('find-survivor', READ_NEXT, [
    partitionId,
    workspaceId,
    personId,
  ])
  return next ? findSurvivor(runner, { workspaceId, partitionId: next.p, personId: next.i }) : person
}

/** A person's columns as the driver returns them. */
export interface PersonColumns {
  partition_id: number
  workspace_id: string
  person_id: string
  traits: string
  zone: string | null
  suppressed: boolean
  identified: boolean
  first_seen_at: number
  last_seen_at: number
  last_order_at: number | null
  merged_into: string | null
  merged_into_partition: number | null
  merged_from: string
  audiences: string
  points: number
}

/** A row as a profile. */
export function toProfile(row: PersonColumns): PersonProfile {
  const { merged_into: personId, merged_into_partition: partitionId } = row
  return {
    workspaceId: row.workspace_id,
    partitionId: row.partition_id,
    personId: row.person_id,
    traits: parseColumn<JsonObject>(row.traits),
    zone: row.zone,
    suppressed: row.suppressed,
    audiences: parseColumn<string[]>(row.audiences),
    points: row.points,
    identified: row.identified,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    lastOrderAt: row.last_order_at,
    mergedInto: personId === null || partitionId === null ? null : { personId, partitionId },
    mergedFrom: parseColumn<PersonOrigin[]>(row.merged_from),
  }
}

/** A profile as the columns of the commit statement; keys are the statement's own. */
export function fromProfile(profile: PersonProfile): Record<string, unknown> {
  return {
    p: profile.partitionId,
    w: profile.workspaceId,
    i: profile.personId,
    t: profile.traits,
    z: profile.zone,
    s: profile.suppressed,
    k: profile.identified,
    f: profile.firstSeenAt,
    l: profile.lastSeenAt,
    o: profile.lastOrderAt,
    m: profile.mergedInto?.personId ?? null,
    mp: profile.mergedInto?.partitionId ?? null,
    mf: profile.mergedFrom,
    au: profile.audiences,
    pt: profile.points,
  }
}
