import type { FailureCode } from '@periplo/model'

/** A failed call, as far as a screen has to tell cases apart. */
export type Failure =
  /** No answer: the network, or the server is down. */
  | { readonly kind: 'unreachable' }
  /** The server said no, by a code of the house. */
  | { readonly kind: 'refused'; readonly code: FailureCode; readonly message: string }
  /** The input did not pass; `message` names the first flaw and its place. */
  | { readonly kind: 'invalid'; readonly message: string }
  /** A bug on either side; one of the server has a reference it is found by. */
  | { readonly kind: 'bug'; readonly message: string; readonly reference?: string | undefined }

/** Reads whatever a call threw. A code of another edition of the server passes, and matches no case. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { kind: 'bug', message: String(error) }
  const data = toRecord(toRecord(error)['data'])
  const message = error.message
  if (isFailureCode(data['failure'])) return { kind: 'refused', code: data['failure'], message }
  const issue = toRecord(Array.isArray(data['issues']) ? data['issues'][0] : undefined)
  if (typeof issue['reason'] === 'string') {
    const path = typeof issue['path'] === 'string' && issue['path'] !== '' ? `${issue['path']}: ` : ''
    return { kind: 'invalid', message: `${path}${issue['reason']}` }
  }
  if (error.name === 'TRPCClientError' && !('code' in data)) return { kind: 'unreachable' }
  const reference = typeof data['reference'] === 'string' ? data['reference'] : undefined
  return { kind: 'bug', message, reference }
}

/** Whether asking again may help: nobody answered, or somebody who was not well. */
export function mayPass(failure: Failure): boolean {
  return failure.kind === 'unreachable' || failure.kind === 'bug'
}

function isFailureCode(value: unknown): value is FailureCode {
  return typeof value === 'string' && /^[a-z]+\/[a-z-]+$/.test(value)
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
