import { type Config, parseConfig } from './config/config.ts'
import { createLog } from './log.ts'
import { createLifecycle } from './start/lifecycle.ts'
import { openDemo } from './start/open-demo.ts'
import { createProgress } from './start/progress.ts'
import { toReadyLine } from './start/ready-line.ts'
import { handleSignals } from './start/signals.ts'
import { findSentence } from './start/start-error.ts'
import { startPeriplo } from './start/start-periplo.ts'

const DATABASE_ENDED = 'PostgreSQL has ended, so Periplo stops too; start it again.'
const nowMs = (): number => performance.now()

await main()

async function main(): Promise<void> {
  const parsed = parseConfig(process.env)
  switch (parsed.kind) {
    case 'valid':
      return run(parsed.config)
    case 'invalid':
      for (const sentence of parsed.sentences) process.stderr.write(`${sentence}\n`)
      process.exit(1)
  }
}

async function run(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  const progress = createProgress(process.stdout, nowMs)
  const lifecycle = createLifecycle((error) => log.error({ err: error }, 'something could not be closed'))
  let exitCode = 0
  const fail = async (sentence: string): Promise<void> => {
    process.stderr.write(`${sentence}\n`)
    exitCode = 1
    await lifecycle.stop()
  }
  const onFirst = (): void => {
    progress.say('  Stopping.')
    void lifecycle.stop()
  }
  const watchDatabase = async (ended: Promise<void>): Promise<void> => {
    await ended
    if (!lifecycle.signal.aborted) await fail(DATABASE_ENDED)
  }
  handleSignals({ process, nowMs, onFirst, onForce: () => process.exit(1) })
  try {
    const started = await startPeriplo({ config, lifecycle, progress, log, openDemo })
    progress.say(toReadyLine(started))
    void watchDatabase(started.databaseEnded)
  } catch (error) {
    // a start that was called off is no failure
    await (lifecycle.signal.aborted ? lifecycle.stop() : fail(describe(error)))
  }
  await lifecycle.stopped
  process.exit(exitCode)
}

function describe(error: unknown): string {
  return findSentence(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))
}
