import { LOCALES } from '@periplo/words'
import type { Locale } from '@periplo/words'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { ExplainOptions } from './commands/explain.ts'
import type { CsvOptions } from './commands/import-csv.ts'
import type { ExportOptions, ImportOptions } from './commands/journeys.ts'
import type { BacktestOptions } from './commands/trial.ts'
import { parseEnvironment } from './environment.ts'
import type { Environment } from './environment.ts'
import { VERSION, present } from './present.ts'
import type { Presentation } from './present.ts'

/**
 * The command line, ready to be parsed. Usage errors throw; everything else sets the exit code. A command's
 * code is loaded when it runs: what needs no database waits for none.
 */
export function buildProgram(variables: Readonly<Record<string, string | undefined>>): Command {
  const program = new Command('periplo')
    .description('Journeys as code, imports, KPIs on files, and an audit of the data')
    .version(VERSION, '-V')
    .option('--json', 'print exactly one JSON object {command, version, input, result}')
    .exitOverride()
  const tell = async (
    command: string,
    input: object,
    work: (environment: Environment) => Promise<Presentation>,
  ): Promise<void> => {
    const { json = false } = program.opts<{ json?: boolean }>()
    await present({ command, json, input }, async () => work(parseEnvironment(variables)))
  }
  addFileCommands(program, tell)
  addInstallationCommands(program, tell)
  addTrials(program, tell)
  addImports(program, tell)
  addMeasure(program)
  return program
}

type Tell = (
  command: string,
  input: object,
  work: (environment: Environment) => Promise<Presentation>,
) => Promise<void>

interface Spoken {
  readonly locale: Locale
}

function inLocale(): Option {
  return new Option('--locale <locale>', 'the language of the sentences').choices(LOCALES).default('en')
}

function addFileCommands(program: Command, tell: Tell): void {
  program
    .command('validate <file>')
    .description('say what is wrong with a journey file; 0 if it can be published, 1 if not')
    .addOption(inLocale())
    .action((file: string, { locale }: Spoken) =>
      tell('validate', { file, locale }, async () => (await loadJourneys()).validateJourney(file, locale)),
    )
  program
    .command('diff <before> <after>')
    .description('say what tells two journey files apart; 0 if nothing does, 1 if something does')
    .action((before: string, after: string) =>
      tell('diff', { before, after }, async () => (await loadJourneys()).diffJourneyFiles(before, after)),
    )
}

function addTrials(program: Command, tell: Tell): void {
  program
    .command('schema')
    .description('write the JSON Schema of journey files')
    .option('--out <file>', 'a file instead of standard output')
    .action((options: { out?: string }) =>
      tell('schema', options, async () => (await loadJourneys()).writeSchema(options)),
    )
  program
    .command('prove <file>')
    .description('say what can be told of a journey file without running it; 0 without findings, 1 with')
    .addOption(inLocale())
    .action((file: string, { locale }: Spoken) =>
      tell('prove', { file, locale }, async () =>
        (await import('./commands/trial.ts')).proveFile(file, locale),
      ),
    )
  program
    .command('backtest <file>')
    .description('try a journey file over a file of events; nothing is sent or stored')
    .requiredOption('--events <file>', 'calls of the tracking API, one JSON object per line, gzipped or not')
    .option('--live <file>', 'a journey file to compare with')
    .option('--zone <zone>', 'IANA zone of civil days, and of people without one', 'UTC')
    .option('--from <day>', 'first day of the period; the first of the events unless given')
    .option('--to <day>', 'the day after the last; after the last of the events unless given')
    .action((file: string, options: BacktestOptions) =>
      tell('backtest', { file, ...options }, async () =>
        (await import('./commands/trial.ts')).backtestFile(file, options),
      ),
    )
  program
    .command('explain')
    .description('say why a person did what they did in a journey, from stored history alone')
    .requiredOption('--workspace <workspace>', 'id or name')
    .requiredOption('--person <person>', 'id, or an identifier such as an e-mail address')
    .requiredOption('--journey <journey>', 'id or name')
    .option('--what-if <place:path=value>', 'take one step again with one value changed: trait:tier=gold')
    .option('--enrollment <enrollment>', 'id of the run of that step; the last one unless given')
    .option('--step <number>', 'that step; the last one unless given', toCount)
    .action((options: ExplainOptions) =>
      tell('explain', options, async (environment) =>
        (await import('./commands/explain.ts')).explain(environment, options),
      ),
    )
}

