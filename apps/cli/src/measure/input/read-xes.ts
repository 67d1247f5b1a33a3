import type { ProcessEvent } from '@periplo/kpi'
import sax from 'sax'
import { findMoment } from './find-moment.ts'
import { createInterning } from './intern-text.ts'
import type { Input } from './open-input.ts'
import { quote, toUnreadable } from './unreadable.ts'

/** Which attributes of an event hold what; those of the XES standard extensions unless named. */
export interface XesKeys {
  readonly case: string
  readonly activity: string
  readonly timestamp: string
  readonly resource: string
  readonly transition: string
}

/** The keys of the standard extensions: concept, time, org and lifecycle. */
export const XES_KEYS: XesKeys = {
  case: 'concept:name',
  activity: 'concept:name',
  timestamp: 'time:timestamp',
  resource: 'org:resource',
  transition: 'lifecycle:transition',
}

type Attributes = Map<string, string>

/** Where the parser stands: inside which elements, and what it has read of the trace and the event. */
interface Standing {
  readonly path: string[]
  trace: Attributes | undefined
  event: Attributes | undefined
  /** Events of the trace whose case is not known yet: a trace may name itself last. */
  waiting: { readonly line: number; readonly told: Attributes }[]
  ready: ProcessEvent[]
  failure: Error | undefined
}

/**
 * Reads an XES log (IEEE 1849), a trace at a time. Entities are not expanded, and a document type is refused,
 * so a small file stays small. Fails with `import/unreadable`, naming the line, for broken XML and for events
 * without activity or moment.
 */
export async function* readXes({ file, texts }: Input, keys: XesKeys): AsyncIterable<ProcessEvent> {
  const parser = sax.parser(true, { position: true })
  const standing: Standing = {
    path: [],
    trace: undefined,
    event: undefined,
    waiting: [],
    ready: [],
    failure: undefined,
  }
  listen(parser, standing, { file, keys, intern: createInterning() })
  for await (const text of texts) {
    parser.write(text)
    if (standing.failure) throw standing.failure
    yield* standing.ready
    standing.ready = []
  }
  parser.close()
  if (standing.failure) throw standing.failure
  yield* standing.ready
}

interface Terms {
  readonly file: string
  readonly keys: XesKeys
  readonly intern: (text: string) => string
}

function listen(parser: sax.SAXParser, standing: Standing, terms: Terms): void {
  const fail = (message: string, cause?: unknown): void => {
    standing.failure ??= toUnreadable({ file: terms.file, line: parser.line + 1 }, message, cause)
  }
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the parser is no event target
  parser.onerror = (error) => fail(`it is no XES: ${error.message.split('\n')[0]?.toLowerCase()}.`, error)
  parser.ondoctype = () => fail('it declares a document type, which is not read; take the line out.')
  parser.onopentag = ({ name, attributes }) => {
    if (standing.failure) return
    const parent = standing.path.at(-1)
    if (parent === undefined && name !== 'log')
      fail(`it is no XES: it begins with <${name}>, not with <log>.`)
    if (name === 'trace') standing.trace = new Map()
    if (name === 'event') standing.event = new Map()
    const owner = parent === 'event' ? standing.event : parent === 'trace' ? standing.trace : undefined
    const { key, value } = attributes
    if (typeof key === 'string' && typeof value === 'string') owner?.set(key, value)
    standing.path.push(name)
  }
  parser.onclosetag = (name) => {
    standing.path.pop()
    if (standing.failure) return
    if (name === 'event' && standing.event)
      standing.waiting.push({ line: parser.line + 1, told: standing.event })
    if (name === 'event' && standing.path.at(-1) !== 'trace') fail('the event belongs to no trace.')
    if (name === 'trace') closeTrace(standing, terms)
  }
}

function closeTrace(standing: Standing, { file, keys, intern }: Terms): void {
  const caseId = standing.trace?.get(keys.case)
  for (const { line, told } of standing.waiting) {
    const place = { file, line }
    const [activity, moment] = [told.get(keys.activity), told.get(keys.timestamp)]
    const at = moment === undefined ? undefined : findMoment(moment, 'UTC')
    const missing = [
      caseId === undefined && `the trace has no ${keys.case}.`,
      activity === undefined && `the event has no ${keys.activity}.`,
      at === undefined && `the event has no ${keys.timestamp} such as 2026-03-01T09:30:00Z.`,
      moment !== undefined && at === undefined && `${quote(moment)} is no moment.`,
    ].findLast((sentence) => sentence !== false)
    if (caseId === undefined || activity === undefined || at === undefined) {
      standing.failure ??= toUnreadable(place, missing || 'the event is incomplete.')
      return
    }
    const resource = told.get(keys.resource)
    standing.ready.push({
      caseId: intern(caseId),
      activity: intern(activity),
      at,
      resource: resource === undefined ? null : intern(resource),
      transition: toTransition(told.get(keys.transition)),
    })
  }
  standing.waiting = []
}

/** The standard transition a word names, in any case. */
export function toTransition(word: string | undefined): ProcessEvent['transition'] {
  switch (word?.toLowerCase()) {
    case undefined:
    case '':
      return null
    case 'start':
    case 'complete':
      return word?.toLowerCase() === 'start' ? 'start' : 'complete'
  }
  return 'other'
}
