import type { Instant, MessageOutcome } from '@periplo/model'
import { defineColumns } from './column-set.ts'
import type { ColumnRow } from './column-set.ts'

/** What became of a message, once per (message, outcome). */
export interface MessageFactEntry {
  readonly workspaceId: string
  readonly partitionId: number
  readonly sendKey: string
  readonly outcome: MessageOutcome
  readonly at: Instant
  readonly reason: string | null
  readonly journeyId: string
  readonly versionId: string
  readonly nodeId: string
}

/** The columns of message facts in a statement. */
export const MESSAGE_FACT_COLUMNS = defineColumns({
  w: 'uuid',
  p: 'smallint',
  k: 'text',
  o: 'text',
  a: 'bigint',
  r: 'text',
  j: 'uuid',
  v: 'uuid',
  n: 'text',
})

/** A message fact as the columns of a statement; keys are the statement's own. */
export function fromMessageFact(fact: MessageFactEntry): ColumnRow {
  return {
    w: fact.workspaceId,
    p: fact.partitionId,
    k: fact.sendKey,
    o: fact.outcome,
    a: fact.at,
    r: fact.reason,
    j: fact.journeyId,
    v: fact.versionId,
    n: fact.nodeId,
  }
}
