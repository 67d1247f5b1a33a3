import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ParseResult, parseSync } from 'oxc-parser'

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** One TypeScript file, parsed. */
export interface Source {
  /** From the root of the repository, with forward slashes. */
  readonly path: string
  /** The workspace package it belongs to, by the name of its folder: `model`, `server`, `test`. */
  readonly room: string
  /** A test, or a file only tests use: free of size limits, and free to use what tests may. */
  readonly isTest: boolean
  readonly text: string
  readonly program: ParseResult['program']
  readonly comments: ParseResult['comments']
}

/** A sentence about one place that breaks a rule. */
export interface Finding {
  readonly path: string
  /** Counted from 1. */
  readonly line: number
  readonly message: string
}

/** Parses a file under the path it has, or would have, in the repository. Throws on a syntax error. */
export function parseSource(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text)
  const [error] = errors
  if (error !== undefined) throw new SyntaxError(`${path}: ${error.message}`)
  return { path, room: toRoom(path), isTest: isTestPath(path), text, program, comments }
}

/** Parses every TypeScript file of the repository. */
export async function readSources(): Promise<readonly Source[]> {
  const places = await Promise.all(['apps', 'packages', 'test'].map((place) => listFiles(join(ROOT, place))))
  const paths = places.flat().filter((path) => /\.tsx?$/.test(path))
  return Promise.all(
    paths.map(async (path) =>
      parseSource(relative(ROOT, path).split(sep).join('/'), await readFile(path, 'utf8')),
    ),
  )
}

/** A finding at an offset of the text. */
export function toFinding({ path, text }: Source, offset: number, message: string): Finding {
  return { path, line: toLine(text, offset), message }
}

/** The line of an offset, counted from 1. */
export function toLine(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** Whether the file configures a tool, which prescribes its name and its default export. */
export function isConfig({ path }: Pick<Source, 'path'>): boolean {
  return path.endsWith('.config.ts')
}

/** Whether the file is a migration: frozen once it has run, and as long as it must be. */
export function isMigration({ path }: Pick<Source, 'path'>): boolean {
  return basename(dirname(path)) === 'migrations'
}

function toRoom(path: string): string {
  const [place = '', folder = ''] = path.split('/')
  return place === 'test' ? 'test' : folder
}

function isTestPath(path: string): boolean {
  return path.startsWith('test/') || path.startsWith('packages/testkit/') || /\.test\.tsx?$/.test(path)
}

const SKIPPED = new Set(['node_modules', 'dist', 'output', '.turbo', 'generated'])

async function listFiles(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  const found = await Promise.all(
    entries
      .filter(({ name }) => !SKIPPED.has(name))
      .map(async (entry) => {
        const path = join(directory, entry.name)
        return entry.isDirectory() ? listFiles(path) : [path]
      }),
  )
  return found.flat()
}
