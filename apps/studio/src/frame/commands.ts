import type { PaletteGroup } from '@periplo/ui'
import { useEffect, useSyncExternalStore } from 'react'

const NONE: readonly PaletteGroup[] = []
let offered = NONE
const listeners = new Set<() => void>()

/** What the open screen can do by name; the palette lists it before everything else. */
export function useOfferedCommands(): readonly PaletteGroup[] {
  return useSyncExternalStore(subscribe, () => offered)
}

/** Offers a screen's commands for as long as it is open. Hand in the same list until it changes. */
export function useOffer(groups: readonly PaletteGroup[]): void {
  useEffect(() => {
    tell(groups)
    return () => {
      if (offered === groups) tell(NONE)
    }
  }, [groups])
}

function tell(groups: readonly PaletteGroup[]): void {
  offered = groups
  for (const listener of listeners) listener()
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}
