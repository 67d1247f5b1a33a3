/** Remembers templates that killed their worker, so that one of them cannot keep the others waiting. */
export interface Offenders {
  /** Whether `source` is refused at `nowMs` without being tried. */
  isBarred(source: string, nowMs: number): boolean
  /** Notes that `source` killed a worker at `nowMs`. */
  record(source: string, nowMs: number): void
}

const STRIKES = 3
const BARRED_MS = 60_000
const REMEMBERED = 200

/**
 * Three kills, each within a minute of the one before, bar a template for a minute; the next kill after that
 * bars it again. The 200 latest offenders are remembered.
 */
export function createOffenders(): Offenders {
  const records = new Map<string, { strikes: number; lastMs: number }>()
  return {
    isBarred(source, nowMs) {
      const record = records.get(source)
      return record !== undefined && record.strikes >= STRIKES && nowMs - record.lastMs < BARRED_MS
    },
    record(source, nowMs) {
      const known = records.get(source)
      const isRecent = known !== undefined && nowMs - known.lastMs < 2 * BARRED_MS
      records.delete(source)
      records.set(source, { strikes: isRecent ? known.strikes + 1 : 1, lastMs: nowMs })
      const [oldest] = records.keys()
      if (records.size > REMEMBERED && oldest !== undefined) records.delete(oldest)
    },
  }
}
