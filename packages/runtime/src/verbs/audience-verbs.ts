import { createHash } from 'node:crypto'
import type { AudienceMember, Store } from '@periplo/store'
import { inWorkspace, listAudienceMembersBatch, listAudiences } from '@periplo/store'
import type { AudienceVerbs, HashedMember } from '../audience-shape.ts'

/** The verbs about audiences. */
export function toAudienceVerbs(store: Store): AudienceVerbs {
  return {
    listAudiences: ({ workspaceId }) => inWorkspace(store, workspaceId, (tx) => listAudiences(tx)),
    listAudienceMembers: ({ workspaceId, audience, cursor, limit }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        const found = await listAudienceMembersBatch(tx, { audience, after: cursor }, limit)
        const last = found.length === limit ? found.at(-1) : undefined
        return { items: found.map(toHashed), next: last?.personId ?? null }
      }),
  }
}

function toHashed({ personId, since, traits, identifiers }: AudienceMember): HashedMember {
  const valueOf = (kind: string): string | undefined =>
    identifiers.findLast((identifier) => identifier.kind === kind)?.value
  const email = toText(traits['email'], '@') ?? valueOf('email')
  const phone = valueOf('phone') ?? toText(traits['phone'], '+')
  return {
    personId,
    since,
    emailSha256: toHash(email?.trim().toLowerCase()),
    phoneSha256: toHash(phone?.replaceAll(/[^\d+]/g, '')),
    phoneDigitsSha256: toHash(phone?.replaceAll(/\D/g, '')),
  }
}

function toText(value: unknown, mark: string): string | undefined {
  return typeof value === 'string' && value.includes(mark) ? value : undefined
}

function toHash(text: string | undefined): string | null {
  return text ? createHash('sha256').update(text).digest('hex') : null
}
