/** How broad letters are in the words on the map, 11 px high, in pixels; the first that fits counts. */
const LETTERS: readonly (readonly [RegExp, number])[] = [
  [/[ijlíIÍ.,:;'’|()! ]/, 3.2],
  [/[ftr\-–]/, 4.2],
  [/[mwMW%@]/, 9.8],
  [/[A-ZÁÉÓÚÑÜ0-9]/, 7.2],
]
const USUAL = 6.4

/** The breadth of words on the map, in pixels: an estimate that is never far too small. */
export function measureWords(text: string): number {
  return Array.from(text, breadthOf).reduce((sum, breadth) => sum + breadth, 0)
}

function breadthOf(letter: string): number {
  return LETTERS.find(([kind]) => kind.test(letter))?.[1] ?? USUAL
}
