import { writeFile } from 'node:fs/promises'
import { StudioError, toJourneySchema, validateDefinition } from '@periplo/model'
import type { InFlightChoice, JourneyDefinition } from '@periplo/model'
import { toXState } from '@periplo/runtime'
import type { Runtime } from '@periplo/runtime'
import type { Locale } from '@periplo/words'
import type { Environment } from '../environment.ts'
import { getWorkspaceByName, withInstallation, withRuntime } from '../installation.ts'
import { diffJourneys, hasDifferences } from '../journeys/diff-journeys.ts'
import type { ListDiff } from '../journeys/diff-journeys.ts'
import { readJourneyFile, toCanonicalText } from '../journeys/journey-file.ts'
import { sayFound } from '../journeys/say-found.ts'
import type { Presentation } from '../present.ts'

/** Who the studio shows as having changed what the command line changed. */
export const ACTOR = { memberId: 'periplo-cli', name: 'periplo' }
/** The key of commands that seal and sign nothing. */
export const NO_KEY = Buffer.alloc(32)

/** Says what is wrong with a journey file: 0 if it can be published, 1 if not. */
export async function validateJourney(file: string, locale: Locale = 'en'): Promise<Presentation> {
  const definition = await readJourneyFile(file)
  const problems = validateDefinition(definition)
  const isPublishable = problems.every(({ severity }) => severity !== 'error')
  const verdict = VERDICTS[locale][isPublishable ? 'yes' : 'no']
  const lines = [...problems.map((problem) => sayFound(locale, definition, problem)), verdict]
  return {
    exitCode: isPublishable ? 0 : 1,
    result: { name: definition.name, isPublishable, problems },
    text: `${lines.join('\n')}\n`,
  }
}

const VERDICTS = {
  en: { yes: 'It can be published.', no: 'It cannot be published.' },
  es: { yes: 'Se puede publicar.', no: 'No se puede publicar.' },
} as const

/** Says what tells two journey files apart: 0 if nothing does, 1 if something does. */
export async function diffJourneyFiles(before: string, after: string): Promise<Presentation> {
  const diff = diffJourneys(await readJourneyFile(before), await readJourneyFile(after))
  const isSame = !hasDifferences(diff)
  const lines = Object.entries<ListDiff>({ ...diff }).flatMap(([what, list]) => toLines(what, list))
  const text = isSame ? 'No difference.\n' : `${lines.join('\n')}\n`
  return { exitCode: isSame ? 0 : 1, result: diff, text }
}

function toLines(what: string, { added, changed, removed }: ListDiff): readonly string[] {
  return [
    ...added.map((name) => `+ ${what} ${name}`),
    ...changed.map((name) => `~ ${what} ${name}`),
    ...removed.map((name) => `- ${what} ${name}`),
  ]
}

/** Writes the JSON Schema of journey files to standard output, or to a file. */
export async function writeSchema({ out }: { readonly out?: string }): Promise<Presentation> {
  const schema = toJourneySchema()
  const text = `${JSON.stringify(schema, null, 2)}\n`
  if (out !== undefined) await writeFile(out, text)
  return { exitCode: 0, result: schema, text: out === undefined ? text : '' }
}

/** Which journey to write out: a file's, or one of the installation: a published version by its number, else the draft. */
export interface ExportOptions {
  readonly file?: string
  readonly workspace?: string
  readonly journey?: string
  readonly version?: number
  readonly out?: string
  /** As the config of an XState machine. */
  readonly xstate: boolean
}

/** Writes a journey as canonical JSON, or as an XState machine, to standard output or to a file. */
export async function exportJourney(environment: Environment, options: ExportOptions): Promise<Presentation> {
  const { file, workspace, journey, version } = options
  if (file !== undefined) return writeOut(options, { definition: await readJourneyFile(file) })
  if (workspace === undefined || journey === undefined)
    throw new StudioError('input/invalid', 'Say which journey: --workspace and --journey, or --file.')
  return withJourneys(environment, workspace, async (workspaceId, { verbs: { journeys } }) => {
    const journeyId = await getJourneyId(journeys, workspaceId, journey)
    const definition = await readDefinition(journeys, { workspaceId, journeyId, version })
    return writeOut(options, { journeyId, definition })
  })
}

