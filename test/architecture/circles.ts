import { findPackageName, findRoomName, findTargetPath, listImports } from './imports.ts'
import type { Source } from './source.ts'

/**
 * Circles of files, type imports included; each is a list of paths. They are the strongly connected
 * components of more than one file, or a file that imports itself (Tarjan, SIAM J. Comput. 1(2), 1972).
 */
export function findCircles(sources: readonly Source[]): readonly (readonly string[])[] {
  const graph = toGraph(sources)
  return findComponents(graph).filter(
    ([first = '', ...others]) => others.length > 0 || graph.get(first)?.includes(first) === true,
  )
}

type Graph = ReadonlyMap<string, readonly string[]>

function toGraph(sources: readonly Source[]): Graph {
  const paths = new Set(sources.map(({ path }) => path))
  return new Map(
    sources.map((source) => {
      const targets = listImports(source).flatMap(({ specifier }) => toTargets(source.path, specifier))
      return [source.path, targets.filter((target) => paths.has(target))]
    }),
  )
}

function toTargets(from: string, specifier: string): readonly string[] {
  const target = findTargetPath(from, specifier)
  if (target !== undefined) return [target]
  const room = findRoomName(findPackageName(specifier) ?? '')
  return room === undefined ? [] : [`packages/${room}/src/index.ts`, `apps/${room}/src/index.ts`]
}

interface Visit {
  readonly order: number
  low: number
  isOpen: boolean
}

function findComponents(graph: Graph): readonly (readonly string[])[] {
  const visits = new Map<string, Visit>()
  const open: string[] = []
  const components: string[][] = []

  const visit = (path: string): Visit => {
    const own: Visit = { order: visits.size, low: visits.size, isOpen: true }
    visits.set(path, own)
    open.push(path)
    for (const target of graph.get(path) ?? []) {
      const seen = visits.get(target)
      if (seen === undefined) own.low = Math.min(own.low, visit(target).low)
      else if (seen.isOpen) own.low = Math.min(own.low, seen.order)
    }
    if (own.low === own.order) components.push(close(path))
    return own
  }

  const close = (root: string): string[] => {
    const component = open.splice(open.indexOf(root))
    for (const path of component) {
      const member = visits.get(path)
      if (member !== undefined) member.isOpen = false
    }
    return component.toReversed()
  }

  for (const path of graph.keys()) if (!visits.has(path)) visit(path)
  return components
}
