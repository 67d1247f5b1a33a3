import type { JourneyDefinition, Problem, ProofFinding } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import type { ProblemPlace } from '@periplo/words'
import { sayFinding, sayProblem } from '@periplo/words'
import { findNode } from '../edit/edits.ts'
import { namePort, titleOf } from '../nodes/registry.ts'
import { quote } from './say.ts'
import type { UnseenTrait } from './unseen-traits.ts'
import { listUnseenTraits, sayUnseenTrait } from './unseen-traits.ts'

/** One thing that is wrong with a drawing, or worth knowing of it. */
export interface ProblemLine {
  /** Unique among the lines of one drawing. */
  readonly key: string
  readonly severity: ProofFinding['severity']
  /** The step it is about; undefined where it is about the whole journey. */
  readonly node: string | undefined
  readonly sentence: string
  /** Edges that show it. */
  readonly path: readonly string[]
}

/** A drawing, and what is known to be wrong with it. */
export interface JudgedDrawing {
  readonly definition: JourneyDefinition
  readonly problems: readonly Problem[]
  readonly findings: readonly ProofFinding[]
  /** Traits seen on people; messages are held against them where any are known. */
  readonly traits?: readonly string[] | undefined
}

const WEIGHT = { error: 0, warning: 1, note: 2 } as const
const ONLY_WAY = { en: 'the next step', es: 'el paso siguiente' } as const satisfies Record<Locale, string>

/** Everything wrong with a drawing in sentences, worst first. */
export function toProblemLines(locale: Locale, drawing: JudgedDrawing): readonly ProblemLine[] {
  const { definition, problems, findings, traits = [] } = drawing
  const placeOf = (told: Problem | ProofFinding): ProblemPlace => toPlace(locale, definition, told)
  const lines = [
    ...problems.map((problem) => toLine(problem, [], sayProblem(locale, problem, placeOf(problem)))),
    ...findings.map((found) => toLine(found, found.path, sayFinding(locale, found, placeOf(found)))),
    ...listUnseenTraits(definition, traits).map((unseen) => toTraitLine(locale, definition, unseen)),
  ]
  return lines.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])
}

function toTraitLine(
  locale: Locale,
  definition: JourneyDefinition,
  unseen: UnseenTrait & { readonly node: string },
): ProblemLine {
  const { node, name } = unseen
  const message = findNode(definition, node)
  const title = message ? `${quote(locale, titleOf(message, locale))}: ` : ''
  const sentence = `${title}${sayUnseenTrait(locale, unseen)}`
  return { key: `unseen-trait ${node} ${name}`, severity: 'warning', node, sentence, path: [] }
}

function toPlace(
  locale: Locale,
  definition: JourneyDefinition,
  { node: id, port }: Problem | ProofFinding,
): ProblemPlace {
  const node = id === undefined ? undefined : findNode(definition, id)
  if (!node) return { title: '', port: '' }
  const name = port === undefined ? '' : namePort(node, port, locale) || ONLY_WAY[locale]
  return { title: titleOf(node, locale), port: name }
}

function toLine(
  { code, severity, node, port }: Problem | ProofFinding,
  path: readonly string[],
  sentence: string,
): ProblemLine {
  return { key: `${code} ${node ?? ''} ${port ?? ''} ${sentence}`, severity, node, sentence, path }
}
