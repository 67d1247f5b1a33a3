const WIDTH = 30
const EVERY_MS = 200

/** A bar on standard error that fills as work gets done; nothing where standard error is no terminal. */
export interface ProgressBar {
  show(done: number, total: number): void
  /** Leaves the line, so that what is printed next begins a new one. */
  end(): void
}

/** A bar that counts from now. */
export function createProgressBar(unit: string): ProgressBar {
  const startedAt = performance.now()
  let shownAt = 0
  const isShown = process.stderr.isTTY
  return {
    show(done, total) {
      const now = performance.now()
      if (!isShown || (now - shownAt < EVERY_MS && done < total)) return
      shownAt = now
      const share = total === 0 ? 1 : Math.min(1, done / total)
      const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')
      const rate = Math.round((done / Math.max(1, now - startedAt)) * 1_000)
      process.stderr.write(
        `\r\u001B[2K  ${bar} ${Math.floor(share * 100)} %  ${done.toLocaleString('en')} ${unit}, ${rate.toLocaleString('en')}/s`,
      )
    },
    end() {
      if (isShown && shownAt > 0) process.stderr.write('\n')
    },
  }
}
