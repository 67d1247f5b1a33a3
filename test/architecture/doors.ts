import { findPackageName, findRoomName, listImports } from './imports.ts'
import { type Finding, type Source, toFinding } from './source.ts'

const DEEPEST = 2

/** Imports of a workspace package past its door. A stylesheet is no code and may be named. */
export function findDeepImports(source: Source): readonly Finding[] {
  return listImports(source)
    .filter(({ specifier }) => {
      const packageName = findPackageName(specifier)
      const isOurs = packageName !== undefined && findRoomName(packageName) !== undefined
      return isOurs && specifier !== packageName && !specifier.endsWith('.css')
    })
    .map(({ specifier, at }) => toFinding(source, at, `${specifier} goes past the door`))
}

/** Doors inside a package, and folders more than two levels below `src`. */
export function findMisplacedFile(source: Source): readonly Finding[] {
  const [, inside] = source.path.split('/src/')
  if (inside === undefined) return []
  const depth = inside.split('/').length - 1
  if (depth > DEEPEST) return [toFinding(source, 0, `${depth} folders deep; at most ${DEEPEST}`)]
  const isInnerDoor = depth > 0 && /(^|\/)index\.tsx?$/.test(inside)
  return isInnerDoor ? [toFinding(source, 0, 'an index below the door')] : []
}
