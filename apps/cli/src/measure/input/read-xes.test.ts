import { expect, test } from 'vitest'
import type { ProcessEvent } from '@periplo/kpi'
import { XES_KEYS, readXes } from './read-xes.ts'
import type { XesKeys } from './read-xes.ts'

async function read(text: string, keys: XesKeys = XES_KEYS): Promise<readonly ProcessEvent[]> {
  async function* pieces(): AsyncIterable<string> {
    for (let at = 0; at < text.length; at += 11) yield text.slice(at, at + 11)
  }
  const events: ProcessEvent[] = []
  const input = { file: 'l.xes', format: 'xml', head: text, texts: pieces() } as const
  for await (const event of readXes(input, keys)) events.push(event)
  return events
}

const event = (activity: string, at: string, more = ''): string =>
  `<event><string key="concept:name" value="${activity}"/><date key="time:timestamp" value="${at}"/>${more}</event>`
const trace = (name: string, ...events: readonly string[]): string =>
  `<trace><string key="concept:name" value="${name}"/>${events.join('')}</trace>`
const log = (...traces: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0"><global scope="event"><string key="concept:name" value="none"/></global>${traces.join('\n')}</log>`

test('reads events with their case, resource and transition; values of globals and nested attributes are none', async () => {
  const more =
    '<string key="org:resource" value="Ana &amp; co"><string key="concept:name" value="nested"/></string><string key="lifecycle:transition" value="COMPLETE"/>'
  expect(
    await read(
      log(trace('1', event('a', '2026-03-01T00:00:00Z', more)), trace('2', event('b', '2026-03-02'))),
    ),
  ).toEqual([
    { caseId: '1', activity: 'a', at: Date.UTC(2026, 2, 1), resource: 'Ana & co', transition: 'complete' },
    { caseId: '2', activity: 'b', at: Date.UTC(2026, 2, 2), resource: null, transition: null },
  ])
})

test('a trace may say its name last, and other keys may be asked for', async () => {
  const text = `<log><trace>${event('a', '2026-03-01', '<string key="team" value="x"/>')}<string key="id" value="7"/></trace></log>`
  const keys = { ...XES_KEYS, case: 'id', resource: 'team' }
  expect(await read(text, keys)).toMatchObject([{ caseId: '7', resource: 'x' }])
})

test.each([
  { text: '<!DOCTYPE log [<!ENTITY a "b">]><log/>', says: 'l.xes line 1: it declares a document type' },
  { text: log(trace('1', event('a&b;', '2026-03-01'))), says: 'it is no XES: invalid character entity' },
  { text: '<html></html>', says: 'it is no XES: it begins with <html>' },
  { text: '<log><trace></log>', says: 'it is no XES: unexpected close tag' },
  { text: '<log><trace>', says: 'it is no XES: unclosed root tag' },
  { text: `<log>${event('a', '2026-03-01')}</log>`, says: 'the event belongs to no trace' },
  { text: `<log><trace>${event('a', '2026-03-01')}</trace></log>`, says: 'the trace has no concept:name' },
  { text: log(trace('1', '<event/>')), says: 'the event has no' },
  { text: log(trace('1', event('a', 'soon'))), says: 'l.xes line 2: "soon" is no moment' },
])('refuses $text', async ({ text, says }) => {
  await expect(read(text)).rejects.toThrow(says)
})
