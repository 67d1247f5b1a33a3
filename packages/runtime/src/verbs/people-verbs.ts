import { ENROLLMENT_REQUESTED, StudioError, listStints } from '@periplo/model'
import type { Fact, HistoryEntry, JsonObject, PersonProfile, TrackedEvent } from '@periplo/model'
import type { ListedEnrollment, ListedPerson, WorkspaceTx } from '@periplo/store'
import {
  findPerson,
  findVersion,
  inWorkspace,
  listEnrollments,
  listHistory,
  listMessageFacts,
  listPeopleBatch,
  listPersonEventsBatch,
  listPointsBatch,
  readConsent,
  toRunner,
} from '@periplo/store'
import { explainPerson, supposeOfPerson } from '../explain/explain-person.ts'
import { askEnrollment } from '../ingest/ask-enrollment.ts'
import type { Ingest } from '../ingest/ingest.ts'
import { OWN_SOURCE } from '../own-source.ts'
import type { Resources } from '../resources.ts'
import type { EnrollmentSummary, PersonDetail, PersonSummary, StudioVerbs, TimelineEntry } from '../verbs.ts'
import { toAudienceVerbs } from './audience-verbs.ts'
import { cutPage, parseCursor, parsePlace, toCursor } from './cursor.ts'
import { readPresent } from './read-present.ts'

/** People looked at to learn what traits there are, and the most names told of them. */
const SAMPLE = 1_000
const MOST_TRAITS = 200
/** Lines of a ledger that come with a person. */
const LEDGER_LINES = 20

/** The verbs about people. */
export function toPeopleVerbs(resources: Resources, ingest: Ingest): StudioVerbs['people'] {
  const { store } = resources
  return {
    list: ({ workspaceId, search, cursor, limit }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const parsed = parseCursor(cursor)
        const after = parsed ? { lastSeenAt: parsed.at, personId: parsed.key } : null
        const found = await listPeopleBatch(tx, { search: search.trim(), cursor: after }, limit)
        const last = found.length === limit ? found.at(-1)?.profile : undefined
        return {
          items: found.map(toPersonSummary),
          next: last ? toCursor({ at: last.lastSeenAt, key: last.personId }) : null,
        }
      }),
    get: ({ workspaceId, personId }) =>
      inWorkspace(store, workspaceId, (tx) => getDetail(resources, tx, { workspaceId, personId })),
    listTraits: ({ workspaceId }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const people = await listPeopleBatch(tx, { search: '', cursor: null }, SAMPLE)
        const byName = Map.groupBy(
          people.flatMap(({ profile }) => Object.keys(profile.traits)),
          (name) => name,
        )
        return [...byName]
          .toSorted(([one, a], [other, b]) => b.length - a.length || (one < other ? -1 : 1))
          .map(([name]) => name)
          .slice(0, MOST_TRAITS)
      }),
    ...toAudienceVerbs(store),
    enrol: (input) => enrolPerson(resources, ingest, input),
    explain: (input) => explainPerson(resources, input),
    suppose: (input) => supposeOfPerson(resources, input),
    getTimeline: ({ workspaceId, personId, cursor, limit }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const place = parsePlace(cursor)
        const until = { at: place.at, limit: place.shown + limit + 1 }
        const found = await listTimeline(tx, personId, until)
        return cutPage(found, { place, limit, atOf: (entry) => entry.at })
      }),
  }
}

/** Whose the ask is stands in their identifiers, as for every event: after a merge it is the survivor's. */
async function enrolPerson(
  resources: Resources,
  ingest: Ingest,
  { workspaceId, personId, journeyId, actor }: Parameters<StudioVerbs['people']['enrol']>[0],
): Promise<void> {
  const { store, ids } = resources
  const { identifiers } = await inWorkspace(store, workspaceId, (tx) => getPerson(tx, personId))
  const now = await readPresent(resources, workspaceId)
  const event: TrackedEvent = {
    eventId: ids.uuid(),
    type: 'track',
    name: ENROLLMENT_REQUESTED,
    occurredAt: now,
    channel: 'custom:studio',
    identifiers: identifiers.slice(0, 1),
    properties: { asked_by: actor.memberId },
    flags: [],
  }
  const arrival = { workspaceId, sourceId: OWN_SOURCE, event, receivedAt: now, mode: 'live' } as const
  await askEnrollment({ store, ingest }, arrival, journeyId)
}

async function getPerson(tx: WorkspaceTx, personId: string): Promise<ListedPerson> {
  const person = await findPerson(tx, personId)
  if (!person) throw new StudioError('person/not-found', 'There is no such person.')
  return person
}

/** A person as a list shows them. */
export function toPersonSummary({ profile, identifiers, activeEnrollments }: ListedPerson): PersonSummary {
  return {
    personId: profile.personId,
    name: findName(profile.traits, identifiers),
    identifiers,
    firstSeenAt: profile.firstSeenAt,
    lastSeenAt: profile.lastSeenAt,
    activeEnrollments,
  }
}

