import { explainEntries, explainRun, supposeStep } from '@periplo/engine'
import type {
  ExplainedRun,
  StoredInput,
  StoredLife,
  StoredRun,
  Supposed,
  Supposition,
  TurnedAway,
} from '@periplo/engine'
import { StudioError, listStints } from '@periplo/model'
import type { Enrollment, Fact, HistoryEntry, LogInput } from '@periplo/model'
import type { WorkspaceTx } from '@periplo/store'
import {
  findJourney,
  findPerson,
  inWorkspace,
  listHistory,
  listMessageFacts,
  listPersonInputs,
  readAllEnrollments,
  toRunner,
} from '@periplo/store'
import type { Resources } from '../resources.ts'

/** The most events of one person that are read. */
const MOST_INPUTS = 20_000

/** A person and a journey. */
export interface PersonInJourney {
  readonly workspaceId: string
  readonly personId: string
  readonly journeyId: string
}

/** Why a person did, or did not do, what they did in one journey: told from what was stored. */
export interface ExplainedPerson {
  readonly personId: string
  readonly journeyId: string
  /** The runs of the person through the journey, over all versions, oldest first. */
  readonly runs: readonly ExplainedRun[]
  /** What became of their messages, the latest first. */
  readonly messages: readonly { readonly enrollmentId: string; readonly fact: Fact }[]
  /** Events by which the live version did not let them in. */
  readonly turnedAway: readonly TurnedAway[]
}

/** Explains a person in a journey. Fails with `person/not-found` or `journey/not-found`. */
export function explainPerson(resources: Resources, asked: PersonInJourney): Promise<ExplainedPerson> {
  return inWorkspace(resources.store, asked.workspaceId, async (tx) => {
    const { life, personId, messages } = await readLife(resources, tx, asked)
    const { liveVersionId } = await getJourney(tx, asked.journeyId)
    const own = life.runs.filter(({ journey }) => journey.journeyId === asked.journeyId)
    const runs = own.flatMap(({ enrollmentId }) => explainRun(life, enrollmentId) ?? [])
    if (liveVersionId !== null) await resources.journeys.load([liveVersionId])
    const live = liveVersionId === null ? undefined : resources.journeys.get(liveVersionId)
    const turnedAway = live ? explainEntries(life, live.journey) : []
    return { personId, journeyId: asked.journeyId, runs, messages, turnedAway }
  })
}

/** Takes one stored step again with one value changed. Fails with `input/invalid` where there is no such step. */
export function supposeOfPerson(
  resources: Resources,
  asked: PersonInJourney & Supposition & { readonly enrollmentId: string },
): Promise<Supposed> {
  return inWorkspace(resources.store, asked.workspaceId, async (tx) => {
    const { life } = await readLife(resources, tx, asked)
    const supposed = supposeStep(life, asked)
    if (!supposed)
      throw new StudioError('input/invalid', 'The person has taken no such step in this journey.')
    return supposed
  })
}

async function getJourney(tx: WorkspaceTx, journeyId: string) {
  const journey = await findJourney(tx, journeyId)
  if (!journey) throw new StudioError('journey/not-found', 'There is no such journey.')
  return journey
}

async function readLife(resources: Resources, tx: WorkspaceTx, asked: PersonInJourney) {
  const { store, journeys } = resources
  const person = await findPerson(tx, asked.personId)
  if (!person) throw new StudioError('person/not-found', 'There is no such person.')
  const { personId, partitionId, mergedFrom, workspaceId } = person.profile
  const origins = [{ personId, partitionId }, ...mergedFrom]
  const stored = await readAllEnrollments(toRunner(store), { workspaceId, partitionId, personId })
  const enrollments = stored.map(({ enrollment }) => enrollment).toSorted((a, b) => a.enteredAt - b.enteredAt)
  const inputs = await listPersonInputs(tx, origins, MOST_INPUTS)
  const ids = enrollments.map(({ enrollmentId }) => enrollmentId)
  const history = Map.groupBy(await listHistory(tx, ids), (entry) => entry.enrollmentId)
  await journeys.load(enrollments.flatMap((run) => listOwnVersions(run, history)))
  const runs = enrollments.map((run): StoredRun => {
    const { enrollmentId, versionId, correlation } = run
    const earlier = listOwnVersions(run, history).map((id) => journeys.get(id).journey)
    const { journey } = journeys.get(versionId)
    return { enrollmentId, journey, earlier, correlation, history: history.get(enrollmentId) ?? [] }
  })
  const zone = journeys.findWorkspace(workspaceId)?.zone ?? 'UTC'
  const rules = journeys.segments.find(workspaceId)?.compiled.rules
  const life: StoredLife = {
    personId,
    zone,
    inputs: toInputs(inputs),
    runs,
    ...(rules && { segments: rules }),
  }
  const messages = (await listMessageFacts(tx, origins)).filter(
    ({ journeyId }) => journeyId === asked.journeyId,
  )
  return { life, personId, messages: messages.map(({ enrollmentId, fact }) => ({ enrollmentId, fact })) }
}

/** Every version a run has been on. */
function listOwnVersions(
  { enrollmentId, versionId }: Enrollment,
  history: ReadonlyMap<string, readonly HistoryEntry[]>,
): readonly string[] {
  const facts = (history.get(enrollmentId) ?? []).flatMap((entry) => entry.facts)
  return [versionId, ...listStints(facts, versionId).map((stint) => stint.versionId)]
}

/** An event forwarded after a merge stands in two logs; it happened once, where the run heard it. */
function toInputs(inputs: readonly LogInput[]): readonly StoredInput[] {
  const seen = new Set<string>()
  return inputs.flatMap(({ offset, receivedAt, body }): readonly StoredInput[] => {
    if (body.kind !== 'event') return []
    const key = `${body.sourceId}/${body.event.eventId}`
    if (seen.has(key)) return []
    seen.add(key)
    return [{ offset, receivedAt, event: body.event }]
  })
}
