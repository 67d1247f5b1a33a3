import type { JourneyDefinition, Problem, ProofFinding } from '@periplo/model'
import { sayFinding, sayProblem } from '@periplo/words'
import type { Locale } from '@periplo/words'

/**
 * A problem or finding as a line: how much it weighs, a sentence, and where to look in the file: the step with the
 * way out of it, and edges that show it. A step without a title, and a way out, go by their names in the file.
 */
export function sayFound(
  locale: Locale,
  { nodes }: JourneyDefinition,
  found: Problem | ProofFinding,
): string {
  const { severity, node = '', port = '' } = found
  const title = nodes.find(({ id }) => id === node)?.title.trim() || node
  const place = { title, port }
  const sentence = 'path' in found ? sayFinding(locale, found, place) : sayProblem(locale, found, place)
  const path = 'path' in found ? found.path.join(' ') : ''
  const where = [node, port].filter((part) => part !== '').join(':')
  const details = [where, path].filter((part) => part !== '').join(', ')
  return `${WEIGHT[locale][severity]}: ${sentence}${details === '' ? '' : ` (${details})`}`
}

const WEIGHT = {
  en: { error: 'Error', warning: 'Warning', note: 'Note' },
  es: { error: 'Error', warning: 'Aviso', note: 'Nota' },
} as const
