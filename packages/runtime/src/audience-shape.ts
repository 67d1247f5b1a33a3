import type { AudienceSize } from '@periplo/store'
import type { InWorkspace } from './call-terms.ts'
import type { Page } from './page-shape.ts'

/**
 * Somebody in an audience as ad networks match people: SHA-256 in hexadecimal of the e-mail address in lower case,
 * of the phone as digits with `+`, and of its digits alone; null where there is none.
 */
export interface HashedMember {
  readonly personId: string
  readonly since: number
  readonly emailSha256: string | null
  readonly phoneSha256: string | null
  readonly phoneDigitsSha256: string | null
}

/** What the studio asks of the audiences that journeys keep. */
export interface AudienceVerbs {
  /** Every audience anybody was ever in, with how many are in it. */
  listAudiences(input: InWorkspace): Promise<readonly AudienceSize[]>
  /** Who is in an audience now, by hashes of how networks know them. Nobody for a name nobody has. */
  listAudienceMembers(
    input: InWorkspace & { audience: string; cursor: string | null; limit: number },
  ): Promise<Page<HashedMember>>
}
