import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findCircles } from './circles.ts'
import { findLooseEnds, findUndocumented } from './comments.ts'
import { findDeepImports, findMisplacedFile } from './doors.ts'
import { findForbiddenImports, findRisingRows } from './floors.ts'
import {
  findExtraDoors,
  findLooseCatalogEntries,
  findStrayVersions,
  findUnlistedDependencies,
  readManifests,
} from './manifests.ts'
import { findOwnMeasureWords } from './measure-words.ts'
import { findDefaultExports, findEmptyNames, findEnums, findFileNameFault } from './names.ts'
import { findImpurities } from './purity.ts'
import { ROOMS } from './rooms.ts'
import { findOversize } from './sizes.ts'
import { type Finding, readSources, ROOT, type Source } from './source.ts'

const sources = await readSources()
const manifests = await readManifests()

test.each<{ guarantee: string; find: (source: Source) => readonly Finding[] }>([
  { guarantee: 'imports fall to what the room lists', find: findForbiddenImports },
  { guarantee: 'nobody goes past a door', find: findDeepImports },
  { guarantee: 'every file is near its door, and there is one door', find: findMisplacedFile },
  { guarantee: 'files and functions can be read at one sitting', find: findOversize },
  { guarantee: 'no name says nothing', find: findEmptyNames },
  { guarantee: 'file names are kebab-case', find: findFileNameFault },
  { guarantee: 'an export has one name', find: findDefaultExports },
  { guarantee: 'there are no enums', find: findEnums },
  { guarantee: 'time and luck come in as arguments', find: findImpurities },
  { guarantee: 'a measure is told in the words of the registry', find: findOwnMeasureWords },
  { guarantee: 'every exported name says what it promises', find: findUndocumented },
  { guarantee: 'nothing is left undone, and every exception has its reason', find: findLooseEnds },
])('$guarantee', ({ find }) => {
  expect(sources.flatMap(find).map(toLine)).toEqual([])
})

test('there is no circle of files', () => {
  expect(findCircles(sources)).toEqual([])
})

test('the table itself only falls', () => {
  expect(findRisingRows(ROOMS)).toEqual([])
})

test('every package.json declares what its row lists', () => {
  expect(manifests.flatMap(findUnlistedDependencies)).toEqual([])
})

test('every package has one door', () => {
  expect(manifests.flatMap(findExtraDoors)).toEqual([])
})

test('every version stands in the catalog, and is exact', async () => {
  expect(manifests.flatMap(findStrayVersions)).toEqual([])
  expect(findLooseCatalogEntries(await readFile(join(ROOT, 'pnpm-workspace.yaml'), 'utf8'))).toEqual([])
})

function toLine({ path, line, message }: Finding): string {
  return `${path}:${line} ${message}`
}
