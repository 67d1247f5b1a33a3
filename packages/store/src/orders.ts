import type { OrderFact } from '@periplo/model'
import { parseColumn } from './columns.ts'
import type { PersonKey } from './persons.ts'
import type { Runner } from './tx.ts'

const READ = `
select o.person_id, o.body from json_to_recordset($1) as x(p smallint, w uuid, i uuid)
join orders o on o.partition_id = x.p and o.workspace_id = x.w and o.person_id = x.i
order by o.occurred_at, o.order_id`

/** The offline orders of each person, oldest first, keyed by person id. */
export async function readOrders(
  runner: Runner,
  persons: readonly PersonKey[],
): Promise<Map<string, readonly OrderFact[]>> {
  const found = new Map<string, OrderFact[]>()
  if (persons.length === 0) return found
  const wanted = persons.map((key) => ({ p: key.partitionId, w: key.workspaceId, i: key.personId }))
  const rows = await runner.run<{ person_id: string; body: string }>('read-orders', READ, [
    JSON.stringify(wanted),
  ])
  for (const row of rows) {
    const order = parseColumn<OrderFact>(row.body)
    found.set(row.person_id, [...(found.get(row.person_id) ?? []), order])
  }
  return found
}
