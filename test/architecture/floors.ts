import { findPackageName, findRoomName, findTargetPath, type Import, listImports } from './imports.ts'
import { getRoom, ROOMS, type Room, TEST_LIBRARIES } from './rooms.ts'
import { type Finding, isConfig, type Source, toFinding } from './source.ts'

/** Imports of a file that its room does not list: upper floors, siblings, foreign libraries, modules of Node. */
export function findForbiddenImports(source: Source): readonly Finding[] {
  return listImports(source).flatMap((found) => {
    const message = findObjection(source, found)
    return message === undefined ? [] : [toFinding(source, found.at, message)]
  })
}

/** Rows of the table itself that do not lead to a strictly lower floor. */
export function findRisingRows(rooms: Readonly<Record<string, Room>>): readonly string[] {
  return Object.entries(rooms).flatMap(([name, { floor, rooms: neighbours, typesOf = [] }]) =>
    [...neighbours, ...typesOf]
      .filter((neighbour) => name !== 'test' && (rooms[neighbour]?.floor ?? 5) >= floor)
      .map((neighbour) => `${name} (floor ${floor}) lists ${neighbour}`),
  )
}

function findObjection(source: Source, { specifier, isTypeOnly }: Import): string | undefined {
  const room = getRoom(source.room)
  const packageName = findPackageName(specifier)
  if (packageName === undefined) return findEscape(source, specifier)
  if (packageName.startsWith('node:')) return findNodeObjection(source, room, specifier.slice('node:'.length))
  const neighbour = findRoomName(packageName)
  if (neighbour !== undefined) return findNeighbourObjection(source, neighbour, isTypeOnly)
  if (packageName in room.libraries) return undefined
  if (packageName in (room.testLibraries ?? {}) && (isTypeOnly || isForDevelopment(source))) return undefined
  if (packageName in TEST_LIBRARIES && isForDevelopment(source)) return undefined
  return `${source.room} may not import the library ${packageName}`
}

function findNeighbourObjection(source: Source, neighbour: string, isTypeOnly: boolean): string | undefined {
  const { rooms, typesOf = [] } = getRoom(source.room)
  if (rooms.includes(neighbour) || (neighbour === 'testkit' && source.isTest)) return undefined
  if (!typesOf.includes(neighbour)) return `${source.room} may not know ${neighbour}`
  return isTypeOnly
    ? undefined
    : `${source.room} may import types of ${neighbour} alone, with \`import type\``
}

function findNodeObjection(source: Source, { node }: Room, module: string): string | undefined {
  if (node === 'all' || isForDevelopment(source)) return undefined
  if (node !== 'none' && node.includes(module)) return undefined
  return `${source.room} may not import node:${module}`
}

/** A relative path that leaves the package reaches into another one behind its door. */
function findEscape(source: Source, specifier: string): string | undefined {
  const target = findTargetPath(source.path, specifier)
  const home = source.room === 'test' ? 'test/' : source.path.split('/').slice(0, 2).join('/') + '/'
  if (target === undefined || target.startsWith(home)) return undefined
  return `${specifier} leaves the package; go through the door of the other`
}

function isForDevelopment(source: Source): boolean {
  return source.isTest || isConfig(source)
}

/** Every room of the table, by name. */
export const ROOM_NAMES: readonly string[] = Object.keys(ROOMS)
