import { Visitor } from 'oxc-parser'
import { type Finding, isMigration, type Source, toFinding } from './source.ts'

/** Lines of code, without blank lines and comments, that a file may have. */
export const FILE_LIMIT = 300

/** Lines of code that a function may have, its signature included. */
export const FUNCTION_LIMIT = 60

/** Files and functions that are too long. Tests and migrations may be as long as they must. */
export function findOversize(source: Source): readonly Finding[] {
  if (source.isTest || isMigration(source)) return []
  const code = withoutComments(source)
  const findings: Finding[] = []
  const check = ({ start, end }: { start: number; end: number }): void => {
    const lines = countLines(code.slice(start, end))
    if (lines > FUNCTION_LIMIT)
      findings.push(toFinding(source, start, `a function of ${lines} lines; at most ${FUNCTION_LIMIT}`))
  }
  new Visitor({
    FunctionDeclaration: check,
    FunctionExpression: check,
    ArrowFunctionExpression: check,
  }).visit(source.program)
  const lines = countLines(code)
  if (lines > FILE_LIMIT)
    findings.push(toFinding(source, 0, `a file of ${lines} lines; at most ${FILE_LIMIT}`))
  return findings
}

function withoutComments({ text, comments }: Source): string {
  return comments.reduce(
    (code, { start, end }) =>
      code.slice(0, start) + code.slice(start, end).replaceAll(/[^\n]/g, ' ') + code.slice(end),
    text,
  )
}

function countLines(code: string): number {
  return code.split('\n').filter((line) => line.trim() !== '').length
}
