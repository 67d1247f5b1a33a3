import { randomUUID } from 'node:crypto'
import type { ConsentEntry, ConsentState, Instant, Purpose } from '@periplo/model'
import type { PersonKey } from './persons.ts'
import type { Runner } from './tx.ts'

const APPEND = `
insert into consent_ledger (workspace_id, partition_id, person_id, entry_no, channel, purpose, state, at, origin)
select w, p, i, e, c, pu, s, a, o from json_to_recordset($1)
  as x(w uuid, p smallint, i uuid, e uuid, c text, pu text, s text, a bigint, o text)`

/** Adds lines to the ledger. Lines are never changed; the latest by `at` holds, and of one instant the denial. */
export async function appendConsent(
  runner: Runner,
  lines: readonly (PersonKey & { entry: ConsentEntry })[],
): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(({ workspaceId, partitionId, personId, entry }) => ({
    w: workspaceId,
    p: partitionId,
    i: personId,
    e: randomUUID(),
    c: entry.channel,
    pu: entry.purpose,
    s: entry.state,
    a: entry.at,
    o: entry.origin,
  }))
  await runner.run('append-consent', APPEND, [JSON.stringify(rows)])
}

/** Which of some lines holds: the latest, and of one instant the denial. For an `order by` over the alias `l`. */
export const IN_FORCE_FIRST = `l.at desc, l.state = 'denied' desc`

const READ = `
select distinct on (l.workspace_id, l.person_id, l.channel, l.purpose)
  l.person_id, l.channel, l.purpose, l.state, l.at, l.origin
from json_to_recordset($1) as x(p smallint, w uuid, i uuid, a bigint)
join consent_ledger l on l.partition_id = x.p and l.workspace_id = x.w and l.person_id = x.i and l.at <= x.a
order by l.workspace_id, l.person_id, l.channel, l.purpose, ${IN_FORCE_FIRST}, l.entry_no`

/** What held for each person at `at`: the latest line per channel and purpose, keyed by person id. */
export async function readConsent(
  runner: Runner,
  persons: readonly (PersonKey & { at: Instant })[],
): Promise<ReadonlyMap<string, readonly ConsentEntry[]>> {
  const found = new Map<string, ConsentEntry[]>()
  if (persons.length === 0) return found
  const wanted = persons.map((key) => ({
    p: key.partitionId,
    w: key.workspaceId,
    i: key.personId,
    a: key.at,
  }))
  const rows = await runner.run<{
    person_id: string
    channel: string
    purpose: Purpose
    state: ConsentState
    at: number
    origin: string
  }>('read-consent', READ, [JSON.stringify(wanted)])
  for (const { person_id: personId, ...entry } of rows)
    found.set(personId, [...(found.get(personId) ?? []), entry])
  return found
}
