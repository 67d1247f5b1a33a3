import type { Enrollment, JsonObject, Membership, OrderFact, PersonProfile } from '@periplo/model'

/** Everything of one person that moves to another: what a handover input carries. */
export interface PersonBundle {
  readonly profile: PersonProfile | null
  readonly runs: readonly Enrollment[]
  readonly orders: readonly OrderFact[]
  /** The segments they belonged to, and since when. */
  readonly segments?: readonly Membership[]
}

/** The bundle as the log carries it. */
export function toJson(bundle: PersonBundle): JsonObject {
  return JSON.parse(JSON.stringify(bundle)) as JsonObject // oxlint-disable-line typescript/no-unsafe-type-assertion -- an object in, an object out
}

/** What a profile lacks that has been on its way since before there were audiences and points. */
const NOTHING_YET = { audiences: [], points: 0 }

/** What {@link toJson} wrote; nobody else writes handovers. */
export function parseBundle(json: JsonObject): PersonBundle {
  const bundle = json as unknown as PersonBundle // oxlint-disable-line typescript/no-unsafe-type-assertion -- the one parser of our own bundles
  const { profile } = bundle
  if (!profile) return bundle
  return { ...bundle, profile: { ...NOTHING_YET, ...profile } }
}
