import type { SendLedger, SendLedgerKey, Store } from '@periplo/store'
import { toLedgerName, toRunner, writeSendLedgers } from '@periplo/store'
import { createGroupCommit } from '../ingest/group-commit.ts'

/** Ledgers changed at the same moment are written together. */
const LEDGERS = 256

/** A ledger as it should become, with the revision it had when it was read. */
export type LedgerChange = SendLedgerKey & SendLedger

/**
 * Writes a ledger; together with others given now. False, and nothing written, if it has changed since it was
 * read: whoever asked must look again.
 */
export function createLedgerWriter(store: Store): (change: LedgerChange) => Promise<boolean> {
  interface Wish {
    readonly change: LedgerChange
    isWritten?: boolean
  }
  const write = createGroupCommit<Wish>(async (wishes) => {
    // a ledger is written once at a time: the second of two looks again
    const first = new Map(wishes.toReversed().map((wish) => [toLedgerName(wish.change), wish]))
    const changes = [...first.values()].map(({ change }) => change)
    const written = await writeSendLedgers(toRunner(store), changes)
    for (const [name, wish] of first) wish.isWritten = written.has(name)
  }, LEDGERS)
  return async (change) => {
    const wish: Wish = { change }
    await write([wish])
    return wish.isWritten === true
  }
}
