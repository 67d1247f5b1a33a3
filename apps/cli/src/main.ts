import { CommanderError } from 'commander'
import { buildProgram } from './program.ts'

/** A mistake in the command line is told by the parser itself; help and version are no mistakes. */
try {
  await buildProgram(process.env).parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
