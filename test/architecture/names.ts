import { basename } from 'node:path'
import { Visitor } from 'oxc-parser'
import { listExported } from './exports.ts'
import { type Finding, isConfig, type Source, toFinding } from './source.ts'

const EMPTY_WORDS = new Set(['manager', 'helper', 'helpers', 'util', 'utils', 'common', 'impl'])
/** Empty only where it stands for "what others extend": in front, or at the end. */
const EMPTY_AT_THE_EDGE = 'base'
const KEBAB_CASE = /^[a-z\d]+(-[a-z\d]+)*(\.[a-z\d]+)*\.tsx?$/

/** Files and exported names with a word that says nothing. */
export function findEmptyNames(source: Source): readonly Finding[] {
  const file = basename(source.path).replace(/\..*$/, '')
  const names = [{ name: file, at: 0 }, ...listExported(source)]
  return names
    .filter(({ name }) => hasEmptyWord(name))
    .map(({ name, at }) => toFinding(source, at, `${name} says nothing; name what it does`))
}

/** A file whose name is not kebab-case. */
export function findFileNameFault(source: Source): readonly Finding[] {
  const name = basename(source.path)
  return KEBAB_CASE.test(name) ? [] : [toFinding(source, 0, `${name} is not kebab-case`)]
}

/** Default exports, which let everybody name a thing as they like. Files that configure a tool must have one. */
export function findDefaultExports(source: Source): readonly Finding[] {
  if (isConfig(source)) return []
  return source.program.body.flatMap((statement) => {
    const isDefault =
      statement.type === 'ExportDefaultDeclaration' ||
      (statement.type === 'ExportNamedDeclaration' &&
        statement.specifiers.some(
          ({ exported }) => exported.type === 'Identifier' && exported.name === 'default',
        ))
    return isDefault ? [toFinding(source, statement.start, 'a default export')] : []
  })
}

/** Enums, which are neither a type nor erasable. */
export function findEnums(source: Source): readonly Finding[] {
  const findings: Finding[] = []
  new Visitor({
    TSEnumDeclaration: ({ start }) => void findings.push(toFinding(source, start, 'an enum; use a union')),
  }).visit(source.program)
  return findings
}

function hasEmptyWord(name: string): boolean {
  const words = toWords(name)
  return (
    words.some((word) => EMPTY_WORDS.has(word)) ||
    words[0] === EMPTY_AT_THE_EDGE ||
    words.at(-1) === EMPTY_AT_THE_EDGE
  )
}

/** `HTTPBaseUrl2` → http, base, url2. */
function toWords(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_]/)
}