/** A name to show: the name trait, first and last name, or the strongest identifier; null for somebody anonymous. */
export function findName(
  traits: JsonObject,
  identifiers: readonly { readonly kind: string; readonly value: string }[],
): string | null {
  const { name } = traits
  if (typeof name === 'string' && name !== '') return name
  const parts = [traits['first_name'] ?? traits['firstName'], traits['last_name'] ?? traits['lastName']]
  const full = parts.filter((part): part is string => typeof part === 'string' && part !== '').join(' ')
  if (full !== '') return full
  const known = ['email', 'user', 'phone', 'loyalty']
  const strongest = identifiers
    .filter((identifier) => known.includes(identifier.kind))
    .toSorted((a, b) => known.indexOf(a.kind) - known.indexOf(b.kind))[0]
  return strongest?.value ?? null
}

async function getDetail(
  resources: Resources,
  tx: WorkspaceTx,
  { workspaceId, personId }: { workspaceId: string; personId: string },
): Promise<PersonDetail> {
  const person = await getPerson(tx, personId)
  const { profile } = person
  const workspace = resources.journeys.findWorkspace(workspaceId)
  const asked = [{ ...profile, at: Number.MAX_SAFE_INTEGER }]
  const [enrollments, consent] = await Promise.all([
    listEnrollments(tx, profile),
    readConsent(toRunner(resources.store), asked),
  ])
  return {
    ...toPersonSummary(person),
    zone: profile.zone ?? workspace?.zone ?? 'UTC',
    traits: profile.traits,
    consent: consent.get(profile.personId) ?? [],
    suppressed: profile.suppressed,
    enrollments: await Promise.all(enrollments.map((enrollment) => toEnrollment(tx, enrollment))),
    points: profile.points,
    pointsLedger: await listPointsBatch(tx, profile, LEDGER_LINES),
    audiences: profile.audiences,
    mergedFrom: profile.mergedFrom.map((origin) => origin.personId),
  }
}

async function toEnrollment(tx: WorkspaceTx, enrollment: ListedEnrollment): Promise<EnrollmentSummary> {
  const version = await findVersion(tx, enrollment.versionId)
  const node = version?.definition.nodes.find(({ id }) => id === enrollment.nodeId)
  return {
    ...enrollment,
    journeyName: version?.definition.name ?? '',
    versionNumber: version?.number ?? 0,
    nodeTitle: node?.title ?? enrollment.nodeId,
  }
}

/** Newest first; of one instant what came last stands first, and an event stands under what it caused. */
async function listTimeline(
  tx: WorkspaceTx,
  personId: string,
  { at, limit }: { at: number; limit: number },
): Promise<readonly TimelineEntry[]> {
  const { profile } = await getPerson(tx, personId)
  const persons = [profile, ...profile.mergedFrom]
  const events = await listPersonEventsBatch(tx, { persons, until: at }, limit)
  const facts = await listFacts(tx, profile)
  const told = events.map(({ occurredAt, body: { event } }): TimelineEntry => ({
    kind: 'event',
    at: occurredAt,
    eventId: event.eventId,
    name: event.name,
    channel: event.channel,
    properties: event.properties,
  }))
  return [...told.toReversed(), ...facts.filter((fact) => fact.at <= at)]
    .toSorted((a, b) => a.at - b.at)
    .toReversed()
    .slice(0, limit)
}

async function listFacts(tx: WorkspaceTx, profile: PersonProfile): Promise<readonly TimelineEntry[]> {
  const enrollments = await listEnrollments(tx, profile)
  const history = await listHistory(
    tx,
    enrollments.map((enrollment) => enrollment.enrollmentId),
  )
  const versionOf = toVersionOfFacts(enrollments, history)
  const steps = history.flatMap(({ enrollmentId, facts }) =>
    facts.map((fact) => ({ enrollmentId, versionId: versionOf.get(fact) ?? '', fact })),
  )
  const sends = await listMessageFacts(tx, [profile, ...profile.mergedFrom])
  const versionIds = new Set([...steps, ...sends].map(({ versionId }) => versionId))
  const summaries = new Map(
    await Promise.all(
      [...versionIds].map(async (versionId) => [versionId, await findVersion(tx, versionId)] as const),
    ),
  )
  return [...steps, ...sends].map(({ enrollmentId, versionId, fact }) => {
    const definition = summaries.get(versionId)?.definition
    const nodeId = 'node' in fact ? fact.node : ''
    return {
      kind: 'fact',
      at: fact.at,
      enrollmentId,
      journeyId: summaries.get(versionId)?.journeyId ?? '',
      journeyName: definition?.name ?? '',
      versionId,
      nodeTitle: definition?.nodes.find(({ id }) => id === nodeId)?.title ?? '',
      fact,
    }
  })
}

/** Which version a run was on when it did something. */
function toVersionOfFacts(
  enrollments: readonly ListedEnrollment[],
  history: readonly HistoryEntry[],
): ReadonlyMap<Fact, string> {
  const byRun = Map.groupBy(history, (entry) => entry.enrollmentId)
  const stints = enrollments.flatMap(({ enrollmentId, versionId }) =>
    listStints(
      (byRun.get(enrollmentId) ?? []).flatMap(({ facts }) => facts),
      versionId,
    ),
  )
  return new Map(stints.flatMap(({ versionId, facts }) => facts.map((fact) => [fact, versionId] as const)))
}
