import type { ComponentType, ReactNode } from 'react'
import { useEffect, useState } from 'react'

/** A part of the screen whose code is fetched when it is first wanted. */
export interface LazyPart<Props> {
  (props: Props): ReactNode
  /** Fetches the code ahead of the first wish. Never rejects; where it failed the next wish tries again. */
  readonly fetch: () => Promise<void>
}

/**
 * Splits a part from the first load. Unlike React's own `lazy`, code that cannot be fetched takes nothing on
 * the screen with it: `waiting` stands in its place, then `failed`, and the next time it is mounted it is asked
 * for again. A browser may answer that from memory until the page is reloaded.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { waiting = null, failed = waiting }: { readonly waiting?: ReactNode; readonly failed?: ReactNode } = {},
): LazyPart<Props> {
  let fetched: ComponentType<Props> | undefined
  const fetch = async (): Promise<void> => {
    try {
      fetched ??= await load()
    } catch {
      // offline, or a stale tab after a deploy: what is on the screen goes on without it
    }
  }
  const Part = (props: Props) => {
    const tried = useTried(fetched === undefined, fetch)
    const Fetched = fetched
    if (Fetched) return <Fetched {...props} />
    return tried ? failed : waiting
  }
  return Object.assign(Part, { fetch })
}

/** Fetches what is missing when it is mounted, and tells when that has ended, well or not. */
function useTried(missing: boolean, fetch: () => Promise<void>): boolean {
  const [tried, setTried] = useState(false)
  useEffect(() => {
    let mounted = true
    if (missing) void fetch().then(() => mounted && setTried(true))
    return () => {
      mounted = false
    }
  }, [missing, fetch])
  return tried
}
