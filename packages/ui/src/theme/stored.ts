/** Reads a choice kept in this browser; undefined when it was never made, is unknown, or storage is refused. */
export function findStored<T extends string>(key: string, allowed: readonly T[]): T | undefined {
  const stored = readItem(key)
  return allowed.find((choice) => choice === stored)
}

/** Keeps a choice in this browser. Where storage is refused the choice lasts for the page only. */
export function store(key: string, choice: string): void {
  try {
    window.localStorage.setItem(key, choice)
  } catch {
    // private windows refuse storage; losing a preference must not break a screen
  }
}

function readItem(key: string): string | null {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}
