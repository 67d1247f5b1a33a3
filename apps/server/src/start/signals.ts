/** A terminal and a package manager may both pass on one Ctrl-C: within this time it is the same one. */
const SAME_SIGNAL_MS = 500

/** Closing takes seconds; what takes longer than this hangs. */
const PATIENCE_MS = 15_000

/** What to do when the process is asked to end. */
export interface SignalHandling {
  readonly process: { on(signal: 'SIGINT' | 'SIGTERM', take: () => void): unknown }
  readonly nowMs: () => number
  /** Begins to stop, in order. */
  readonly onFirst: () => void
  /** Gives up on order. */
  readonly onForce: () => void
}

/** SIGINT or SIGTERM stops in order; a second one, or a stop that hangs, forces. */
export function handleSignals({ process, nowMs, onFirst, onForce }: SignalHandling): void {
  let firstMs: number | undefined
  const take = (): void => {
    if (firstMs === undefined) {
      firstMs = nowMs()
      setTimeout(onForce, PATIENCE_MS).unref()
      onFirst()
    } else if (nowMs() - firstMs > SAME_SIGNAL_MS) {
      onForce()
    }
  }
  process.on('SIGINT', take)
  process.on('SIGTERM', take)
}
