import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

// Half of the time a short command takes is reading our own sources: keep what came of it, where nobody else writes.
enableCompileCache(join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'periplo', 'compiled'))
// Whoever reads us may stop early (`| head`); that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const { CommanderError } = await import('commander')
const { buildProgram } = await import('./program.ts')

/** A mistake in the command line is told by the parser itself; help and version are no mistakes. */
try {
  await buildProgram(process.env).parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
