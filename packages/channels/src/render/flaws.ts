import { LiquidError } from 'liquidjs'
import type { Liquid } from 'liquidjs'
import { withoutMarks } from './slots.ts'
import type { TemplateFailureCode, TemplateVerdict } from './template.ts'

/** One part of a template under examination. */
export interface PartInput {
  readonly part: 'subject' | 'body'
  readonly source: string
  readonly names: readonly string[]
}

type Flaw = Extract<TemplateVerdict, { kind: 'invalid' }>

/** The first thing wrong with a part: it does not parse, or uses a name nobody fills. */
export function findFlaw(liquid: Liquid, { part, source, names }: PartInput): Flaw | undefined {
  try {
    const { globals } = liquid.analyzeSync(liquid.parse(withoutMarks(source)), { partials: false })
    const strangers = Object.entries(globals).filter(([name]) => !names.includes(name))
    const [first] = strangers.flatMap(([name, uses]) => uses.map(({ location }) => ({ name, ...location })))
    if (first === undefined) return undefined
    const reason = `nothing is called "${first.name}" here; known names: ${names.join(', ')}`
    return { kind: 'invalid', part, line: first.row, column: first.col, reason }
  } catch (error) {
    const [line, column] = positionOf(error)
    return { kind: 'invalid', part, line, column, reason: reasonOf(error) }
  }
}

/** Which failure an error of a rendering is, and the author's message for it. */
export function toTemplateFailure(error: unknown): { code: TemplateFailureCode; message: string } {
  const reason = reasonOf(error)
  if (reason.startsWith('template render limit')) return { code: 'template/too-slow', message: reason }
  if (/limit exceeded|call stack|Invalid string length/.test(reason))
    return { code: 'template/too-large', message: reason }
  const [line, column] = positionOf(error)
  return { code: 'template/invalid', message: `${reason} (line ${line}, column ${column})` }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the template failed'
  return error.message.replace(/, line:\d+, col:\d+$/, '')
}

function positionOf(error: unknown): readonly [line: number, column: number] {
  if (!LiquidError.is(error) || !(error instanceof LiquidError)) return [1, 1]
  const [line = 1, column = 1] = error.token.getPosition()
  return [line, column]
}
