import type { JourneyDefinition } from '@periplo/model'
import { parseDefinition } from '@periplo/model'
import type { Locale } from '@periplo/ui'

/** What came of reading a pasted text or a file. */
export type ReadDefinition =
  | { readonly kind: 'definition'; readonly definition: JourneyDefinition }
  | { readonly kind: 'no-json'; readonly reason: string }
  | { readonly kind: 'no-journey'; readonly place: string; readonly reason: string }

/**
 * Reads a journey as code: canonical JSON, as the command line exports it. What is no journey is told for a reader
 * of the locale, with an empty place where the whole of it is something else; what is no JSON, as the browser puts it.
 */
export function readDefinition(text: string, locale: Locale): ReadDefinition {
  const read = readJson(text)
  if (read.kind === 'no-json') return read
  const parsed = parseDefinition(read.value, locale)
  if (parsed.kind === 'valid') return { kind: 'definition', definition: parsed.definition }
  const [first] = parsed.problems
  return { kind: 'no-journey', place: first?.path ?? '', reason: first?.reason ?? '' }
}

function readJson(text: string): { kind: 'json'; value: unknown } | { kind: 'no-json'; reason: string } {
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch (error) {
    return { kind: 'no-json', reason: error instanceof Error ? error.message : '' }
  }
}
