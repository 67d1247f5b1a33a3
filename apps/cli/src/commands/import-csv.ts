import { StudioError } from '@periplo/model'
import type { JourneyDefinition, TrackedEvent } from '@periplo/model'
import { openImporter } from '@periplo/runtime'
import type { Importer, Runtime } from '@periplo/runtime'
import { readTally } from '@periplo/store'
import type { Tally } from '@periplo/store'
import { createProgressBar } from '../csv/progress-bar.ts'
import { openProgressFile } from '../csv/progress-file.ts'
import type { ProgressFile } from '../csv/progress-file.ts'
import { readEvents, readSortedEvents, surveyTable } from '../csv/read-events.ts'
import type { ReadingTerms, Survey } from '../csv/read-events.ts'
import { openTable } from '../csv/read-table.ts'
import { toMapping } from '../csv/to-mapping.ts'
import type { MappingFlags } from '../csv/to-mapping.ts'
import type { Environment } from '../environment.ts'
import { findWorkspace, withInstallation, withRuntime } from '../installation.ts'
import { readJourneyFile, toCanonicalText } from '../journeys/journey-file.ts'
import type { Presentation } from '../present.ts'
import { ACTOR } from './journeys.ts'

/** Events written at once. */
const PORTION = 1_000
/** How much time passes after the last event unless told otherwise. */
const AFTERMATH_MS = 30 * 86_400_000
const NO_END = Date.UTC(9999, 0)

/** How a table is imported. */
export interface CsvOptions extends MappingFlags {
  readonly workspace: string
  readonly create: boolean
  readonly zone: string
  readonly currency: string
  readonly turnedClock: boolean
  readonly until?: string
  readonly journey?: string
  readonly maxBad: number
  readonly dryRun: boolean
}

/**
 * Imports a CSV file: as history that enrols nobody, or (`--turned-clock`) lived through, so that people enter
 * journeys and timers fire. Killed and run again it takes the rest, and nothing twice.
 */
export async function importCsv(
  environment: Environment,
  file: string,
  options: CsvOptions,
): Promise<Presentation> {
  const mapping = toMapping(options)
  const latest = options.turnedClock ? NO_END : Date.now()
  const terms: ReadingTerms = { path: file, mapping, latest, maxBad: options.maxBad }
  const until = options.until === undefined ? undefined : toInstant(options.until)
  const journey = options.journey === undefined ? undefined : await readJourneyFile(options.journey)
  const survey = await surveyTable(terms)
  for (const { line, reason } of survey.bad) process.stderr.write(`line ${line}: ${reason}\n`)
  if (options.dryRun) return toDryRun(survey)
  return withInstallation(environment, async (installation) => {
    const secretKey = await installation.readSecretKey()
    return withRuntime(installation, { environment, secretKey }, async (runtime) => {
      const workspaceId = await openWorkspace(runtime, options, survey)
      const progress = await openProgressFile({ workspaceId, file, mapping })
      if (journey) await publishJourney(runtime, workspaceId, journey)
      const before = await readTally(installation.store, workspaceId)
      const run = { runtime, workspaceId, options, terms, survey, progress, until }
      const elapsedMs = await runImport(run)
      return toDone({ ...run, before, after: await readTally(installation.store, workspaceId), elapsedMs })
    })
  })
}

interface Run {
  readonly runtime: Runtime
  readonly workspaceId: string
  readonly options: CsvOptions
  readonly terms: ReadingTerms
  readonly survey: Survey
  readonly progress: ProgressFile
  readonly until: number | undefined
}

function toInstant(text: string): number {
  const at = Date.parse(text)
  if (!Number.isNaN(at)) return at
  throw new StudioError('input/invalid', `--until ${text} is no moment such as 2026-03-01T00:00:00Z.`)
}

async function openWorkspace(runtime: Runtime, options: CsvOptions, survey: Survey): Promise<string> {
  const { workspace, create, zone, currency, turnedClock } = options
  const found = await findWorkspace(runtime.resources.store, workspace)
  if (found) return found.workspaceId
  if (!create)
    throw new StudioError('workspace/not-found', `There is no workspace ${workspace}; --create makes one.`)
  const base = { name: workspace, zone, currency, demo: false }
  return turnedClock
    ? runtime.createWorkspace({ ...base, clock: 'turned', turnedAt: survey.firstAt })
    : runtime.createWorkspace({ ...base, clock: 'live' })
}

