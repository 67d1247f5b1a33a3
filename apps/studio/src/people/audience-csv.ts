import type { Answers } from '../server/server.ts'

/** Somebody in an audience, as ad networks know people. */
export type HashedMember = Answers['people']['listAudienceMembers']['items'][number]

const COLUMNS = 'person_id,since,email_sha256,phone_sha256,phone_digits_sha256'

/** An audience as a CSV file with a line of headings. Holds ids, instants and hashes alone, so nothing needs quotes. */
export function toAudienceCsv(members: readonly HashedMember[]): string {
  const lines = members.map(({ personId, since, emailSha256, phoneSha256, phoneDigitsSha256 }) =>
    [personId, new Date(since).toISOString(), emailSha256, phoneSha256, phoneDigitsSha256]
      .map((cell) => cell ?? '')
      .join(','),
  )
  return [COLUMNS, ...lines, ''].join('\r\n')
}

/** A name for the file that every system takes: letters and digits of the audience's own. */
export function toFileName(audience: string): string {
  const plain = audience
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase()
  return `${plain || 'audience'}.csv`
}
