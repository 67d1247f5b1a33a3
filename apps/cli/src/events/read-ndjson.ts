import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { StudioError, parseIncomingEvent } from '@periplo/model'
import type { TrackedEvent } from '@periplo/model'
import { createPersonBook } from '@periplo/runtime'
import type { BacktestInput, PersonBook } from '@periplo/runtime'
import { toUnreadable } from '../unreadable-file.ts'

/** Events given at once. */
const PORTION = 2_000
/** Bad lines told one by one. */
const TOLD = 20
/** More bad lines than this, and the file is not what it was taken for. */
const MAX_BAD = 100

/** What a first look at a file of events found. */
export interface EventSurvey {
  readonly path: string
  readonly events: number
  readonly firstAt: number
  readonly lastAt: number
  readonly book: PersonBook
  readonly bad: readonly { readonly line: number; readonly reason: string }[]
}

/**
 * Reads a file of events once, one JSON object per line (the calls of the tracking API, gzipped or not), without
 * keeping it: who is who, and from when to when. Fails with `import/unreadable` where it holds no event.
 */
export async function surveyEvents(path: string): Promise<EventSurvey> {
  const book = createPersonBook()
  const bad: { line: number; reason: string }[] = []
  let [events, firstAt, lastAt, badCount] = [0, Infinity, -Infinity, 0]
  for await (const { line, read } of readLines(path)) {
    if (typeof read === 'string') {
      badCount += 1
      if (bad.length < TOLD) bad.push({ line, reason: read })
      if (badCount > MAX_BAD)
        throw new StudioError(
          'import/unreadable',
          `${path}: more than ${MAX_BAD} lines are no events. Line ${line}: ${read}`,
        )
      continue
    }
    events += 1
    book.note(read)
    firstAt = Math.min(firstAt, read.occurredAt)
    lastAt = Math.max(lastAt, read.occurredAt)
  }
  if (events > 0) return { path, events, firstAt, lastAt, book, bad }
  throw new StudioError('import/unreadable', `${path} holds no event. ${bad[0]?.reason ?? ''}`)
}

/** The events of a surveyed file in its order. One that happened earlier than one before it arrives with that one. */
export async function* streamEvents({
  path,
  book,
}: EventSurvey): AsyncGenerator<readonly BacktestInput[], void, undefined> {
  let receivedAt = -Infinity
  let portion: BacktestInput[] = []
  for await (const { read: event } of readLines(path)) {
    if (typeof event === 'string') continue
    receivedAt = Math.max(receivedAt, event.occurredAt)
    portion.push({ personId: book.find(event), receivedAt, event, mode: 'live' })
    if (portion.length < PORTION) continue
    yield portion
    portion = []
  }
  if (portion.length > 0) yield portion
}

/** Each line with the event it holds, or why it holds none. Empty lines are passed over. */
async function* readLines(
  path: string,
): AsyncGenerator<{ readonly line: number; readonly read: TrackedEvent | string }, void, undefined> {
  const file = createReadStream(path)
  const input = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  const failure = new Promise<never>((_, reject) => {
    for (const source of [file, input]) source.once('error', reject)
  })
  failure.catch(() => undefined)
  const lines = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]()
  for (let line = 1; ; line += 1) {
    const next = await Promise.race([lines.next(), failure]).catch((cause: unknown) => {
      throw toUnreadable(path, cause)
    })
    if (next.done) return
    if (next.value.trim() !== '') yield { line, read: readEvent(next.value, line) }
  }
}

/** No clock is asked: an event is taken to have arrived when it happened. */
function readEvent(text: string, line: number): TrackedEvent | string {
  const raw = parseJson(text)
  if (raw === undefined) return 'It is not JSON.'
  const parsed = parseIncomingEvent(raw, { receivedAt: FAR, newEventId: () => `line-${line}` })
  if (parsed.kind === 'rejected') return parsed.reason
  return parsed.event.occurredAt === FAR ? 'It has no timestamp.' : parsed.event
}

/** Later than any event, so that no timestamp is taken for a clock that is ahead. */
const FAR = Date.UTC(9999, 0)

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
