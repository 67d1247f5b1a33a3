import { listExported } from './exports.ts'
import { type Finding, isConfig, type Source, toFinding } from './source.ts'

/**
 * Exported names without a docstring. A type and a value of one name share theirs, and so do overloads.
 * Tests export nothing worth telling; files of the testkit and of `test/` that are no tests do.
 */
export function findUndocumented(source: Source): readonly Finding[] {
  if (/\.test\.tsx?$/.test(source.path) || isConfig(source)) return []
  const exported = listExported(source)
  const documented = new Set(exported.filter(({ at }) => hasDocstring(source, at)).map(({ name }) => name))
  return exported
    .filter(({ name }) => !documented.has(name))
    .map(({ name, at }) => toFinding(source, at, `${name} has no docstring`))
}

/** Work left undone, and lint exceptions that do not say why (`-- reason`, on the same line). */
export function findLooseEnds(source: Source): readonly Finding[] {
  return source.comments.flatMap(({ value, start }) => {
    if (/\b(TODO|FIXME)\b/.test(value)) return [toFinding(source, start, 'work left undone')]
    const isException = /(oxlint|eslint)-disable|@ts-(ignore|expect-error|nocheck)/.test(value)
    const hasReason = / -- \S/.test(value) || /@ts-expect-error:? \S/.test(value)
    return isException && !hasReason ? [toFinding(source, start, 'an exception without its reason')] : []
  })
}

function hasDocstring({ comments, text }: Source, at: number): boolean {
  return comments.some(
    ({ type, value, end }) =>
      type === 'Block' && value.startsWith('*') && /\w/.test(value) && /^\s*$/.test(text.slice(end, at)),
  )
}
