import type { Command } from 'commander'
import type { KpiReport } from './report/kpi-report.ts'

/** A KPI on a file, as the command line offers it. */
export interface KpiCommand {
  readonly name: string
  /** One line of `periplo measure list`. */
  readonly summary: string
  readonly help: KpiHelp
  /** Whether there is nothing to measure without a file. */
  readonly needsInput: boolean
  addOptions(command: Command): void
  run(command: Command): Promise<KpiReport>
}

/** What `--help` tells besides the options. */
export interface KpiHelp {
  /** What the file holds, in a few words. */
  readonly input: string
  /** Its columns, or the fields of its events, and what each holds. */
  readonly columns: readonly (readonly [name: string, meaning: string])[]
  /** Command lines that work. */
  readonly examples: readonly string[]
  readonly notes?: string
}

/** What every command has. */
export interface InputOptions {
  /** A file, or `-` for standard input. */
  readonly input: string
}

/** What is told of a command whose options are of the type its code reads. */
export interface KpiSpec<Options extends InputOptions> extends Pick<KpiCommand, 'name' | 'summary' | 'help'> {
  /** True unless said. */
  readonly needsInput?: boolean
  readonly addOptions?: (command: Command) => void
  readonly run: (options: Options) => Promise<KpiReport>
}

/** Ties the options of a command to the code that reads them. */
export function defineKpi<Options extends InputOptions>(spec: KpiSpec<Options>): KpiCommand {
  const { run, addOptions = () => undefined, needsInput = true, ...told } = spec
  return { ...told, needsInput, addOptions, run: (command) => run(command.opts<Options>()) }
}
