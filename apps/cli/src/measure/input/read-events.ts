import { parseLogEvent } from '@periplo/kpi'
import type { LogEvent } from '@periplo/kpi'
import type { Input } from './open-input.ts'
import { readLines } from './read-lines.ts'
import { toMessage, toUnreadable } from './unreadable.ts'

/**
 * Reads events, one JSON object a line, as the tracking API takes them (`messageId`, `event`, `userId`,
 * `timestamp`, `properties` …). Fails with `import/unreadable`, naming the line, at the first that is none.
 */
export async function readEvents(input: Input): Promise<readonly LogEvent[]> {
  const { file } = input
  if (input.format !== 'json-lines')
    throw toUnreadable({ file, line: 1 }, 'events are asked for, one JSON object a line (NDJSON).')
  const events: LogEvent[] = []
  for await (const { line, text } of readLines(input.texts)) {
    const parsed = parseLogEvent(parseJson(text, { file, line }), { line })
    if (parsed.kind === 'rejected') throw toUnreadable({ file, line }, parsed.reason)
    events.push(parsed.event)
  }
  return events
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
