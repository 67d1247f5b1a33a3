import type { RawSearch } from '../search.ts'
import { readText } from '../search.ts'

/** Where to go after signing in: a path of the studio. */
export interface SignInSearch {
  readonly to?: string | undefined
}

/** Reads the address; a `to` that leaves the studio is dropped. */
export function readSignInSearch(raw: RawSearch): SignInSearch {
  const to = readText(raw, 'to')
  return { to: to !== undefined && isOwnPath(to) ? to : undefined }
}

/** `//host` and `/\host` are addresses of other sites to a browser. */
function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path)
}
