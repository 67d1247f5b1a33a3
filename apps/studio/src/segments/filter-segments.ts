import { fold } from '@periplo/ui'
import type { SegmentsSearch } from './segments-search.ts'

interface Filtered {
  readonly name: string
  readonly description: string
  readonly archivedAt: number | null
}

/** The segments a search lets through, in their order: archived ones only where they are asked for. */
export function filterSegments<S extends Filtered>(
  segments: readonly S[],
  { q = '', archived }: SegmentsSearch,
): readonly S[] {
  const wanted = fold(q)
  return segments.filter(
    ({ name, description, archivedAt }) =>
      (archived === 'yes' || archivedAt === null) && fold(`${name} ${description}`).includes(wanted),
  )
}
