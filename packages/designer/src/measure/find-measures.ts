import type { ListedMeasure, Wording } from '@periplo/kpi'
import { READER_WORDS } from '@periplo/kpi'
import { fold } from '@periplo/ui'

/**
 * The measures that hold every word sought, in their order; all of them where nothing is sought. Either language
 * will do, and accents and case make no difference.
 */
export function findMeasures(measures: readonly ListedMeasure[], sought: string): readonly ListedMeasure[] {
  const words = fold(sought)
    .split(/\s+/)
    .filter((word) => word !== '')
  return measures.filter((measure) => {
    const text = toText(measure)
    return words.every((word) => text.includes(word))
  })
}

function toText({ id, kpi, name, short, explanation, who }: ListedMeasure): string {
  const wordings: readonly Wording[] = [
    name,
    short,
    explanation,
    ...who.map((reader) => READER_WORDS[reader]),
  ]
  return fold([id, kpi, ...wordings.flatMap(({ en, es }) => [en, es])].join('\n'))
}
