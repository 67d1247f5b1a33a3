import { compileSegments, decideMembership } from '@periplo/engine'
import type { Condition, RecentEvent } from '@periplo/model'
import type { ListedPerson, LoggedInput, StoredSegment } from '@periplo/store'
import { inWorkspace, listPeopleBatch, listSegments, readConsent, readRecent, toRunner } from '@periplo/store'
import type { Resources } from '../resources.ts'
import type { SegmentPreview, SegmentVerbs } from '../segment-shape.ts'
import { toPersonSummary } from './people-verbs.ts'
import { readPresent } from './read-present.ts'

/** People a rule is tried on. */
const LOOKED_AT = 300
/** Of those it says yes of, so many are shown. */
const SHOWN = 12
/** The name of a rule that has none yet. */
const UNSAVED = '00000000-0000-4000-8000-000000000000'

/** Judges the people seen last by a rule nobody has saved. Writes nothing. */
export async function previewSegment(
  resources: Resources,
  { workspaceId, segmentId = UNSAVED, rule }: Parameters<SegmentVerbs['preview']>[0],
  refuseFlaw: (
    segment: { readonly segmentId: string; readonly rule: Condition },
    segments: readonly StoredSegment[],
  ) => void,
): Promise<SegmentPreview> {
  const at = await readPresent(resources, workspaceId)
  const { people, others } = await inWorkspace(resources.store, workspaceId, async (tx) => ({
    people: await listPeopleBatch(tx, { search: '', cursor: null }, LOOKED_AT),
    others: await listSegments(tx),
  }))
  refuseFlaw({ segmentId, rule }, others)
  const compiled = compileSegments([
    ...others.filter((other) => other.segmentId !== segmentId).map((other) => ({ ...other, isKept: false })),
    { segmentId, rule, isKept: true },
  ])
  const deeds = await readDeeds(resources, people, { at, counts: compiled.counts })
  const asked = compiled.consent
    ? people.map(({ profile }) => ({ ...profile, at: Number.MAX_SAFE_INTEGER }))
    : []
  const consent = await readConsent(toRunner(resources.store), asked)
  const zone = resources.journeys.findWorkspace(workspaceId)?.zone ?? 'UTC'
  const matching = people.filter(({ profile }) => {
    const { personId, traits } = profile
    const person = {
      traits,
      zone: profile.zone ?? zone,
      recent: deeds.get(personId) ?? [],
      consent: consent.get(personId) ?? [],
    }
    return decideMembership(compiled, segmentId, { person, at }).isMember
  })
  return {
    looked: people.length,
    matching: matching.length,
    people: matching.slice(0, SHOWN).map(toPersonSummary),
  }
}

/** What each person did, as far as the rule looks back. */
async function readDeeds(
  { store }: Resources,
  people: readonly ListedPerson[],
  { at, counts }: { readonly at: number; readonly counts: readonly { event: string; withinMs: number }[] },
): Promise<ReadonlyMap<string, readonly RecentEvent[]>> {
  if (counts.length === 0) return new Map()
  const from = at - Math.max(...counts.map(({ withinMs }) => withinMs))
  const names = counts.map(({ event }) => event)
  const asked = people.flatMap(({ profile }) =>
    [profile, ...profile.mergedFrom].map(({ partitionId, personId }) => ({
      query: { workspaceId: profile.workspaceId, partitionId, personId, from, until: at, names },
      of: profile.personId,
    })),
  )
  const found = await readRecent(
    toRunner(store),
    asked.map(({ query }) => query),
  )
  const byPerson = Map.groupBy(asked.entries(), ([, { of }]) => of)
  return new Map(
    [...byPerson].map(([personId, own]) => [personId, own.flatMap(([place]) => toDeeds(found[place] ?? []))]),
  )
}

function toDeeds(inputs: readonly LoggedInput[]): readonly RecentEvent[] {
  return inputs.flatMap(({ body }) => (body.kind === 'event' ? [body.event] : []))
}