function addInstallationCommands(program: Command, tell: Tell): void {
  program
    .command('doctor')
    .description('hold the whole database to the invariants; 0 without findings, 1 with')
    .option('--tolerance <seconds>', 'how late something may be', toCount, 60)
    .option('--drained', 'everything due must have been done, whether or not a worker runs', false)
    .action((options: { tolerance: number; drained: boolean }) =>
      tell('doctor', options, async (environment) => {
        const { runDoctor } = await import('./commands/doctor.ts')
        return runDoctor(environment, options)
      }),
    )
  program
    .command('workspaces')
    .description('list the workspaces')
    .action(() =>
      tell('workspaces', {}, async (environment) => {
        const { showWorkspaces } = await import('./commands/workspaces.ts')
        return showWorkspaces(environment)
      }),
    )
  program
    .command('export')
    .description('write a journey as canonical JSON, or as an XState machine')
    .option('--workspace <workspace>', 'id or name')
    .option('--journey <journey>', 'id or name')
    .option('--file <file>', 'a journey file instead')
    .option('--xstate', 'as the config of an XState machine', false)
    .option('--version <number>', 'a published version instead of the draft', toCount)
    .option('--out <file>', 'a file instead of standard output')
    .action((options: ExportOptions) =>
      tell('export', options, async (environment) =>
        (await loadJourneys()).exportJourney(environment, options),
      ),
    )
}

function addImports(program: Command, tell: Tell): void {
  const imports = program.command('import').description('bring journeys or events in')
  imports
    .command('journey <file>')
    .description('put a journey file into a workspace as a draft')
    .requiredOption('--workspace <workspace>', 'id or name')
    .option('--journey <journey>', 'id or name of the journey whose draft it becomes; a new one unless given')
    .option('--publish', 'publish it at once', false)
    .addOption(
      new Option('--in-flight <choice>', 'what becomes of the people inside its earlier versions')
        .choices(['stay', 'follow'])
        .default('stay'),
    )
    .action((file: string, options: ImportOptions) =>
      tell('import journey', { file, ...options }, async (environment) =>
        (await loadJourneys()).importJourney(environment, file, options),
      ),
    )
  addCsvImport(imports, tell)
}

function addCsvImport(imports: Command, tell: Tell): void {
  imports
    .command('csv <file>')
    .description('bring events in from a CSV file, gzipped or not; may be killed and run again')
    .requiredOption('--workspace <workspace>', 'id or name')
    .option('--create', 'make the workspace if there is none of that name', false)
    .option('--zone <zone>', 'IANA zone of a workspace that is made', 'UTC')
    .option('--currency <code>', 'currency of a workspace that is made, ISO 4217', 'EUR')
    .option('--user-id <column>', 'column that names the person')
    .option('--anonymous-id <column>', 'column that names the device')
    .option('--event <column>', 'column with the name of the event', 'event')
    .option('--timestamp <column>', 'column that says when it happened', 'timestamp')
    .option('--timestamp-zone <zone>', 'IANA zone of timestamps without an offset', 'UTC')
    .option('--message-id <column>', 'column with an id of the event; else equal rows are one event')
    .option('--channel <column>', 'column with the channel, or =web for one channel')
    .option('--property <name=column>', 'a property; all other columns unless given', collect, [])
    .option('--max-bad <rows>', 'bad rows after which to give up', toCount, 100)
    .option('--dry-run', 'read everything, write nothing', false)
    .option('--turned-clock', 'let people live through the events, on a clock that goes along', false)
    .option('--until <moment>', 'where to leave the turned clock; 30 days after the last event unless given')
    .option('--journey <file>', 'publish this journey first')
    .action((file: string, options: CsvOptions) =>
      tell('import csv', { file, ...options }, async (environment) => {
        const { importCsv } = await import('./commands/import-csv.ts')
        return importCsv(environment, file, options)
      }),
    )
}

/** Its words are parsed by a program of its own, which is loaded when it is asked for. */
function addMeasure(program: Command): void {
  program
    .command('measure')
    .description('measure a KPI on a file; periplo measure list names them')
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (words: readonly string[]) => {
      const { runMeasure } = await import('./measure/run-measure.ts')
      await runMeasure(words, program.opts<{ json?: boolean }>().json ?? false)
    })
}

/** The commands on journeys; loaded once, however often it is asked for. */
const loadJourneys = () => import('./commands/journeys.ts')

function toCount(text: string): number {
  const count = Number(text)
  if (Number.isSafeInteger(count) && count >= 0) return count
  throw new InvalidArgumentError('It is a whole number, 0 or more.')
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}
