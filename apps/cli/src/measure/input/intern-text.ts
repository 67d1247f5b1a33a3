/** Keeps one copy of each text, so that a million rows about few things hold few texts. */
export function createInterning(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const kept = known.get(text)
    if (kept !== undefined) return kept
    known.set(text, text)
    return text
  }
}
