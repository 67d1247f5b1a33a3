/** Wakes loops that wait: a bell everybody can ring and wait for. */
export interface Bell {
  /** Ends every wait under way; a ring while nobody waits is remembered for the next wait. */
  ring(): void
  /** Waits for a ring, for `ms` milliseconds, or for the signal. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

/** A bell of its own; one waiter at a time per bell. */
export function createBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    async wait(ms, signal) {
      if (!rung && !signal.aborted && ms > 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
          signal.addEventListener('abort', wake, { once: true })
        })
      if (wake) signal.removeEventListener('abort', wake)
      wake = undefined
      rung = false
    },
  }
}

/** A small write gathers for this long: at a thousand single events a second, ten share a commit. */
const GATHER_MS = 12
const SMALL_WRITE = 100
const NEVER = new AbortController().signal

/** Lets what comes after a write of `count` items gather, unless the write was large. */
export async function gatherSmall(count: number): Promise<void> {
  if (count < SMALL_WRITE) await createBell().wait(GATHER_MS, NEVER)
}

/** Bells of everybody who wants to know that a workspace's people, measures or events have changed. */
export interface Signals {
  announce(workspaceIds: Iterable<string>): void
  /** A bell that rings with every announcement of the workspace, until the signal aborts. */
  listen(workspaceId: string, signal: AbortSignal): Bell
  /** Passes every announcement on, for as long as the process lives. */
  relay(listener: (workspaceIds: readonly string[]) => void): void
}

/** Signals inside one process. Other processes' changes are found by looking again now and then. */
export function createSignals(): Signals {
  const bells = new Map<string, Set<Bell>>()
  const listeners = new Set<(workspaceIds: readonly string[]) => void>()
  return {
    announce(workspaceIds) {
      const all = [...workspaceIds]
      for (const workspaceId of all) for (const bell of bells.get(workspaceId) ?? []) bell.ring()
      for (const listener of listeners) listener(all)
    },
    relay: (listener) => void listeners.add(listener),
    listen(workspaceId, signal) {
      const bell = createBell()
      const own = bells.get(workspaceId) ?? new Set()
      bells.set(workspaceId, own.add(bell))
      signal.addEventListener(
        'abort',
        () => {
          own.delete(bell)
          if (own.size === 0) bells.delete(workspaceId)
        },
        { once: true },
      )
      return bell
    },
  }
}
