import type { ConsentEntry, ConsentState, Instant, Purpose } from '@periplo/model'

/** The choice that holds at `at`. Of two lines of one instant the later in the list holds. */
export function findConsent(
  consent: readonly ConsentEntry[],
  { channel, purpose }: { readonly channel: string; readonly purpose: Purpose },
  at: Instant,
): ConsentState | undefined {
  let latest: ConsentEntry | undefined
  for (const entry of consent) {
    if (entry.channel !== channel || entry.purpose !== purpose || entry.at > at) continue
    if (latest === undefined || entry.at >= latest.at) latest = entry
  }
  return latest?.state
}
