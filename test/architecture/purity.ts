import { Visitor } from 'oxc-parser'
import { type Finding, type Source, toFinding } from './source.ts'

/** Rooms in which time, luck and the world come in as arguments. */
export const PURE_ROOMS: readonly string[] = ['model', 'engine', 'kpi', 'runtime']

/** The only files in those rooms that may touch the world, each with what it may touch. */
export const SEAMS: Readonly<Record<string, readonly string[]>> = {
  'packages/runtime/src/clock.ts': ['new Date()'],
  'packages/runtime/src/luck.ts': ['randomBytes'],
  'packages/runtime/src/loop.ts': ['setTimeout', 'clearTimeout'],
}

const MEMBERS = new Set([
  'Date.now',
  'Math.random',
  'Temporal.Now',
  'crypto.getRandomValues',
  'crypto.randomUUID',
  'performance.now',
  'process.env',
  'process.hrtime',
])
/** What the language leaves to whoever builds the engine, to the last digit: a measure says the same everywhere (ADR 0038). */
const APPROXIMATE = /^Math\.(?:a?(?:sin|cos|tan)h?|atan2|cbrt|exp|expm1|hypot|log|log1p|log2|log10)$/

const GLOBALS = new Set([
  'fetch',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'clearInterval',
  'clearTimeout',
  'queueMicrotask',
])
const DRAWN_FROM_NODE = new Set([
  'randomBytes',
  'randomInt',
  'randomUUID',
  'getRandomValues',
  'webcrypto',
  'setTimeout',
  'setInterval',
])

/** Places where a pure room reads a clock, draws luck, or touches the world. Tests may. */
export function findImpurities(source: Source): readonly Finding[] {
  if (!PURE_ROOMS.includes(source.room) || source.isTest) return []
  const allowed = SEAMS[source.path] ?? []
  return listTouches(source)
    .filter(({ name }) => !allowed.includes(name))
    .map(({ name, at }) => toFinding(source, at, `${name} in a pure room; ${toAdvice(name)}`))
}

function toAdvice(name: string): string {
  return APPROXIMATE.test(name) ? 'use statistics/elementary.ts' : 'take it as an argument'
}

interface Touch {
  readonly name: string
  readonly at: number
}

function listTouches({ program, text, room }: Source): readonly Touch[] {
  const found: Touch[] = []
  const add = (name: string, at: number): void => void found.push({ name, at })
  new Visitor({
    MemberExpression: ({ start, end }) => {
      const name = text.slice(start, end).replaceAll(/\s|\?|^globalThis\./g, '')
      if (MEMBERS.has(name) || (room === 'kpi' && APPROXIMATE.test(name))) add(name, start)
    },
    NewExpression: ({ callee, arguments: given, start }) => {
      if (isNamed(callee, 'Date') && given.length === 0) add('new Date()', start)
    },
    CallExpression: ({ callee, start, end }) => {
      if (isNamed(callee, 'Date')) add('Date()', start)
      const name = text.slice(callee.start, Math.min(callee.end, end)).replace(/^globalThis\./, '')
      if (GLOBALS.has(name)) add(name, start)
    },
    ImportSpecifier: ({ imported, start }) => {
      if (imported.type === 'Identifier' && DRAWN_FROM_NODE.has(imported.name)) add(imported.name, start)
    },
  }).visit(program)
  return found
}

function isNamed(node: { type: string; name?: unknown }, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}
