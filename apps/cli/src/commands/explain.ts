import { PersonId, StudioError } from '@periplo/model'
import type { Operand } from '@periplo/model'
import type { ExplainedPerson, Runtime, Supposed } from '@periplo/runtime'
import type { Environment } from '../environment.ts'
import { getWorkspaceByName, withInstallation, withRuntime } from '../installation.ts'
import { NO_KEY, getJourneyId } from './journeys.ts'
import type { Presentation } from '../present.ts'

/** Who is explained, and what is supposed to have been otherwise. */
export interface ExplainOptions {
  readonly workspace: string
  /** Id of a person, or an identifier that is theirs alone. */
  readonly person: string
  readonly journey: string
  /** `place:path=value`, such as `trait:tier=gold`: one value of one step as it was not. */
  readonly whatIf?: string
  readonly enrollment?: string
  readonly step?: number
}

/** Tells why a person did, or did not do, what they did in a journey. */
export function explain(environment: Environment, options: ExplainOptions): Promise<Presentation> {
  const supposition = options.whatIf === undefined ? undefined : toSupposition(options.whatIf)
  return withInstallation(environment, async (installation) => {
    const { workspaceId } = await getWorkspaceByName(installation.store, options.workspace)
    return withRuntime(installation, { environment, secretKey: NO_KEY }, async ({ verbs }) => {
      const journeyId = await getJourneyId(verbs.journeys, workspaceId, options.journey)
      const personId = await getPersonId(verbs.people, workspaceId, options.person)
      const asked = { workspaceId, personId, journeyId }
      const explained = await verbs.people.explain(asked)
      if (!supposition) return { exitCode: 0, result: explained, text: toText(explained) }
      const step = findStep(explained, options)
      const supposed = await verbs.people.suppose({ ...asked, ...step, ...supposition })
      return { exitCode: 0, result: { ...step, ...supposition, ...supposed }, text: toSupposedText(supposed) }
    })
  })
}

/** Fails with `person/not-found` where nobody, or more than one person, is found. */
async function getPersonId(
  people: Runtime['verbs']['people'],
  workspaceId: string,
  idOrIdentifier: string,
): Promise<string> {
  if (PersonId.safeParse(idOrIdentifier).success) return idOrIdentifier
  const { items } = await people.list({ workspaceId, search: idOrIdentifier, cursor: null, limit: 50 })
  const named = items.filter(({ identifiers }) => identifiers.some(({ value }) => value === idOrIdentifier))
  const [only] = named
  if (only && named.length === 1) return only.personId
  throw new StudioError(
    'person/not-found',
    only
      ? `Several people are called ${idOrIdentifier}; give an id.`
      : `There is no person ${idOrIdentifier}.`,
  )
}

type Value = Parameters<Runtime['verbs']['people']['suppose']>[0]['value']

function toSupposition(text: string): { readonly operand: Operand; readonly value: Value } {
  const [, from = '', path = '', value = ''] = /^(trait|event|entry):([^=]+)=(.*)$/s.exec(text) ?? []
  if (from !== 'trait' && from !== 'event' && from !== 'entry')
    throw new StudioError(
      'input/invalid',
      '--what-if is trait:, event: or entry: with a path and a value, such as trait:tier=gold.',
    )
  return { operand: { from, path }, value: toValue(value) }
}

/** JSON where it is a plain JSON value, else the text itself. */
function toValue(text: string): Value {
  if (text === 'null') return null
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

/** The step that is named, or the last one of the last run. */
function findStep({ runs }: ExplainedPerson, { enrollment, step }: ExplainOptions) {
  const run =
    enrollment === undefined ? runs.at(-1) : runs.find(({ enrollmentId }) => enrollmentId === enrollment)
  const seq = step ?? run?.steps.at(-1)?.seq
  if (run && seq !== undefined) return { enrollmentId: run.enrollmentId, seq }
  throw new StudioError('input/invalid', 'The person has taken no such step in this journey.')
}

function toText({ runs, turnedAway }: ExplainedPerson): string {
  const told = runs.flatMap(({ enrollmentId, versionId, steps, missed }) => [
    `Run ${enrollmentId} of version ${versionId}`,
    ...steps.flatMap(({ seq, at, event, reasons }) => [
      `  ${seq}. ${new Date(at).toISOString()} ${event ? event.name : 'its time came'}`,
      ...reasons.map(toReason),
    ]),
    ...missed.map(
      ({ at, node, because }) =>
        `  ${new Date(at).toISOString()} heard at ${node} and not taken: ${JSON.stringify(because)}`,
    ),
  ])
  const kept = turnedAway.map(
    ({ at, event, refusal, filters }) =>
      `Not let in at ${new Date(at).toISOString()} by ${event}: ${refusal ?? JSON.stringify(filters)}`,
  )
  const nothing = runs.length + kept.length === 0 ? ['The person has nothing to do with this journey.'] : []
  return [...told, ...kept, ...nothing, ''].join('\n')
}

function toReason({
  node,
  port,
  because,
}: ExplainedPerson['runs'][number]['steps'][number]['reasons'][number]): string {
  const { kind, ...values } = because
  const by = Object.keys(values).length > 0 ? ` ${JSON.stringify(values)}` : ''
  return `     ${node}${port === null ? ' ends' : ` → ${port}`} (${kind}${by})`
}

function toSupposedText({ reasons }: Supposed): string {
  return reasons.length === 0 ? 'Nothing would have happened.\n' : `${reasons.map(toReason).join('\n')}\n`
}
