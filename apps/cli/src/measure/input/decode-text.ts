import { TextDecoder } from 'node:util'
import { toUnreadable } from './unreadable.ts'

/**
 * Bytes as UTF-8 text without its byte order mark. Fails with `import/unreadable`, naming the line, at the
 * first byte that is none.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, file: string): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  for await (const chunk of bytes) {
    const text = decode(decoder, { file, line, chunk })
    line += countLineFeeds(text)
    if (text !== '') yield text
  }
  decode(decoder, { file, line, chunk: undefined })
}

function decode(
  decoder: TextDecoder,
  {
    file,
    line,
    chunk,
  }: { readonly file: string; readonly line: number; readonly chunk: Uint8Array | undefined },
): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined })
  } catch (cause) {
    const lenient = new TextDecoder().decode(chunk)
    const before = lenient.slice(0, Math.max(0, lenient.indexOf('\uFFFD')))
    throw toUnreadable(
      { file, line: line + countLineFeeds(before) },
      'it is not UTF-8 text (perhaps Windows-1252 or Latin-1); save it as UTF-8.',
      cause,
    )
  }
}

function countLineFeeds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
