import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findRoomName } from './imports.ts'
import { getRoom, type Room, TEST_LIBRARIES } from './rooms.ts'
import { ROOT } from './source.ts'

type Dependencies = Readonly<Record<string, string>>

/** What the fences read of a package.json. */
export interface Manifest {
  /** The folder's name; empty for the root. */
  readonly room: string
  readonly exports?: Readonly<Record<string, unknown>>
  readonly dependencies?: Dependencies
  readonly devDependencies?: Dependencies
  readonly optionalDependencies?: Dependencies
  readonly peerDependencies?: Dependencies
}

/** Reads the package.json of every workspace package, and the root's. */
export async function readManifests(): Promise<readonly Manifest[]> {
  const places = await Promise.all(
    ['apps', 'packages'].map(async (place) => {
      const folders = await readdir(join(ROOT, place))
      return folders.map((room) => ({ room, folder: join(ROOT, place, room) }))
    }),
  )
  const all = [...places.flat(), { room: 'test', folder: join(ROOT, 'test') }, { room: '', folder: ROOT }]
  return Promise.all(
    all.map(async ({ room, folder }) => {
      const read: Omit<Manifest, 'room'> = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
      return { ...read, room }
    }),
  )
}

/** Declared neighbours and libraries that the room's row does not list. */
export function findUnlistedDependencies(manifest: Manifest): readonly string[] {
  if (manifest.room === '') return []
  const room = getRoom(manifest.room)
  const shipped = Object.keys({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.peerDependencies,
  })
  const forDevelopment = Object.keys(manifest.devDependencies ?? {})
  return [
    ...shipped
      .filter((name) => !isShippable(room, manifest.room, name))
      .map((name) => `${manifest.room} ships ${name}`),
    ...forDevelopment
      .filter((name) => !isShippable(room, manifest.room, name) && !isForDevelopment(room, name))
      .map((name) => `${manifest.room} develops with ${name}`),
  ]
}

/** Dependencies whose version is written outside the catalog. */
export function findStrayVersions(manifest: Manifest): readonly string[] {
  const all = {
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
    ...manifest.peerDependencies,
  }
  return Object.entries(all)
    .filter(([name, version]) => version !== (findRoomName(name) === undefined ? 'catalog:' : 'workspace:*'))
    .map(([name, version]) => `${manifest.room === '' ? 'the root' : manifest.room}: ${name} ${version}`)
}

/** Doors beside the one door. A stylesheet is no code and may have its own. */
export function findExtraDoors({ room, exports = {} }: Manifest): readonly string[] {
  return Object.keys(exports)
    .filter((door) => door !== '.' && !door.endsWith('.css'))
    .map((door) => `${room}: ${door}`)
}

/** Entries of the catalog in the text of pnpm-workspace.yaml that are not one exact version. */
export function findLooseCatalogEntries(workspaceYaml: string): readonly string[] {
  const [, catalog = ''] = /^catalog:\n((?: {2}.+\n)+)/m.exec(workspaceYaml) ?? []
  if (catalog === '') return ['there is no catalog']
  return catalog
    .trim()
    .split('\n')
    .filter((line) => !/^\s*['"]?[@\w./-]+['"]?: \d+\.\d+\.\d+(-[\w.]+)?$/.test(line))
    .map((line) => line.trim())
}

function isShippable(room: Room, name: string, dependency: string): boolean {
  const neighbour = findRoomName(dependency)
  if (neighbour === undefined) return dependency in room.libraries
  return room.rooms.includes(neighbour) && (neighbour !== 'testkit' || name === 'test')
}

function isForDevelopment(room: Room, dependency: string): boolean {
  const neighbour = findRoomName(dependency)
  if (neighbour !== undefined) return neighbour === 'testkit' || room.typesOf?.includes(neighbour) === true
  return dependency in TEST_LIBRARIES || dependency in (room.testLibraries ?? {})
}
