import { StudioError } from '@periplo/model'
import type { JsonObject } from '@periplo/model'
import type { ListedPerson, WorkspaceTx } from '@periplo/store'
import { findPerson, inWorkspace, listPeopleBatch, listPersonEventsBatch } from '@periplo/store'
import { findAddress, toEmailLocale } from '../deliver/compose.ts'
import type { Resources } from '../resources.ts'
import type { RenderedPreview, StudioVerbs } from '../verbs.ts'

/** How far back values for `event` and `entry` are looked for. */
const LOOK_BACK = 50
const INVENTED: JsonObject = {
  id: 'somebody',
  name: 'Ana Ferrer',
  first_name: 'Ana',
  last_name: 'Ferrer',
  email: 'ana@example.com',
}

/** Whom a preview is for, and what they did. */
interface Reader {
  readonly person: JsonObject
  readonly properties: JsonObject
  readonly points: number
  readonly zone: string | undefined
}

/** Renders a message as {@link RenderedPreview} promises. Fails with `person/not-found`. */
export async function renderPreview(
  { store, renderer, journeys, publicUrl }: Resources,
  { workspaceId, node, personId, locale }: Parameters<StudioVerbs['messages']['renderPreview']>[0],
): Promise<RenderedPreview> {
  const verdict = await renderer.checkTemplate(node)
  if (verdict.kind === 'invalid') return { ...verdict, kind: 'flawed' }
  const reader = await inWorkspace(store, workspaceId, (tx) => findReader(tx, personId))
  const { subject, body } = node
  const [outcome] = await renderer.renderBatch([
    {
      subject,
      body,
      scope: {
        person: reader.person,
        event: reader.properties,
        entry: reader.properties,
        loyalty: { points: reader.points },
        ...(node.purpose === 'marketing' && { unsubscribe_url: `${publicUrl}/u/preview` }),
      },
      locale: locale ?? toEmailLocale(reader.person),
      zone: reader.zone ?? journeys.findWorkspace(workspaceId)?.zone ?? 'UTC',
    },
  ])
  if (outcome?.kind === 'rendered') return { kind: 'rendered', ...outcome.email }
  return { kind: 'flawed', part: 'body', line: 1, column: 1, reason: outcome?.message ?? '' }
}

async function findReader(tx: WorkspaceTx, personId: string | undefined): Promise<Reader> {
  if (personId === undefined) {
    const [latest] = await listPeopleBatch(tx, { search: '', cursor: null }, 1)
    return latest ? toReader(tx, latest) : { person: INVENTED, properties: {}, points: 0, zone: undefined }
  }
  const person = await findPerson(tx, personId)
  if (!person) throw new StudioError('person/not-found', 'There is no such person.')
  return toReader(tx, person)
}

async function toReader(tx: WorkspaceTx, { profile, identifiers }: ListedPerson): Promise<Reader> {
  const persons = [profile, ...profile.mergedFrom]
  const events = await listPersonEventsBatch(tx, { persons, until: Number.MAX_SAFE_INTEGER }, LOOK_BACK)
  const email = findAddress({ profile, identifiers })
  return {
    person: { ...profile.traits, id: profile.personId, ...(email !== undefined && { email }) },
    properties: Object.fromEntries(
      events.toReversed().flatMap(({ body }) => Object.entries(body.event.properties)),
    ),
    points: profile.points,
    zone: profile.zone ?? undefined,
  }
}
