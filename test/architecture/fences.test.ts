import { describe, expect, test } from 'vitest'
import { findCircles } from './circles.ts'
import { findLooseEnds, findUndocumented } from './comments.ts'
import { findDeepImports, findMisplacedFile } from './doors.ts'
import { findForbiddenImports, findRisingRows } from './floors.ts'
import {
  findExtraDoors,
  findLooseCatalogEntries,
  findStrayVersions,
  findUnlistedDependencies,
} from './manifests.ts'
import { findOwnMeasureWords } from './measure-words.ts'
import { findDefaultExports, findEmptyNames, findEnums, findFileNameFault } from './names.ts'
import { findImpurities } from './purity.ts'
import { findOversize } from './sizes.ts'
import { parseSource } from './source.ts'

const ENGINE = 'packages/engine/src/step.ts'
const KPI = 'packages/kpi/src/rate.ts'
const MODEL = 'packages/model/src/journey.ts'
const RUNTIME = 'packages/runtime/src/advance.ts'
const STUDIO = 'apps/studio/src/session.ts'

/** Lines of code, each a statement. */
const lines = (count: number): string => 'tick()\n'.repeat(count)

describe('floors', () => {
  test.each([
    { path: ENGINE, text: `import { a } from '@periplo/store'`, why: 'a sibling' },
    { path: ENGINE, text: `import type { A } from '@periplo/kpi'`, why: 'a type of a sibling' },
    {
      path: MODEL,
      text: `type A = import('@periplo/engine').A`,
      why: 'a type from above, written inside a type',
    },
    { path: MODEL, text: `export * from '@periplo/runtime'`, why: 'passing on what is above' },
    { path: RUNTIME, text: `const api = await import('@periplo/api')`, why: 'at run time' },
    { path: RUNTIME, text: `import { sql } from 'kysely'`, why: 'a fenced library' },
    { path: 'packages/api/src/router.ts', text: `import { Pool } from 'pg'`, why: 'the database from api' },
    {
      path: KPI,
      text: `import { createMachine } from 'xstate/actors'`,
      why: 'a fenced library by a subpath',
    },
    { path: KPI, text: `import { mean } from 'lodash'`, why: 'a library nobody reviewed' },
    { path: MODEL, text: `import { readFile } from 'node:fs/promises'`, why: 'I/O' },
    { path: RUNTIME, text: `import { createServer } from 'node:http'`, why: 'HTTP from the verbs' },
    {
      path: RUNTIME,
      text: `import { createDatabase } from '@periplo/testkit'`,
      why: 'tests inside the product',
    },
    {
      path: RUNTIME,
      text: `import { startPostgres } from '@periplo/postgres'`,
      why: 'only apps start PostgreSQL',
    },
    { path: STUDIO, text: `import { router } from '@periplo/api'`, why: 'a value of the server side' },
    {
      path: STUDIO,
      text: `import { type AppRouter } from '@periplo/api'`,
      why: 'this still loads the module',
    },
    { path: KPI, text: `import { a } from '../../model/src/journey.ts'`, why: 'around the door' },
    { path: STUDIO, text: `import { initTRPC } from '@trpc/server'`, why: 'a tool, shipped' },
    { path: KPI, text: `import { test } from 'vitest'`, why: 'a test library in product code' },
  ])('forbid $text in $path ($why)', ({ path, text }) => {
    expect(findForbiddenImports(parseSource(path, text))).toHaveLength(1)
  })

  test.each([
    { path: ENGINE, text: `import { createMachine } from 'xstate'`, why: 'its own craft' },
    { path: STUDIO, text: `import type { AppRouter } from '@periplo/api'`, why: 'a type alone' },
    {
      path: 'packages/store/src/outbox.pg.test.ts',
      text: `import { createDatabase } from '@periplo/testkit'`,
      why: 'a test',
    },
    {
      path: 'packages/model/src/shape.test.ts',
      text: `import { readFileSync } from 'node:fs'`,
      why: 'tests read files',
    },
    {
      path: 'apps/server/src/main.ts',
      text: `import { startPostgres } from '@periplo/postgres'`,
      why: 'an app',
    },
    { path: MODEL, text: `import { z } from 'zod'`, why: 'listed' },
    { path: STUDIO, text: `import type { Output } from '@trpc/server'`, why: 'a type of a tool' },
  ])('allow $text in $path ($why)', ({ path, text }) => {
    expect(findForbiddenImports(parseSource(path, text))).toEqual([])
  })

  test('a package without a row is an error, not a free package', () => {
    expect(() => findForbiddenImports(parseSource('packages/extras/src/a.ts', `import 'zod'`))).toThrow(
      /no floor/,
    )
  })

  test('a row that lists its own floor or a higher one is found', () => {
    const bare = { libraries: {}, node: 'none' } as const
    const rooms = {
      low: { floor: 0, rooms: [], ...bare },
      a: { floor: 1, rooms: ['low', 'b'], ...bare },
      b: { floor: 1, rooms: ['low'], ...bare },
    } as const
    expect(findRisingRows(rooms)).toEqual(['a (floor 1) lists b'])
  })
})

