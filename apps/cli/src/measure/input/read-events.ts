import { parseLogEvent } from '@periplo/kpi'
import type { LogEvent } from '@periplo/kpi'
import { isJsonObject } from '@periplo/model'
import type { Input } from './open-input.ts'
import { readLines } from './read-lines.ts'
import { toMessage, toUnreadable } from './unreadable.ts'

/**
 * Reads events, one JSON object a line, as the tracking API takes them (`messageId`, `event`, `userId`,
 * `timestamp`, `properties` …). A `type` that is missing is `track`, and `channel` and `consent` may stand beside
 * `event` instead of in `context.periplo`. Fails with `import/unreadable`, naming the line, at the first that is none.
 */
export async function readEvents(input: Input): Promise<readonly LogEvent[]> {
  const { file } = input
  if (input.format !== 'json-lines')
    throw toUnreadable({ file, line: 1 }, 'events are asked for, one JSON object a line (NDJSON).')
  const events: LogEvent[] = []
  for await (const { line, text } of readLines(input.texts)) {
    const parsed = parseLogEvent(toWire(parseJson(text, { file, line })), { line })
    if (parsed.kind === 'rejected') throw toUnreadable({ file, line }, parsed.reason)
    events.push(parsed.event)
  }
  return events
}

/** What a file may leave out, or write in plainer places than the wire has for it. */
function toWire(raw: unknown): unknown {
  if (!isJsonObject(raw)) return raw
  const { channel, consent, ...rest } = raw
  const context = isJsonObject(raw['context']) ? raw['context'] : {}
  const own = isJsonObject(context['periplo']) ? context['periplo'] : {}
  const plain = { ...(channel !== undefined && { channel }), ...(consent !== undefined && { consent }) }
  return { type: 'track', ...rest, context: { ...context, periplo: { ...plain, ...own } } }
}

function parseJson(text: string, { file, line }: { readonly file: string; readonly line: number }): unknown {
  if (text.startsWith('['))
    throw toUnreadable({ file, line }, 'it is a JSON list; write one event a line, without commas between.')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw toUnreadable({ file, line }, `it is no JSON: ${toMessage(cause)}.`, cause)
  }
}
