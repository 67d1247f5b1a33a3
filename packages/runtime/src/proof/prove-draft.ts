import { DEFAULT_TERMS, proveJourney, proveTogether } from '@periplo/engine'
import type { NamedJourney, ProofTerms } from '@periplo/engine'
import { StudioError, toNominalMs, validateDefinition } from '@periplo/model'
import type { JourneyDefinition, Proof } from '@periplo/model'
import type { Workspace, WorkspaceTx } from '@periplo/store'
import { findVersion, listJourneys } from '@periplo/store'
import type { Resources } from '../resources.ts'

const WEEK_MS = 7 * 86_400_000

/** A drawing, and where it would run. */
export interface DraftToProve {
  readonly workspaceId: string
  readonly journeyId: string
  readonly definition: JourneyDefinition
}

/** Proves a drawing as it would run in its workspace: with its channels, beside its live journeys. */
export async function proveDraft(
  resources: Resources,
  tx: WorkspaceTx,
  { workspaceId, journeyId, definition }: DraftToProve,
): Promise<Proof> {
  if (validateDefinition(definition).some(({ severity }) => severity === 'error'))
    return proveJourney(definition)
  const terms = toTerms(resources, workspaceId)
  const alone = proveJourney(definition, terms)
  const together = proveTogether({ journeyId, definition }, await listOthers(tx, journeyId), terms)
  return { ...alone, findings: [...alone.findings, ...together] }
}

/**
 * A week is heavy from what caps let through, or a message a day. A workspace in replayed time and the demo never
 * send, so no channel is missing there.
 */
function toTerms({ journeys, email }: Resources, workspaceId: string): ProofTerms {
  const workspace = journeys.findWorkspace(workspaceId)
  const staysInside = !workspace || workspace.demo || workspace.clock === 'turned'
  const connected = new Set<string>(email ? ['email'] : [])
  const weeklyLimit = Math.min(DEFAULT_TERMS.weeklyLimit, ...toWeeklyCaps(workspace))
  return { weeklyLimit, ...(!staysInside && { connected }) }
}

/** What caps that look back a week or less let through in seven days. */
function toWeeklyCaps(workspace: Workspace | undefined): readonly number[] {
  const caps = Object.values(workspace?.sendRules.channels ?? {}).flatMap((rules) => rules.caps ?? [])
  return caps.map(({ most, within }) => most * Math.max(1, Math.ceil(WEEK_MS / toNominalMs(within))))
}

async function listOthers(tx: WorkspaceTx, journeyId: string): Promise<readonly NamedJourney[]> {
  const running = (await listJourneys(tx)).filter(
    (other) => other.journeyId !== journeyId && other.archivedAt === null,
  )
  const ids = running.flatMap(({ liveVersionId }) => (liveVersionId === null ? [] : [liveVersionId]))
  const live = await Promise.all(ids.map((versionId) => findVersion(tx, versionId)))
  return live.flatMap((version) => version ?? [])
}

/**
 * Refuses a drawing whose proof finds an error (`journey/not-publishable`), and one with warnings nobody has
 * accepted (`journey/unconfirmed-warnings`).
 */
export function refuseFindings(
  definition: JourneyDefinition,
  { findings }: Proof,
  { acceptWarnings }: { readonly acceptWarnings: boolean },
): void {
  const found = [...validateDefinition(definition), ...findings]
  const errors = found.filter(({ severity }) => severity === 'error')
  if (errors.length > 0)
    throw new StudioError(
      'journey/not-publishable',
      `The journey cannot be published yet: ${nameFew(errors)}. Mend these and publish again; the live version is unchanged.`,
    )
  const warnings = found.filter(({ severity }) => severity === 'warning')
  if (warnings.length > 0 && !acceptWarnings)
    throw new StudioError(
      'journey/unconfirmed-warnings',
      `Nobody has accepted what may be wrong with the journey: ${nameFew(warnings)}. Look at these and publish again, accepting warnings; the live version is unchanged.`,
    )
}

function nameFew(found: readonly { readonly code: string; readonly node?: string }[]): string {
  const few = found.slice(0, 5).map(({ code, node }) => `${code}${node === undefined ? '' : ` at ${node}`}`)
  return few.join(', ')
}
