import type { AudienceChange } from '@periplo/model'

/** Nobody is in any audience. */
export const NO_AUDIENCES: readonly string[] = []

/** The audiences of somebody after a change, in alphabetical order; the same object where nothing changes. */
export function changeAudiences(
  audiences: readonly string[],
  { act, audience }: Pick<AudienceChange, 'act' | 'audience'>,
): readonly string[] {
  const isIn = audiences.includes(audience)
  if (isIn === (act === 'add')) return audiences
  return isIn ? audiences.filter((name) => name !== audience) : [...audiences, audience].toSorted()
}
