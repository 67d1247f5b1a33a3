import { MEASURE_IDS, MEASURES_FROM_LOG, parseLogEvent, toKpiLog, toLogSettings } from '@periplo/kpi'
import type { MeasuredValue } from '@periplo/kpi'

const SETTINGS = toLogSettings({
  zone: 'Europe/Madrid',
  asOf: Date.UTC(2026, 11, 31, 23),
  window: { from: Date.UTC(2026, 9, 31, 23), to: Date.UTC(2026, 10, 30, 23) },
})

/** Every measure of the registry over a log, each line a call of the tracking API, as one text. Throws at a line that is none. */
export function measureEverything(lines: readonly string[]): string {
  const events = lines.map((line, at) => {
    const parsed = parseLogEvent(JSON.parse(line), { line: at + 1 })
    if (parsed.kind === 'rejected') throw new Error(`line ${at + 1}: ${parsed.reason}`)
    return parsed.event
  })
  const log = toKpiLog(events, SETTINGS)
  const values = MEASURE_IDS.flatMap((id): readonly MeasuredValue[] => MEASURES_FROM_LOG[id](log, SETTINGS))
  return values.map((value) => JSON.stringify(value)).join('\n')
}

/** Takes clock, luck and network away from everything that runs after it: whoever asks for them fails. */
export function takeTheWorldAway(): void {
  const refuse = (what: string) => (): never => {
    throw new Error(`a measure asked for ${what}`)
  }
  const construct = (date: DateConstructor, words: readonly unknown[]): object => {
    if (words.length === 0) throw new Error('a measure asked for the time')
    return Reflect.construct(date, words) // oxlint-disable-line typescript/no-unsafe-return -- a Date
  }
  Date.now = refuse('the time')
  Math.random = refuse('luck')
  performance.now = refuse('the time')
  Object.assign(globalThis, { Date: new Proxy(Date, { construct }), fetch: refuse('the network') })
}
