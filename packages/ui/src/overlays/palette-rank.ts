import { fold } from '../fields/combobox-entries.ts'

/**
 * How well an item answers what was written, 1 best and 0 not at all: a name that begins with it,
 * then a word that begins with it, then one that holds all its words. Accents and case do not matter.
 */
export function rankItem(_id: string, query: string, names: readonly string[] = []): number {
  const sought = fold(query.trim())
  const text = fold(names.join(' '))
  if (text.startsWith(sought)) return 1
  if (text.includes(` ${sought}`)) return 0.8
  return sought.split(/\s+/).every((word) => text.includes(word)) ? 0.5 : 0
}
