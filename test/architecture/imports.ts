import { posix } from 'node:path'
import { Visitor } from 'oxc-parser'
import type { Source } from './source.ts'

/** One mention of another module, in whatever way TypeScript allows. */
export interface Import {
  /** As written between the quotes. */
  readonly specifier: string
  /** Vanishes when types are stripped. `import { type X }` does not: the module is still loaded. */
  readonly isTypeOnly: boolean
  /** Offset in the text. */
  readonly at: number
}

/** Every import of a file: static, re-exported, dynamic with a literal, and inside a type. */
export function listImports({ program }: Pick<Source, 'program'>): readonly Import[] {
  const found: Import[] = []
  const add = (specifier: string, isTypeOnly: boolean, at: number) =>
    found.push({ specifier, isTypeOnly, at })
  new Visitor({
    ImportDeclaration: (node) => void add(node.source.value, node.importKind === 'type', node.start),
    ExportAllDeclaration: (node) => void add(node.source.value, node.exportKind === 'type', node.start),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source.value, node.exportKind === 'type', node.start)
    },
    ImportExpression: (node) => {
      if (node.source.type === 'Literal') add(String(node.source.value), false, node.start)
    },
    TSImportType: (node) => void add(node.source.value, true, node.start),
  }).visit(program)
  return found
}

/** The package a specifier names: `@trpc/server` for `@trpc/server/adapters/fastify`; `undefined` if it is a path. */
export function findPackageName(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('/')) return undefined
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]
}

/** The room of a workspace package name; `undefined` if it is somebody else's package. */
export function findRoomName(packageName: string): string | undefined {
  return packageName.startsWith('@periplo/') ? packageName.slice('@periplo/'.length) : undefined
}

/** The path a relative import leads to; `undefined` if it is not relative. */
export function findTargetPath(from: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : undefined
}
