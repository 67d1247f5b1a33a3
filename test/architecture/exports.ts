import type { Source } from './source.ts'

type Statement = Source['program']['body'][number]

/** A name a file gives to others. */
export interface Exported {
  readonly name: string
  /** Where its declaration begins; the docstring stands right before. */
  readonly at: number
}

/** Every name a file declares and exports. Names passed on from another file are that file's. */
export function listExported({ program }: Pick<Source, 'program'>): readonly Exported[] {
  const declared = new Map(
    program.body.flatMap((statement) => listDeclared(statement).map((name) => [name, statement.start])),
  )
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || statement.source !== null) return []
    if (statement.declaration !== null)
      return listDeclared(statement).map((name) => ({ name, at: statement.start }))
    return statement.specifiers.flatMap(({ local, exported }) => {
      const at = local.type === 'Identifier' ? declared.get(local.name) : undefined
      return at === undefined || exported.type !== 'Identifier' ? [] : [{ name: exported.name, at }]
    })
  })
}

function listDeclared(statement: Statement): readonly string[] {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
  if (declaration === null) return []
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) => listBound(id))
  if (!('id' in declaration) || declaration.id?.type !== 'Identifier') return []
  return [declaration.id.name]
}

type Pattern = Extract<Statement, { type: 'VariableDeclaration' }>['declarations'][number]['id']

/** Names bound by a pattern, destructuring one level deep, which is all an export should do. */
function listBound(pattern: Pattern): readonly string[] {
  if (pattern.type === 'Identifier') return [pattern.name]
  if (pattern.type !== 'ObjectPattern') return []
  return pattern.properties.flatMap((property) =>
    property.type === 'Property' && property.value.type === 'Identifier' ? [property.value.name] : [],
  )
}
