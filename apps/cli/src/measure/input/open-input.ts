import { createReadStream } from 'node:fs'
import { Readable, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { decodeText } from './decode-text.ts'
import { toMessage, toUnreadable } from './unreadable.ts'

/** What a text looks like by its first character. */
export type Format = 'csv' | 'json-lines' | 'xml'

/** Text to be read once, a little at a time. */
export interface Input {
  /** The file as it was named, or `standard input`. */
  readonly file: string
  readonly format: Format
  /** The first piece of `texts`. */
  readonly head: string
  readonly texts: AsyncIterable<string>
}

const CHUNK_BYTES = 256 * 1_024
const GZIP = Buffer.from([0x1f, 0x8b])
const ZIP = Buffer.from('PK\u0003\u0004')
const UTF_16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])] as const

/**
 * Opens a file, or standard input for `-`. Gzip is recognised by its content, the format by the first
 * character. Fails with `import/unreadable` for what is not there, empty, or no UTF-8 text; what is wrong
 * further on fails while it is read.
 */
export async function openInput(path: string): Promise<Input> {
  const file = path === '-' ? 'standard input' : path
  const raw = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES })
  const { head, all } = await peek(tell(raw, file))
  const isGzip = startsWith(head, GZIP)
  const plain = isGzip ? await peek(gunzip(all, file)) : { head, all }
  refuseForeign(plain.head, file)
  const { head: text = '', all: texts } = await peek(decodeText(plain.all, file))
  if (text.trim() === '') throw toUnreadable({ file }, 'it is empty.')
  return { file, format: toFormat(text), head: text, texts }
}

function toFormat(text: string): Format {
  const first = text.trimStart()[0]
  if (first === '<') return 'xml'
  return first === '{' || first === '[' ? 'json-lines' : 'csv'
}

function refuseForeign(head: Buffer | undefined, file: string): void {
  if (UTF_16.some((mark) => startsWith(head, mark)))
    throw toUnreadable({ file }, 'it is UTF-16 text; save it as UTF-8.')
  if (startsWith(head, ZIP))
    throw toUnreadable({ file }, 'it is a ZIP archive, such as a workbook; save its table as CSV.')
  if (head?.includes(0)) throw toUnreadable({ file }, 'it is no text.')
}

function startsWith(head: Buffer | undefined, mark: Buffer): boolean {
  return head !== undefined && head.subarray(0, mark.length).equals(mark)
}

/** The first piece, and everything with that piece still in front. */
async function peek<T>(
  pieces: AsyncIterable<T>,
): Promise<{ readonly head: T | undefined; readonly all: AsyncIterable<T> }> {
  const iterator = pieces[Symbol.asyncIterator]()
  const first = await iterator.next()
  if (first.done === true) return { head: undefined, all: Readable.from([]) }
  const rest: AsyncIterable<T> = { [Symbol.asyncIterator]: () => iterator }
  return { head: first.value, all: join(first.value, rest) }
}

async function* join<T>(first: T, rest: AsyncIterable<T>): AsyncIterable<T> {
  yield first
  yield* rest
}

async function* tell(raw: AsyncIterable<unknown>, file: string): AsyncIterable<Buffer> {
  try {
    for await (const chunk of raw) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
  } catch (cause) {
    throw toUnreadable({ file }, toReason(cause), cause)
  }
}

function toReason(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOENT') return 'there is no such file.'
  if (code === 'EISDIR') return 'it is a directory.'
  if (code === 'EACCES') return 'it may not be read.'
  return toMessage(cause)
}

async function* gunzip(bytes: AsyncIterable<Buffer>, file: string): AsyncIterable<Buffer> {
  const inflated = createGunzip()
  pipeline(Readable.from(bytes), inflated, () => undefined) // the loop below hears of a failure
  try {
    for await (const chunk of inflated) yield Buffer.from(chunk)
  } catch (cause) {
    throw toUnreadable({ file }, `its gzip data is damaged or cut off (${toMessage(cause)}).`, cause)
  }
}