/** A journey that runs already, word for word, is left alone: the import may have been begun before. */
async function publishJourney(
  { verbs: { journeys } }: Runtime,
  workspaceId: string,
  definition: JourneyDefinition,
): Promise<void> {
  const text = toCanonicalText(definition)
  for (const { journeyId, name, version } of await journeys.list({ workspaceId })) {
    if (name !== definition.name || version === null) continue
    const draft = await journeys.getDraft({ workspaceId, journeyId })
    if (!draft.changed && toCanonicalText(draft.definition) === text) return
  }
  const draft = await journeys.create({ workspaceId, name: definition.name, definition, actor: ACTOR })
  const { journeyId, revision } = draft
  await journeys.publish({ workspaceId, journeyId, revision, actor: ACTOR })
}

/** Returns how long it took, in milliseconds, with everything done. */
async function runImport(run: Run): Promise<number> {
  const { runtime, workspaceId, options, survey, until } = run
  const importer = await openImporter(runtime, { workspaceId, turned: options.turnedClock })
  const stop = new AbortController()
  const startedAt = performance.now()
  // A partition that a server's worker holds is left to it; these loops take whatever nobody holds. They let
  // nothing leave: messages of a turned workspace stay in the Inbox, and those of others wait for their server.
  const worker = runtime.startLoops(stop.signal, options.turnedClock ? [workspaceId] : [])
  try {
    await takeAll(run, importer)
    if (options.turnedClock) await importer.turnTo(until ?? survey.lastAt + AFTERMATH_MS)
    const outcome = await importer.waitUntilDone(stop.signal)
    if (outcome.kind === 'stalled')
      throw new StudioError(
        'store/unavailable',
        `The events are written, and nobody works on them any more: ${JSON.stringify(outcome.left)} are left. Run the command again.`,
      )
    return performance.now() - startedAt
  } finally {
    stop.abort()
    await worker.stopped
  }
}

async function takeAll({ options, terms, survey, progress }: Run, importer: Importer): Promise<void> {
  const bar = createProgressBar('events')
  const table = await openTable(terms.path)
  const reading = { bad: [], badCount: 0 }
  const events =
    options.turnedClock && !survey.isInOrder
      ? readSortedEvents(table, terms, reading)
      : readEvents(table, terms, reading)
  let done = 0
  let portion: TrackedEvent[] = []
  const write = async (): Promise<void> => {
    await importer.take(portion, { done, total: survey.events })
    await progress.note(done)
    portion = []
    bar.show(done, survey.events)
  }
  for await (const event of events) {
    done += 1
    if (done <= progress.done) continue
    portion.push(event)
    if (portion.length >= PORTION) await write()
  }
  if (portion.length > 0) await write()
  bar.end()
}

function toDryRun({ events, badCount, bad, firstAt, lastAt, isInOrder }: Survey): Presentation {
  const result = { events, bad: badCount, badRows: bad, firstAt, lastAt, isInOrder }
  const span = `${new Date(firstAt).toISOString()} to ${new Date(lastAt).toISOString()}`
  return {
    exitCode: 0,
    result,
    text: `${events} events from ${span}, ${badCount} bad rows. Nothing was written.\n`,
  }
}

function toDone({
  workspaceId,
  survey,
  progress,
  before,
  after,
  elapsedMs,
}: Run & { readonly before: Tally; readonly after: Tally; readonly elapsedMs: number }): Presentation {
  const written = after.events - before.events
  const offered = survey.events - Math.min(progress.done, survey.events)
  const rowsPerSecond = Math.round((offered / Math.max(1, elapsedMs)) * 1_000)
  const counts = {
    events: after.events,
    people: after.people,
    enrollments: after.enrollments,
    messages: after.messages,
  }
  const result = {
    workspaceId,
    rows: survey.events,
    bad: survey.badCount,
    badRows: survey.bad,
    skipped: survey.events - offered,
    written,
    knownBefore: Math.max(0, offered - written),
    elapsedMs: Math.round(elapsedMs),
    rowsPerSecond,
    workspace: counts,
  }
  const text = [
    `${written} events written; ${result.skipped} by an earlier run, ${result.knownBefore} known already, ${survey.badCount} bad rows.`,
    `The workspace has ${after.events} events, ${after.people} people, ${after.enrollments} enrollments, ${after.messages} messages.`,
    `${(elapsedMs / 1_000).toFixed(1)} s, everything done: ${rowsPerSecond} rows/s.`,
    '',
  ].join('\n')
  return { exitCode: 0, result, text }
}
