import type { FailureCode } from '@periplo/model'

/** A failed call, as far as a screen has to tell cases apart. */
export type Failure =
  /** No answer: the network, or the server is down. */
  | { readonly kind: 'unreachable' }
  /** The server said no, by a code of the house. */
  | { readonly kind: 'refused'; readonly code: FailureCode; readonly message: string }
  /** The input did not pass; `message` names the first flaw and its place. */
  | { readonly kind: 'invalid'; readonly message: string }
  /** A bug on either side. */
  | { readonly kind: 'bug'; readonly message: string }

/** Reads whatever a call threw. Codes of another edition of the server pass unchecked and match no case. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { kind: 'bug', message: String(error) }
  const data = toRecord(toRecord(error)['data'])
  const message = error.message
  if (typeof data['failure'] === 'string') {
    return { kind: 'refused', code: data['failure'] as FailureCode, message }
  }
  const issue = toRecord(Array.isArray(data['issues']) ? data['issues'][0] : undefined)
  if (typeof issue['reason'] === 'string') {
    const path = typeof issue['path'] === 'string' && issue['path'] !== '' ? `${issue['path']}: ` : ''
    return { kind: 'invalid', message: `${path}${issue['reason']}` }
  }
  if (error.name === 'TRPCClientError' && !('code' in data)) return { kind: 'unreachable' }
  return { kind: 'bug', message }
}

/** Whether asking again may help: nobody answered, or somebody who was not well. */
export function mayPass(failure: Failure): boolean {
  return failure.kind === 'unreachable' || failure.kind === 'bug'
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
