import type { ApiContext } from '../context.ts'
import { toTransportError } from '../failures/to-transport-error.ts'

/** A subscription's context: who reports its bugs, where it is, and when it is over. */
export interface StreamOf {
  readonly ctx: ApiContext
  readonly path: string
  readonly signal: AbortSignal | undefined
}

/**
 * Passes on what `open` yields until the subscriber leaves. A source that does not heed the signal is left
 * behind, never awaited. Its failures become what a procedure's would.
 */
export async function* streamWhileWanted<T>(
  { ctx, path, signal = new AbortController().signal }: StreamOf,
  open: (signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T, void, undefined> {
  const source = open(signal)[Symbol.asyncIterator]()
  const left = toAborted(signal)
  try {
    while (!signal.aborted) {
      const next = await Promise.race([source.next(), left])
      if (next.done) return
      yield next.value
    }
  } catch (error) {
    if (signal.aborted) return
    throw toTransportError(error, (bug) => ctx.reportBug(bug, path))
  } finally {
    void source.return?.()?.catch(() => undefined)
  }
}

function toAborted(signal: AbortSignal): Promise<IteratorReturnResult<undefined>> {
  return new Promise((resolve) => {
    const end = (): void => resolve({ done: true, value: undefined })
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
