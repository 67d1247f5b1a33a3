import type { JsonFlaw } from '../json.ts'
import { CALL_TYPES, MAX_EVENT_BYTES } from './limits.ts'

/** Why an event is refused. */
export type RejectionCode =
  | JsonFlaw
  | 'not-an-object'
  | 'too-large'
  | 'unknown-type'
  | 'invalid-field'
  | 'invalid-time'
  | 'missing-event-name'
  | 'missing-identity'
  | 'missing-previous-id'

/** A refused event. `reason` is a sentence for the sender and quotes nothing the event said. */
export interface Rejection {
  readonly kind: 'rejected'
  readonly code: RejectionCode
  readonly reason: string
}

const REASONS: { readonly [C in RejectionCode]: string } = {
  'not-an-object': 'An event is a JSON object.',
  'too-large': `An event takes at most ${MAX_EVENT_BYTES / 1_024} KB.`,
  'too-deep': 'An event nests at most 32 levels.',
  'too-many-keys': 'An event holds at most 1,000 keys and list items.',
  'forbidden-key': 'The keys __proto__, constructor and prototype are not allowed.',
  'bad-text': 'Text holds a NUL character or half a surrogate pair.',
  'non-finite-number': 'A number is not finite.',
  'unknown-type': `The type is one of ${CALL_TYPES.join(', ')}.`,
  'invalid-field': 'A field is not what it should be.',
  'invalid-time': 'timestamp and sentAt are ISO 8601 moments or epoch times since 1970.',
  'missing-event-name': 'A track call names its event.',
  'missing-identity': 'A call carries a userId or an anonymousId that names somebody.',
  'missing-previous-id': 'An alias call carries a previousId that names somebody.',
}

/** Refuses an event, in the words of the code unless better ones are known. */
export function reject(code: RejectionCode, reason: string = REASONS[code]): Rejection {
  return { kind: 'rejected', code, reason }
}
