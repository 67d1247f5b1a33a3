import type { Store } from '@periplo/store'

/** Deliberate bugs. The simulation must fail on each, or it proves nothing. */
export const MUTANTS = ['no-fence', 'split-offset'] as const
/** One of {@link MUTANTS}. */
export type Mutant = (typeof MUTANTS)[number]

/** A statement as the store hands it to the driver. */
interface Statement {
  readonly name: string
  readonly text: string
  readonly values: unknown[]
}

const FENCE = 'on o.partition_id = x.p and o.epoch = x.e and o.applied = x.a'
/** Every step says which input or timer it is by. */
const BY_EVENT = 'offset:'
const BY_TIMER = 'timer:'
const MOVE = 'set applied = fence.n'

/**
 * Watches the commits of a store, and breaks them if a mutant is named. `onFenced` hears of every commit that
 * was turned away; `between` is called by the mutant that commits in two halves,
 * where events have moved somebody by the first.
 */
export function watchCommits(
  { enginePool }: Store,
  hooks: {
    readonly mutant: Mutant | undefined
    /** Hears of every commit before it is sent; a quiet one moves nobody and writes profiles alone. */
    onCommit(isQuiet: boolean): void
    onFenced(): void
    between(): void
  },
): void {
  const ask = enginePool.query.bind(enginePool) as (
    statement: Statement,
  ) => Promise<{ rows: { ok?: boolean }[] }>
  const query = async (statement: Statement): Promise<unknown> => {
    if (statement.name !== 'commit-batch') return ask(statement)
    hooks.onCommit(!statement.values.some(hasStep))
    const result = await commit(statement)
    if (result.rows[0]?.ok === false) hooks.onFenced()
    return result
  }
  const commit = async (statement: Statement): ReturnType<typeof ask> => {
    switch (hooks.mutant) {
      case undefined:
        return ask(statement)
      case 'no-fence':
        return ask({ ...statement, text: replace(statement.text, FENCE, 'on o.partition_id = x.p') })
      case 'split-offset': {
        const result = await ask({
          ...statement,
          text: replace(statement.text, MOVE, 'set applied = o.applied'),
        })
        if (statement.values.some(hasEventStep)) hooks.between()
        await ask({ name: 'move-offsets', text: MOVE_OFFSETS, values: statement.values.slice(1, 5) })
        return result
      }
    }
  }
  Object.assign(enginePool, { query })
}

function hasStep(column: unknown): boolean {
  return hasEventStep(column) || (Buffer.isBuffer(column) && column.includes(BY_TIMER))
}

function hasEventStep(column: unknown): boolean {
  return Buffer.isBuffer(column) && column.includes(BY_EVENT)
}

const MOVE_OFFSETS = `
update partition_offsets o set applied = x.n
from rows from (unnest($1::smallint[]), unnest($2::integer[]), unnest($3::bigint[]), unnest($4::bigint[])) as x(p, e, a, n)
where o.partition_id = x.p and o.epoch = x.e and o.applied = x.a`

/** A mutant that does not find what it breaks would fail for another reason than its bug: it ends, and the storm with it. */
function replace(text: string, part: string, by: string): string {
  if (text.includes(part)) return text.replace(part, by)
  process.stderr.write(`The commit does not say "${part}" any more; teach the mutant.\n`)
  process.exit(3)
}
