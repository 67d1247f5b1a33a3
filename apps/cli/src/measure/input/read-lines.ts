/** A line that is not blank, counted from 1. */
export interface Line {
  readonly line: number
  readonly text: string
}

/** The lines of a text that comes in pieces; blank ones are counted and left out. */
export async function* readLines(texts: AsyncIterable<string>): AsyncIterable<Line> {
  let rest = ''
  let line = 0
  for await (const piece of texts) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const full of lines) {
      line += 1
      const text = full.trim()
      if (text !== '') yield { line, text }
    }
  }
  const text = rest.trim()
  if (text !== '') yield { line: line + 1, text }
}