describe('doors', () => {
  test('an import past a door is found, and a stylesheet is not one', () => {
    expect(
      findDeepImports(parseSource(RUNTIME, `import { a } from '@periplo/store/src/outbox.ts'`)),
    ).toHaveLength(1)
    expect(findDeepImports(parseSource(STUDIO, `import '@periplo/ui/theme.css'`))).toEqual([])
    expect(findDeepImports(parseSource(RUNTIME, `import { a } from '@periplo/store'`))).toEqual([])
  })

  test.each([
    { path: 'packages/model/src/nodes/index.ts', count: 1, why: 'a door below the door' },
    { path: 'packages/model/src/a/b/c/delay.ts', count: 1, why: 'three folders deep' },
    { path: 'packages/model/src/index.ts', count: 0, why: 'the door' },
    { path: 'packages/model/src/a/b/delay.ts', count: 0, why: 'two folders deep' },
  ])('$path has $count faults ($why)', ({ path, count }) => {
    expect(findMisplacedFile(parseSource(path, ''))).toHaveLength(count)
  })
})

describe('circles', () => {
  const at = (name: string, text: string) => parseSource(`packages/model/src/${name}.ts`, text)

  test('are found through type imports and longer ways', () => {
    const circle = [
      at('a', `import { b } from './b.ts'`),
      at('b', `import type { C } from './c.ts'`),
      at('c', `type A = import('./a.ts').A`),
      at('d', `import { a } from './a.ts'`),
    ]
    const [found, ...others] = findCircles(circle)
    expect(found?.toSorted()).toEqual([
      'packages/model/src/a.ts',
      'packages/model/src/b.ts',
      'packages/model/src/c.ts',
    ])
    expect(others).toEqual([])
  })

  test('are found between packages, and in a file that imports itself', () => {
    expect(
      findCircles([
        at('index', `export * from '@periplo/kpi'`),
        parseSource('packages/kpi/src/index.ts', `import '@periplo/model'`),
      ]),
    ).toHaveLength(1)
    expect(findCircles([at('a', `import './a.ts'`)])).toEqual([['packages/model/src/a.ts']])
  })

  test('a shared neighbour is no circle', () => {
    expect(
      findCircles([at('a', `import './c.ts'; import './b.ts'`), at('b', `import './c.ts'`), at('c', '')]),
    ).toEqual([])
  })
})

describe('sizes', () => {
  test.each([
    { text: lines(301), count: 1, why: 'a long file' },
    { text: lines(300) + '\n\n// quiet\n', count: 0, why: 'blank lines and comments are free' },
    { text: `function long() {\n${lines(59)}}`, count: 1, why: 'a long function' },
    { text: `const long = () => {\n${lines(59)}}`, count: 1, why: 'a long arrow' },
    { text: `function fits() {\n${lines(58)}}`, count: 0, why: 'exactly sixty' },
  ])('$count findings for $why', ({ text, count }) => {
    expect(findOversize(parseSource(MODEL, text))).toHaveLength(count)
  })

  test('tests and migrations may be longer', () => {
    expect(findOversize(parseSource('packages/store/src/migrations/0001-start.ts', lines(400)))).toEqual([])
    expect(findOversize(parseSource('packages/store/src/outbox.pg.test.ts', lines(400)))).toEqual([])
  })
})

