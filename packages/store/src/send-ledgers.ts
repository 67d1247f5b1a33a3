import type { MessageChannel, SendSlot } from '@periplo/model'
import { parseColumn } from './columns.ts'
import { defineColumns } from './column-set.ts'
import type { PersonKey } from './persons.ts'
import type { Runner, Tx } from './tx.ts'

/** Names what one person was sent on one channel. */
export interface SendLedgerKey extends PersonKey {
  readonly channel: MessageChannel
}

/** What a person was sent on a channel, as far as caps look back. */
export interface SendLedger {
  /** Raised by every change; 0 where nothing was ever written. */
  readonly revision: number
  readonly slots: readonly SendSlot[]
}

/** Closed for ever by a merge: what stood in it is in the survivor's. */
const CLOSED = -1

const KEY_COLUMNS = defineColumns({ p: 'smallint', w: 'uuid', i: 'uuid', c: 'text' })
const LEDGER_COLUMNS = defineColumns({
  p: 'smallint',
  w: 'uuid',
  i: 'uuid',
  c: 'text',
  r: 'integer',
  s: 'json',
})

const IS_WANTED = `l.partition_id = x.p and l.workspace_id = x.w and l.person_id = x.i and l.channel = x.c`
/** One order for everybody who locks more than one. */
const LOCK_ORDER = 'partition_id, workspace_id, person_id, channel'

const READ = `
select l.person_id as i, l.channel as c, l.revision as r, l.slots as s
from ${KEY_COLUMNS.from('x', 1)} join send_ledgers l on ${IS_WANTED}`

/**
 * What these people were sent, keyed by {@link toLedgerName}. `closed` if the person has been merged away: ask for
 * whoever they are now. People without a row are absent.
 */
export async function readSendLedgers(
  runner: Runner,
  keys: readonly SendLedgerKey[],
): Promise<ReadonlyMap<string, SendLedger | 'closed'>> {
  if (keys.length === 0) return new Map()
  const rows = await runner.run<{ i: string; c: string; r: number; s: string }>(
    'read-send-ledgers',
    READ,
    KEY_COLUMNS.toValues(keys.map(fromKey)),
  )
  return new Map(
    rows.map(({ i, c, r, s }) => [
      `${i}/${c}`,
      r === CLOSED ? 'closed' : { revision: r, slots: parseColumn<SendSlot[]>(s) },
    ]),
  )
}

/** The name of a ledger among others of one installation. */
export function toLedgerName({ personId, channel }: Pick<SendLedgerKey, 'personId' | 'channel'>): string {
  return `${personId}/${channel}`
}

const WRITE = `
with wanted as (select * from ${LEDGER_COLUMNS.from('x', 1)}),
added as (
  insert into send_ledgers (partition_id, workspace_id, person_id, channel, revision, slots)
  select p, w, i, c, 1, s from wanted where r = 0 order by p, w, i, c
  on conflict do nothing returning person_id as i, channel as c),
locked as (
  select l.partition_id, l.workspace_id, l.person_id, l.channel, x.r, x.s
  from wanted x join send_ledgers l on ${IS_WANTED} where x.r > 0
  order by l.partition_id, l.workspace_id, l.person_id, l.channel for update of l),
changed as (
  update send_ledgers l set revision = l.revision + 1, slots = x.s from locked x
  where l.partition_id = x.partition_id and l.workspace_id = x.workspace_id and l.person_id = x.person_id
    and l.channel = x.channel and l.revision = x.r
  returning l.person_id as i, l.channel as c)
select i, c from added union all select i, c from changed`

/**
 * Writes ledgers as they become, each only where its `revision` is still the stored one; returns the names of
 * those that were written. Of two callers who read one ledger, one is left out, and must read it again. Each
 * ledger may be given once.
 */
export async function writeSendLedgers(
  runner: Runner,
  ledgers: readonly (SendLedgerKey & SendLedger)[],
): Promise<ReadonlySet<string>> {
  const rows = ledgers.map((ledger) => ({ ...fromKey(ledger), r: ledger.revision, s: ledger.slots }))
  const written = await runner.run<{ i: string; c: string }>(
    'write-send-ledgers',
    WRITE,
    LEDGER_COLUMNS.toValues(rows),
  )
  return new Set(written.map(({ i, c }) => `${i}/${c}`))
}

const LOCK = `
insert into send_ledgers (partition_id, workspace_id, person_id, channel, revision, slots)
select p, w, i, c, 1, '[]' from ${KEY_COLUMNS.from('x', 1)}
where exists (select 1 from workspaces k where k.workspace_id = x.w and k.send_rules like '%"caps"%')
  or exists (select 1 from ${KEY_COLUMNS.from('y', 1)} join send_ledgers l
    on l.partition_id = y.p and l.workspace_id = y.w and l.person_id = y.i where y.w = x.w)
order by p, w, i, c
on conflict (${LOCK_ORDER}) do update
  set revision = case when send_ledgers.revision = ${CLOSED} then ${CLOSED} else send_ledgers.revision + 1 end
returning person_id as i, channel as c, slots as s`

const MOVE = `
update send_ledgers l set slots = x.s, revision = case when x.r = ${CLOSED} then ${CLOSED} else l.revision end
from ${LEDGER_COLUMNS.from('x', 1)} where ${IS_WANTED}`

/** A merge: who is no more, and who they are now. */
export interface LedgerMove {
  readonly workspaceId: string
  readonly loser: Omit<PersonKey, 'workspaceId'>
  readonly winner: Omit<PersonKey, 'workspaceId'>
}

/**
 * Gives what the losers of merges were sent to their winners, in the order of the merges, and closes the losers'
 * ledgers: whoever has read one before cannot write it any more. Does nothing in workspaces that count nothing.
 */
export async function moveSendLedgers(
  tx: Tx,
  moves: readonly LedgerMove[],
  channels: readonly MessageChannel[],
): Promise<void> {
  const keys = new Map<string, SendLedgerKey>()
  for (const { workspaceId, loser, winner } of moves)
    for (const { personId, partitionId } of [loser, winner])
      for (const channel of channels)
        keys.set(toLedgerName({ personId, channel }), { workspaceId, personId, partitionId, channel })
  const locked = await tx.run<{ i: string; c: string; s: string }>(
    'lock-send-ledgers',
    LOCK,
    KEY_COLUMNS.toValues([...keys.values()].map(fromKey)),
  )
  const slots = new Map(locked.map(({ i, c, s }) => [`${i}/${c}`, parseColumn<SendSlot[]>(s)]))
  const closed = new Set<string>()
  for (const { loser, winner } of moves)
    for (const channel of channels) {
      const [from, to] = [loser, winner].map(({ personId }) => toLedgerName({ personId, channel }))
      if (from === undefined || to === undefined || !slots.has(from)) continue
      slots.set(to, [...(slots.get(to) ?? []), ...(slots.get(from) ?? [])])
      slots.set(from, [])
      closed.add(from)
    }
  const rows = [...slots].flatMap(([name, s]) => {
    const key = keys.get(name)
    return key ? [{ ...fromKey(key), r: closed.has(name) ? CLOSED : 0, s }] : []
  })
  if (rows.length > 0) await tx.run('move-send-ledgers', MOVE, LEDGER_COLUMNS.toValues(rows))
}

function fromKey(key: SendLedgerKey): { p: number; w: string; i: string; c: string } {
  return { p: key.partitionId, w: key.workspaceId, i: key.personId, c: key.channel }
}
