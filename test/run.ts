import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

/**
 * The one test command: form, lint, types, the studio's build, then every suite. A step that fails does not
 * keep the next from running. The last line counts tests, and each step before the suites as one test.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url))

interface Totals {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

interface Step {
  readonly name: string
  readonly run: () => Promise<Totals>
}

const PASSED: Totals = { passed: 1, failed: 0, skipped: 0 }
const FAILED: Totals = { passed: 0, failed: 1, skipped: 0 }

const STEPS: readonly Step[] = [
  check('format', ['oxfmt', '--check']),
  check('lint', ['oxlint', '--type-aware', '--deny-warnings']),
  check('types', ['turbo', 'run', 'typecheck', '--output-logs=errors-only', '--continue']),
  check('studio', ['turbo', 'run', 'build', '--filter=@periplo/studio', '--output-logs=errors-only']),
  { name: 'suites', run: runSuites },
]

process.exitCode = await runAll(STEPS)

async function runAll(steps: readonly Step[]): Promise<0 | 1> {
  const lines: string[] = []
  let totals: Totals = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, run } of steps) {
    console.log(`\n--- ${name}`)
    const startedAtMs = performance.now()
    const result = await run()
    const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(1)
    lines.push(`${result.failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${seconds.padStart(6)} s`)
    totals = add(totals, result)
  }
  console.log(`\n${lines.join('\n')}\n`)
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
  return totals.failed === 0 ? 0 : 1
}

function check(name: string, command: readonly string[]): Step {
  return { name, run: async () => ((await succeeds(command)) ? PASSED : FAILED) }
}

/** A run that ends badly without a failed test (a file that does not load, a stray error) counts as one failure. */
async function runSuites(): Promise<Totals> {
  const scratch = await mkdtemp(join(tmpdir(), 'periplo-report-'))
  const report = join(scratch, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const isGreen = await succeeds(['vitest', 'run', '--config', 'test/vitest.config.ts', ...reporters])
    const totals = await readReport(report)
    return isGreen || totals.failed > 0 ? totals : add(totals, FAILED)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
}

async function readReport(path: string): Promise<Totals> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return { passed: 0, failed: 0, skipped: 0 }
  const report: Report = JSON.parse(text)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

async function succeeds([program = '', ...args]: readonly string[]): Promise<boolean> {
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
  })
  try {
    const [code]: unknown[] = await once(child, 'exit')
    return code === 0
  } catch (error) {
    console.error(error)
    return false
  }
}

function add(a: Totals, b: Totals): Totals {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}
