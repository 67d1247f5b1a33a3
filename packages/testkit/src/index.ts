/** What tests share: a fresh database per file, a clock one can turn, a browser, a server that records, an authenticator app. */
export { type ChromiumLaunch, launchBrowser, resolveChromium } from './browser.ts'
export { createDatabase, type Migrate, type TestDatabase } from './database.ts'
export { getServedPostgres, type ServedPostgres } from './provided-postgres.ts'
export {
  type RecordedRequest,
  recordingHttpSink,
  type RecordingHttpSink,
  type SinkAnswer,
} from './recording-http-sink.ts'
export { seededIds, type SeededIds } from './seeded-ids.ts'
export { servePostgres } from './served-postgres.ts'
export { toTimedCode } from './timed-code.ts'
export { turnedClock, type TurnedClock } from './turned-clock.ts'
