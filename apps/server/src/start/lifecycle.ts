/** What was opened, so that it can be closed in reverse. */
export interface Lifecycle {
  /** Aborts when stopping begins. */
  readonly signal: AbortSignal
  /** Fulfilled when everything is closed. */
  readonly stopped: Promise<void>
  /** Adds something to close; closed at once if stopping has begun. */
  onStop(close: () => Promise<void>): Promise<void>
  /** Closes everything, the last opened first; one that fails keeps none of the others open. May be called again. */
  stop(): Promise<void>
}

/** A lifecycle that has opened nothing yet. `report` is told of what could not be closed. */
export function createLifecycle(report: (error: unknown) => void): Lifecycle {
  const controller = new AbortController()
  const { promise: stopped, resolve } = Promise.withResolvers<void>()
  const closers: (() => Promise<void>)[] = []
  const drain = async (): Promise<void> => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
      await close().catch(report)
    }
  }
  return {
    signal: controller.signal,
    stopped,
    async onStop(close) {
      closers.push(close)
      if (controller.signal.aborted) await drain()
    },
    async stop() {
      if (!controller.signal.aborted) {
        controller.abort()
        await drain()
        resolve()
      }
      await stopped
    },
  }
}
