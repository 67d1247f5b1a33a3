import type { Identifier, IdentifierKind, Instant } from '@periplo/model'
import { defineColumns } from './column-set.ts'
import type { Runner, Tx } from './tx.ts'

/** Where a person's rows live, and since when the person is known. */
export interface PersonRef {
  readonly personId: string
  readonly partitionId: number
  readonly since: Instant
  /** Known by a user id of their own. */
  readonly named: boolean
}

/** An identifier inside a workspace, found by the hash of its kind and value. */
export interface IdentifierKey {
  readonly workspaceId: string
  readonly keyHash: string
}

const KEY_COLUMNS = defineColumns({ w: 'uuid', k: 'uuid' })

const FIND = `
select i.workspace_id as w, i.key_hash as k, i.person_id, i.partition_id, i.person_since,
  exists (select 1 from identifiers u where u.workspace_id = i.workspace_id and u.person_id = i.person_id and u.kind = 'user') as named
from ${KEY_COLUMNS.from('x', 1)}
join identifiers i on i.workspace_id = x.w and i.key_hash = x.k`

/** Who the identifiers belong to, keyed `workspaceId/keyHash`; unknown ones are absent. */
export async function findPersonRefs(
  runner: Runner,
  keys: readonly IdentifierKey[],
): Promise<Map<string, PersonRef>> {
  const wanted = keys.map(({ workspaceId, keyHash }) => ({ w: workspaceId, k: keyHash }))
  const rows = await runner.run<{
    w: string
    k: string
    person_id: string
    partition_id: number
    person_since: number
    named: boolean
  }>('find-person-refs', FIND, KEY_COLUMNS.toValues(wanted))
  return new Map(
    rows.map((row) => [
      `${row.w}/${row.k}`,
      { personId: row.person_id, partitionId: row.partition_id, since: row.person_since, named: row.named },
    ]),
  )
}

const LOSER_COLUMNS = defineColumns({ w: 'uuid', i: 'uuid' })

const LOCK = `
select 1 as one from identifiers where (workspace_id, key_hash) in (
  select w, k from ${KEY_COLUMNS.from('x', 1)}
  union
  select l.workspace_id, l.key_hash from ${LOSER_COLUMNS.from('y', 1 + KEY_COLUMNS.width)}
  join identifiers l on l.workspace_id = y.w and l.person_id = y.i)
order by workspace_id, key_hash for update`

/**
 * Locks identifiers, and all those of some persons, until the transaction ends. One order for all writers, so
 * that a second one waits and none wait for each other.
 */
export async function lockIdentifiers(
  tx: Tx,
  keys: readonly IdentifierKey[],
  persons: readonly { readonly workspaceId: string; readonly personId: string }[],
): Promise<void> {
  await tx.run('lock-identifiers', LOCK, [
    ...KEY_COLUMNS.toValues(keys.map(({ workspaceId, keyHash }) => ({ w: workspaceId, k: keyHash }))),
    ...LOSER_COLUMNS.toValues(persons.map(({ workspaceId, personId }) => ({ w: workspaceId, i: personId }))),
  ])
}

/** A new link from an identifier to a person. */
export interface NewIdentifier extends IdentifierKey, PersonRef {
  readonly identifier: Identifier
}

const LINK_COLUMNS = defineColumns({
  w: 'uuid',
  k: 'uuid',
  kind: 'text',
  value: 'text',
  i: 'uuid',
  p: 'smallint',
  s: 'bigint',
})

const INSERT = `
with added as (
  insert into identifiers (workspace_id, key_hash, kind, value, person_id, partition_id, person_since)
  select w, k, kind, value, i, p, s from ${LINK_COLUMNS.from('x', 1)}
  on conflict do nothing returning 1)
select count(*) as added from added`

/** Links identifiers to persons; returns how many were new. Fewer than given: another writer was first. */
export async function insertIdentifiers(tx: Tx, links: readonly NewIdentifier[]): Promise<number> {
  const rows = links.map((link) => ({
    w: link.workspaceId,
    k: link.keyHash,
    kind: link.identifier.kind,
    value: link.identifier.value,
    i: link.personId,
    p: link.partitionId,
    s: link.since,
  }))
  rows.sort((a, b) => (a.k < b.k ? -1 : 1)) // one order for all writers: no deadlock
  const [result] = await tx.run<{ added: number }>('insert-identifiers', INSERT, LINK_COLUMNS.toValues(rows))
  return result?.added ?? 0
}

const REPOINT = `
update identifiers set person_id = $3, partition_id = $4, person_since = $5
where workspace_id = $1 and person_id = $2
returning 1 as one`

const COPY_CONSENT = `
insert into consent_ledger (workspace_id, partition_id, person_id, entry_no, channel, purpose, state, at, origin)
select workspace_id, $4, $3, entry_no, channel, purpose, state, at, origin from consent_ledger
where workspace_id = $1 and person_id = $2 and partition_id = $5
on conflict do nothing`

/**
 * Points every identifier of the loser of a merge to the winner, and copies the loser's consent lines, so
 * that a withdrawal holds for the merged person from this commit on. Both need the loser's identifiers locked:
 * then nobody can add to either meanwhile.
 */
export async function repointPerson(
  tx: Tx,
  merge: { workspaceId: string; loser: PersonRef; winner: PersonRef },
): Promise<void> {
  const { workspaceId, loser, winner } = merge
  const values = [workspaceId, loser.personId, winner.personId, winner.partitionId, winner.since]
  // another writer may have linked one more while the first round waited for it
  for (let moved = 1; moved > 0;) moved = (await tx.run('repoint-identifiers', REPOINT, values)).length
  await tx.run('copy-consent', COPY_CONSENT, [
    workspaceId,
    loser.personId,
    winner.personId,
    winner.partitionId,
    loser.partitionId,
  ])
}

const LIST = `
select i.workspace_id as w, i.person_id as i, i.kind, i.value
from json_to_recordset($1) as x(w uuid, i uuid)
join identifiers i on i.workspace_id = x.w and i.person_id = x.i`

/** Identifiers of each person, keyed by person id. */
export async function listIdentifiers(
  runner: Runner,
  persons: readonly { workspaceId: string; personId: string }[],
): Promise<ReadonlyMap<string, readonly Identifier[]>> {
  const wanted = persons.map(({ workspaceId, personId }) => ({ w: workspaceId, i: personId }))
  const rows = await runner.run<{ i: string; kind: IdentifierKind; value: string }>(
    'list-identifiers',
    LIST,
    [JSON.stringify(wanted)],
  )
  const found = new Map<string, Identifier[]>()
  for (const { i, kind, value } of rows) found.set(i, [...(found.get(i) ?? []), { kind, value }])
  return found
}
