import type { Option } from './option.tsx'

/** A row of the list: an option, or the text the member is writing. */
export interface Entry extends Option {
  readonly written?: boolean | undefined
}

/** The rows of the list. A written text comes last, and not at all when it names an option. */
export function toEntries(options: readonly Option[], written: string): readonly Entry[] {
  const isOption = options.some(({ value, label }) => value === written || fold(label) === fold(written))
  if (written === '' || isOption) return options
  return [...options, { value: written, label: written, icon: 'add', written: true }]
}

/** Whether a row answers the query: every word of it stands somewhere in label, value or hint. */
export function matchesOption(entry: Entry, query: string): boolean {
  if (entry.written) return true
  const text = fold(`${entry.label} ${entry.value} ${entry.hint ?? ''}`)
  return fold(query)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Lower case without accents: "Atención" is found by "atencion". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