async function writeOut(
  { out, xstate }: ExportOptions,
  found: { readonly journeyId?: string; readonly definition: JourneyDefinition },
): Promise<Presentation> {
  const machine = xstate ? toXState(found.definition) : undefined
  const text = machine ? `${JSON.stringify(machine, null, 2)}\n` : toCanonicalText(found.definition)
  if (out !== undefined) await writeFile(out, text)
  const result = machine ? { ...found, machine } : found
  return { exitCode: 0, result, text: out === undefined ? text : '' }
}

type JourneyVerbs = Runtime['verbs']['journeys']

async function readDefinition(
  journeys: JourneyVerbs,
  {
    workspaceId,
    journeyId,
    version,
  }: { workspaceId: string; journeyId: string; version: number | undefined },
): Promise<JourneyDefinition> {
  if (version === undefined) return (await journeys.getDraft({ workspaceId, journeyId })).definition
  const versions = await journeys.listVersions({ workspaceId, journeyId })
  const found = versions.find(({ number }) => number === version)
  if (!found) throw new StudioError('version/not-found', `The journey has no version ${version}.`)
  return (await journeys.getVersion({ workspaceId, versionId: found.versionId })).definition
}

/** The journey of that id or name. Fails with `journey/not-found`, also where several share the name. */
export async function getJourneyId(
  journeys: JourneyVerbs,
  workspaceId: string,
  idOrName: string,
): Promise<string> {
  const all = await journeys.list({ workspaceId })
  const found = all.filter(({ journeyId, name }) => journeyId === idOrName || name === idOrName)
  const [only] = found
  if (only && found.length === 1) return only.journeyId
  throw new StudioError(
    'journey/not-found',
    only ? `Several journeys are called ${idOrName}; give an id.` : `There is no journey ${idOrName}.`,
  )
}

/** Where to put a journey: into a draft that is there, or a new one; and whether to publish it. */
export interface ImportOptions {
  readonly workspace: string
  readonly journey?: string
  readonly publish: boolean
  /** What becomes of the people in flight where it is published. */
  readonly inFlight: 'stay' | 'follow'
}

/** Whose wait is over by the new rule goes on within an hour. */
const SPREAD_MS = 3_600_000

/** Puts a journey file into a workspace as a draft. */
export async function importJourney(
  environment: Environment,
  file: string,
  options: ImportOptions,
): Promise<Presentation> {
  const definition = await readJourneyFile(file)
  return withJourneys(environment, options.workspace, async (workspaceId, { verbs: { journeys } }) => {
    const draft = await saveDraft(journeys, { workspaceId, definition, journey: options.journey })
    const { journeyId, revision } = draft
    const inFlight: InFlightChoice =
      options.inFlight === 'follow' ? { kind: 'follow', spreadMs: SPREAD_MS } : { kind: 'stay' }
    const version = options.publish
      ? await journeys.publish({ workspaceId, journeyId, revision, actor: ACTOR, inFlight })
      : null
    const published = version === null ? '' : `, published as version ${version.number}`
    return {
      exitCode: 0,
      result: { journeyId, revision, version: version?.number ?? null },
      text: `${definition.name} is journey ${journeyId}, revision ${revision}${published}.\n`,
    }
  })
}

async function saveDraft(
  journeys: JourneyVerbs,
  {
    workspaceId,
    definition,
    journey,
  }: { workspaceId: string; definition: JourneyDefinition; journey: string | undefined },
): Promise<{ journeyId: string; revision: number }> {
  if (journey === undefined)
    return journeys.create({ workspaceId, name: definition.name, definition, actor: ACTOR })
  const journeyId = await getJourneyId(journeys, workspaceId, journey)
  const { revision } = await journeys.getDraft({ workspaceId, journeyId })
  return {
    journeyId,
    ...(await journeys.saveDraft({ workspaceId, journeyId, revision, definition, actor: ACTOR })),
  }
}

function withJourneys(
  environment: Environment,
  workspace: string,
  work: (workspaceId: string, runtime: Runtime) => Promise<Presentation>,
): Promise<Presentation> {
  return withInstallation(environment, async (installation) => {
    const { workspaceId } = await getWorkspaceByName(installation.store, workspace)
    return withRuntime(installation, { environment, secretKey: NO_KEY }, (runtime) =>
      work(workspaceId, runtime),
    )
  })
}
