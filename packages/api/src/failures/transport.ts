import type { FailureCode } from '@periplo/model'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'

type TransportCode = TRPCError['code']

/** What each failure becomes on the wire. */
export const TRANSPORT: { readonly [C in FailureCode]: TransportCode } = {
  'workspace/not-found': 'NOT_FOUND',
  'journey/not-found': 'NOT_FOUND',
  'journey/stale-revision': 'CONFLICT',
  'journey/invalid-definition': 'UNPROCESSABLE_CONTENT',
  'journey/not-publishable': 'UNPROCESSABLE_CONTENT',
  'journey/unconfirmed-warnings': 'PRECONDITION_FAILED',
  'journey/flawed-mapping': 'BAD_REQUEST',
  'journey/wrong-state': 'CONFLICT',
  'version/not-found': 'NOT_FOUND',
  'segment/not-found': 'NOT_FOUND',
  'segment/stale-revision': 'CONFLICT',
  'segment/invalid-rule': 'UNPROCESSABLE_CONTENT',
  'segment/in-use': 'CONFLICT',
  'person/not-found': 'NOT_FOUND',
  'message/not-found': 'NOT_FOUND',
  'source/not-found': 'NOT_FOUND',
  'access/unauthenticated': 'UNAUTHORIZED',
  'access/forbidden': 'FORBIDDEN',
  'input/invalid': 'BAD_REQUEST',
  'input/too-large': 'PAYLOAD_TOO_LARGE',
  'input/rate-limited': 'TOO_MANY_REQUESTS',
  'template/invalid': 'UNPROCESSABLE_CONTENT',
  'template/too-slow': 'UNPROCESSABLE_CONTENT',
  'template/too-large': 'UNPROCESSABLE_CONTENT',
  'channel/unreachable': 'BAD_GATEWAY',
  'channel/rate-limited': 'SERVICE_UNAVAILABLE',
  'channel/refused': 'BAD_GATEWAY',
  'egress/forbidden-address': 'UNPROCESSABLE_CONTENT',
  'import/unreadable': 'UNPROCESSABLE_CONTENT',
  'store/unavailable': 'SERVICE_UNAVAILABLE',
  'store/schema-too-new': 'SERVICE_UNAVAILABLE',
  'store/missing-privilege': 'SERVICE_UNAVAILABLE',
  'secret/unreadable': 'SERVICE_UNAVAILABLE',
}

/** The HTTP status of a failure, for routes that are no procedures. */
export function toHttpStatus(code: FailureCode): number {
  return getHTTPStatusCodeFromError(new TRPCError({ code: TRANSPORT[code] }))
}
