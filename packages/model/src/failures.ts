/** Who must act on a failure, and whether trying the same call again can help. */
export interface Blame {
  readonly blame: 'caller' | 'operator' | 'provider' | 'us'
  readonly retry: 'never' | 'later'
}

/** Every failure thrown on purpose. Transport codes and retry policies are total over these keys. */
export const FAILURES = {
  'workspace/not-found': { blame: 'caller', retry: 'never' },
  'journey/not-found': { blame: 'caller', retry: 'never' },
  'journey/stale-revision': { blame: 'caller', retry: 'never' },
  'journey/invalid-definition': { blame: 'caller', retry: 'never' },
  'journey/not-publishable': { blame: 'caller', retry: 'never' },
  'journey/unconfirmed-warnings': { blame: 'caller', retry: 'never' },
  'journey/flawed-mapping': { blame: 'caller', retry: 'never' },
  'journey/wrong-state': { blame: 'caller', retry: 'never' },
  'version/not-found': { blame: 'caller', retry: 'never' },
  'segment/not-found': { blame: 'caller', retry: 'never' },
  'segment/stale-revision': { blame: 'caller', retry: 'never' },
  'segment/invalid-rule': { blame: 'caller', retry: 'never' },
  'segment/in-use': { blame: 'caller', retry: 'never' },
  'person/not-found': { blame: 'caller', retry: 'never' },
  'message/not-found': { blame: 'caller', retry: 'never' },
  'source/not-found': { blame: 'caller', retry: 'never' },
  'access/unauthenticated': { blame: 'caller', retry: 'never' },
  'access/forbidden': { blame: 'caller', retry: 'never' },
  'input/invalid': { blame: 'caller', retry: 'never' },
  'input/too-large': { blame: 'caller', retry: 'never' },
  'input/rate-limited': { blame: 'caller', retry: 'later' },
  'template/invalid': { blame: 'caller', retry: 'never' },
  'template/too-slow': { blame: 'caller', retry: 'never' },
  'template/too-large': { blame: 'caller', retry: 'never' },
  'channel/unreachable': { blame: 'provider', retry: 'later' },
  'channel/rate-limited': { blame: 'provider', retry: 'later' },
  'channel/refused': { blame: 'provider', retry: 'never' },
  'egress/forbidden-address': { blame: 'caller', retry: 'never' },
  'import/unreadable': { blame: 'caller', retry: 'never' },
  'store/unavailable': { blame: 'operator', retry: 'later' },
  'store/schema-too-new': { blame: 'operator', retry: 'never' },
  'store/missing-privilege': { blame: 'operator', retry: 'never' },
  'secret/unreadable': { blame: 'operator', retry: 'never' },
} as const satisfies Record<`${string}/${string}`, Blame>

/** A code of {@link FAILURES}: `area/reason`. */
export type FailureCode = keyof typeof FAILURES

/** The only error thrown on purpose. Bugs throw from {@link invariant} and are never caught halfway. */
export class StudioError extends Error {
  override readonly name = 'StudioError'
  readonly code: FailureCode
  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** A bug: something the code promised does not hold. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/** Throws {@link InvariantError} unless `condition` holds. For bugs only, never for bad input. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message)
}
