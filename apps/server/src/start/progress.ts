/** Where progress is shown. */
export interface Terminal {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

/** Tells somebody at a terminal what is happening, and how long each step took. */
export interface Progress {
  /** Shows the step while `work` runs; `note` says in one sentence what takes time inside. Failures pass through. */
  step<T>(title: string, work: (note: (sentence: string) => void) => Promise<T>): Promise<T>
  /** One line of its own. */
  say(line: string): void
}

const TITLE_WIDTH = 44
const CLEAR_LINE = '\r\u001B[2K'

/** Lines such as `✓ PostgreSQL is up  0.8 s`; a terminal also shows the step under way, a pipe only what is done. */
export function createProgress(terminal: Terminal, nowMs: () => number): Progress {
  const isLive = terminal.isTTY === true
  const paint = (code: number, text: string): string => (isLive ? `\u001B[${code}m${text}\u001B[0m` : text)
  const showRunning = (title: string): void => {
    if (isLive) terminal.write(`${CLEAR_LINE}  ${paint(36, '…')} ${title}`)
  }
  const print = (line: string): void => {
    terminal.write(`${isLive ? CLEAR_LINE : ''}${line}\n`)
  }
  return {
    async step(title, work) {
      const startedMs = nowMs()
      showRunning(title)
      const note = (sentence: string): void => {
        print(`    ${paint(2, sentence)}`)
        showRunning(title)
      }
      try {
        const result = await work(note)
        const took = `${((nowMs() - startedMs) / 1_000).toFixed(1)} s`
        print(`  ${paint(32, '✓')} ${title.padEnd(TITLE_WIDTH)} ${paint(2, took)}`)
        return result
      } catch (error) {
        print(`  ${paint(31, '✗')} ${title}`)
        throw error
      }
    },
    say: print,
  }
}
