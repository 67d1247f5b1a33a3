import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser } from 'playwright'

/**
 * Painted by the processor itself: a GL emulated for it costs fifty times as much. And `/tmp` where a container
 * gives too little shared memory.
 */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--disable-gpu',
  '--disable-software-rasterizer',
]
const CACHE_DIR = fileURLToPath(new URL('../node_modules/.cache', import.meta.url))
const UNPACKED_DIR = join(CACHE_DIR, 'chromium-153')
const PARTS = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']

/** A Chromium that starts on a bare machine: what playwright's `launch` needs to know of it. */
export interface ChromiumLaunch {
  readonly executablePath: string
  readonly args: string[]
  /** Added to the environment of the browser. */
  readonly env: Readonly<Record<string, string>>
}

/**
 * Finds a Chromium: the one CHROMIUM_PATH names, else the one npm ships, unpacked once (some seconds, 210 MB)
 * into this package's `node_modules/.cache` with the shared libraries and fonts a bare machine lacks. Two
 * processes may unpack at once; one of the two equal copies stays.
 */
export async function resolveChromium(): Promise<ChromiumLaunch> {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') return { executablePath: given, args: ARGUMENTS, env: {} }
  if (!existsSync(UNPACKED_DIR)) await unpack()
  return {
    executablePath: join(UNPACKED_DIR, 'chromium'),
    args: [...ARGUMENTS, '--headless=shell'],
    env: {
      LD_LIBRARY_PATH: join(UNPACKED_DIR, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(UNPACKED_DIR, 'fonts.conf'),
    },
  }
}

/** Launches a headless Chromium; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args, env } = await resolveChromium()
  // Most test files want a database and no browser; playwright alone takes longer to load than those run.
  const { chromium } = await import('playwright')
  return chromium.launch({ executablePath, args, env: { ...toDefined(process.env), ...env } })
}

/** The package unpacks into the temporary directory of its process, so it gets a process and a directory of its own. */
async function unpack(): Promise<void> {
  await mkdir(CACHE_DIR, { recursive: true })
  const scratch = await mkdtemp(join(CACHE_DIR, 'unpacking-'))
  const entry = import.meta.resolve('@sparticuz/chromium')
  const packed = join(dirname(fileURLToPath(entry)), '..', 'bin')
  const program = `
    import { inflate } from ${JSON.stringify(entry)}
    for (const part of ${JSON.stringify(PARTS)}) await inflate(${JSON.stringify(packed)} + '/' + part)`
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, TMPDIR: scratch },
    })
    await writeFile(join(scratch, 'fonts.conf'), toFontsConf(UNPACKED_DIR))
    await rename(scratch, UNPACKED_DIR)
  } catch (error) {
    await rm(scratch, { recursive: true, force: true })
    if (!existsSync(UNPACKED_DIR)) throw error
  }
}

/** The shipped configuration names fixed folders; without this one, text would be invisible. */
function toFontsConf(directory: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(directory, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(directory, 'fc-cache')}</cachedir>
</fontconfig>
`
}

function toDefined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