describe('names', () => {
  test.each([
    `export class JourneyManager {}`,
    `export const dateUtils = 1`,
    `export function helperFor() {}`,
    `export interface BaseNode { a: 1 }`,
    `export type NodeBase = 1`,
    `class StoreImpl {}\nexport { StoreImpl }`,
    `export const { common } = words`,
  ])('empty: %s', (text) => {
    expect(findEmptyNames(parseSource(MODEL, text))).toHaveLength(1)
  })

  test.each([
    `export const toBase64 = 1`,
    `export const baseline = 1`,
    `export const utility = 1`,
    `const localHelper = 1`,
  ])('fine: %s', (text) => {
    expect(findEmptyNames(parseSource(MODEL, text))).toEqual([])
  })

  test.each([
    { path: 'packages/model/src/date-utils.ts', empty: 1, shape: 0 },
    { path: 'packages/model/src/quietHours.ts', empty: 0, shape: 1 },
    { path: 'packages/ui/src/Button.tsx', empty: 0, shape: 1 },
    { path: 'packages/store/src/quiet-hours.pg.test.ts', empty: 0, shape: 0 },
    { path: 'packages/store/src/migrations/0001-start.ts', empty: 0, shape: 0 },
  ])('of files: $path', ({ path, empty, shape }) => {
    expect(findEmptyNames(parseSource(path, ''))).toHaveLength(empty)
    expect(findFileNameFault(parseSource(path, ''))).toHaveLength(shape)
  })

  test('default exports are found in both spellings, and configuration may have one', () => {
    expect(findDefaultExports(parseSource(MODEL, 'export default 1'))).toHaveLength(1)
    expect(findDefaultExports(parseSource(MODEL, 'const a = 1; export { a as default }'))).toHaveLength(1)
    expect(findDefaultExports(parseSource('apps/studio/vite.config.ts', 'export default 1'))).toEqual([])
  })

  test('enums are found wherever they stand', () => {
    expect(findEnums(parseSource(MODEL, 'enum A { B }'))).toHaveLength(1)
    expect(findEnums(parseSource(MODEL, 'export const enum A { B }'))).toHaveLength(1)
  })
})

describe('purity', () => {
  test.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'globalThis.Math.random()',
    'performance.now()',
    'crypto.randomUUID()',
    'globalThis.crypto.getRandomValues(bytes)',
    'Temporal.Now.instant()',
    'process.env.HOME',
    `process.env['HOME']`,
    'setTimeout(go, 1)',
    'globalThis.setInterval(go, 1)',
    `fetch('https://example.org')`,
    `import { randomUUID } from 'node:crypto'`,
    'const read = Date.now',
  ])('forbids %s', (text) => {
    expect(findImpurities(parseSource(RUNTIME, text))).toHaveLength(1)
  })

  test.each([
    { path: ENGINE, text: 'new Date(at)', why: 'an instant that came in' },
    { path: ENGINE, text: 'clock.now()', why: 'a clock that came in' },
    { path: KPI, text: 'Math.round(a)', why: 'no luck' },
    { path: 'packages/runtime/src/clock.ts', text: 'new Date()', why: 'the seam' },
    { path: 'packages/store/src/outbox.ts', text: 'Date.now()', why: 'not a pure room' },
    { path: 'packages/engine/src/step.test.ts', text: 'Date.now()', why: 'a test' },
  ])('allows $text in $path ($why)', ({ path, text }) => {
    expect(findImpurities(parseSource(path, text))).toEqual([])
  })

  test.each([
    { path: KPI, text: 'Math.exp(a)', count: 1, why: 'its last digit is the engine’s' },
    { path: KPI, text: 'values.map(Math.log)', count: 1, why: 'handed on' },
    { path: KPI, text: 'Math.sqrt(a)', count: 0, why: 'exact by the standard of doubles' },
    { path: ENGINE, text: 'Math.exp(a)', count: 0, why: 'no measure' },
  ])('finds $count in $text in $path ($why)', ({ path, text, count }) => {
    expect(findImpurities(parseSource(path, text))).toHaveLength(count)
  })

  test('a seam may touch only what it is a seam for', () => {
    expect(findImpurities(parseSource('packages/runtime/src/clock.ts', 'Math.random()'))).toHaveLength(1)
  })
})

describe('comments', () => {
  test.each([
    'export const a = 1',
    'export function a() {}',
    'export interface A { b: 1 }',
    'const a = 1\nexport { a }',
    '/* no docstring */\nexport const a = 1',
    '/** */\nexport const a = 1',
    '/** Of something else. */\nconst b = 1\nexport const a = 1',
  ])('missing: %s', (text) => {
    expect(findUndocumented(parseSource(MODEL, text))).toHaveLength(1)
  })

  test.each([
    '/** A word. */\nexport const A = 1\nexport type A = typeof A',
    '/** Said once. */\nexport function a(b: 1): 1\nexport function a(b: 2): 2\nexport function a(b: 1 | 2) { return b }',
    '/** Said where it is made. */\nconst a = 1\nexport { a }',
    `export { a } from './a.ts'`,
    'const a = 1',
  ])('present: %s', (text) => {
    expect(findUndocumented(parseSource(MODEL, text))).toEqual([])
  })

  test.each([
    { text: '// TODO later', count: 1 },
    { text: '// oxlint-disable-next-line no-console', count: 1 },
    { text: '// @ts-ignore', count: 1 },
    { text: '// oxlint-disable-next-line no-console -- the command line speaks', count: 0 },
    { text: '// what there is to do', count: 0 },
  ])('$count loose ends in $text', ({ text, count }) => {
    expect(findLooseEnds(parseSource(MODEL, text))).toHaveLength(count)
  })
})

