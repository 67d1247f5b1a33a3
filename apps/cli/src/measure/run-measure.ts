import { StudioError } from '@periplo/model'
import { Command, CommanderError } from 'commander'
import { VERSION, present } from '../present.ts'
import type { Body, Failed, Presentation } from '../present.ts'
import type { KpiCommand } from './kpi-command.ts'
import { KPI_COMMANDS } from './kpi-commands.ts'
import { listKpis } from './list-kpis.ts'
import { toPresentation } from './report/kpi-report.ts'

/**
 * Runs `periplo measure` with the words behind it. Needs no database and no network. Standard output holds one
 * JSON object with `json`, also for a mistake in the command line; failures are one sentence on standard error
 * and exit code 2.
 */
export async function runMeasure(words: readonly string[], json: boolean): Promise<void> {
  const program = new Command('periplo measure')
    .description('Measure a KPI on a file, with the same code as live')
    .usage('<kpi> --input <file> [options]')
    .exitOverride()
    .configureHelp({ sortSubcommands: true })
    .helpCommand(false)
  program
    .command('list')
    .description('every KPI: what it is called, its unit, and what it reads')
    .action(() => present({ command: 'measure list', json, input: {}, toFailedBody }, listKpis))
  for (const kpi of KPI_COMMANDS) addKpi(program, kpi, json)
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    process.exitCode = error.exitCode === 0 ? 0 : 2
    const message = words.length === 0 ? 'Say which KPI; periplo measure list names them.' : error.message
    if (json && error.exitCode !== 0) tellMistake(words, message)
  }
}

function addKpi(program: Command, kpi: KpiCommand, json: boolean): void {
  const command = program.command(kpi.name).description(kpi.summary)
  const flags = '--input <file>'
  const meaning = `${kpi.help.input}; - is standard input, gzip is recognised`
  if (kpi.needsInput) command.requiredOption(flags, meaning)
  else command.option(flags, meaning)
  kpi.addOptions(command)
  command.addHelpText('after', toHelp(kpi)).action(async () => {
    const run = { command: `measure ${kpi.name}`, json, input: command.opts(), toFailedBody }
    await present(run, () => measure(kpi, command))
  })
}

async function measure(kpi: KpiCommand, command: Command): Promise<Presentation> {
  try {
    return toPresentation(await kpi.run(command))
  } catch (error) {
    if (error instanceof StudioError) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new StudioError('input/invalid', `${kpi.name} could not be measured on this input: ${message}`, {
      cause: error,
    })
  }
}

function toHelp({ help: { columns, examples, notes } }: KpiCommand): string {
  const width = Math.max(...columns.map(([name]) => name.length))
  const lines = columns.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`)
  return [
    '',
    'Columns:',
    ...lines,
    ...(notes === undefined ? [] : ['', notes]),
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
    'Exit codes: 0 fine, 1 findings, 2 the input or an option is bad. With --json: one object.',
  ].join('\n')
}

function toFailedBody(error: Failed): Body {
  return { results: [], detail: { error } }
}

/** The parser has told people already. */
function tellMistake(words: readonly string[], message: string): void {
  const body = toFailedBody({ code: 'input/invalid', message })
  process.stdout.write(
    `${JSON.stringify({ command: 'measure', version: VERSION, input: { words }, ...body })}\n`,
  )
}
