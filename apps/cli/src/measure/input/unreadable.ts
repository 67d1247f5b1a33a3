import { StudioError } from '@periplo/model'

/** Where in the input something stands. Lines count from 1; a quoted cell may span several. */
export interface Place {
  /** The file as it was named, or `standard input`. */
  readonly file: string
  readonly line?: number
  readonly column?: string
}

const MOST_QUOTED = 40

/** The failure to read an input: `paths.csv line 3, column value: "x" is not a number.` */
export function toUnreadable({ file, line, column }: Place, message: string, cause?: unknown): StudioError {
  const where = `${file}${line === undefined ? '' : ` line ${line}`}${column === undefined ? '' : `, column ${column}`}`
  return new StudioError('import/unreadable', `${where}: ${message}`, cause === undefined ? {} : { cause })
}

/** What somebody wrote, in quotes, with its control characters visible, and short. */
export function quote(text: string): string {
  return JSON.stringify(text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text)
}

/** What a caught value says. */
export function toMessage(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
