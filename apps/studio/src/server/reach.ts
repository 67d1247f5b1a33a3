import { useSyncExternalStore } from 'react'

let reachable = true
const listeners = new Set<() => void>()

/** Notes whether the last call found the server. Every screen that asks is told of a change. */
export function noteReach(found: boolean): void {
  if (found === reachable) return
  reachable = found
  for (const listener of listeners) listener()
}

/** Whether the server answered the last call, with whatever answer. True until one has failed. */
export function useReach(): boolean {
  return useSyncExternalStore(subscribe, () => reachable)
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}