describe('words of measures', () => {
  const MAP = 'packages/designer/src/measure/legend.tsx'
  const inCatalogue = (text: string): string =>
    `const m = defineMessages({ en: { a: ${text} }, es: { a: 'x' } })`

  test.each([
    { text: inCatalogue(`'Stuck'`), why: 'a name' },
    { text: inCatalogue(`'drop\u2011off'`), why: 'a name with another hyphen' },
    { text: inCatalogue(`'Abandono'`), why: 'a name in Spanish' },
    { text: inCatalogue(`'÷ entries of the step'`), why: 'what is divided by' },
    { text: inCatalogue('(args) => `Goal conversion of ${args.name}`'), why: 'a name in a sentence' },
    { text: `const a = <b>Dwell time</b>`, why: 'a name between tags' },
  ])('$why is found on a screen', ({ text }) => {
    expect(findOwnMeasureWords(parseSource(MAP, text))).toHaveLength(1)
    expect(findOwnMeasureWords(parseSource('packages/kpi/src/map/measures.tsx', text))).toEqual([])
  })

  test.each([
    { text: `const measure = 'drop-off'`, why: 'an id is no word' },
    { text: inCatalogue(`'Legend'`), why: 'a word around measures' },
    { text: inCatalogue(`'Conversion window'`), why: 'a setting' },
    { text: inCatalogue(`'stuckness'`), why: 'another word' },
  ])('$text is fine ($why)', ({ text }) => {
    expect(findOwnMeasureWords(parseSource(MAP, text))).toEqual([])
  })
})

describe('manifests', () => {
  test.each([
    { manifest: { room: 'engine', dependencies: { '@periplo/store': 'workspace:*' } }, why: 'a sibling' },
    { manifest: { room: 'kpi', dependencies: { lodash: 'catalog:' } }, why: 'a library nobody reviewed' },
    {
      manifest: { room: 'runtime', dependencies: { '@periplo/testkit': 'workspace:*' } },
      why: 'the testkit, shipped',
    },
    {
      manifest: { room: 'studio', dependencies: { '@periplo/api': 'workspace:*' } },
      why: 'types alone, yet shipped',
    },
    { manifest: { room: 'engine', peerDependencies: { react: 'catalog:' } }, why: 'a fenced peer' },
    { manifest: { room: 'model', devDependencies: { playwright: 'catalog:' } }, why: 'an unlisted tool' },
  ])('$why is found', ({ manifest }) => {
    expect(findUnlistedDependencies(manifest)).toHaveLength(1)
  })

  test('what a row lists is fine', () => {
    const manifest = {
      room: 'store',
      dependencies: { '@periplo/model': 'workspace:*', pg: 'catalog:' },
      devDependencies: { '@periplo/testkit': 'workspace:*', vitest: 'catalog:' },
    }
    expect(findUnlistedDependencies(manifest)).toEqual([])
  })

  test('a version outside the catalog is found', () => {
    expect(
      findStrayVersions({ room: 'kpi', dependencies: { zod: '^4.0.0', '@periplo/model': 'workspace:^' } }),
    ).toHaveLength(2)
    expect(
      findStrayVersions({ room: 'kpi', dependencies: { zod: 'catalog:', '@periplo/model': 'workspace:*' } }),
    ).toEqual([])
  })

  test('a second door is found', () => {
    expect(
      findExtraDoors({ room: 'ui', exports: { '.': 'a', './theme.css': 'b', './button': 'c' } }),
    ).toEqual(['ui: ./button'])
  })

  test('a catalog entry that is a range is found', () => {
    expect(findLooseCatalogEntries('catalog:\n  zod: ^4.0.0\n  "@a/b": 1.2.3-beta.4\n\nother: 1\n')).toEqual([
      'zod: ^4.0.0',
    ])
    expect(findLooseCatalogEntries('packages: []\n')).toHaveLength(1)
  })
})
