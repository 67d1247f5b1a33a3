import { CALL_TYPES, type CallType } from '@periplo/model'

/** What an address of the tracking API takes. */
export type TrackingCall =
  | { readonly kind: 'single'; readonly type: CallType }
  /** Asks that somebody be let into a journey; ours alone. */
  | { readonly kind: 'enroll' }
  | { readonly kind: 'batch'; readonly mode: 'live' | 'history' }
  /** SDKs report on themselves there; nobody here reads it. */
  | { readonly kind: 'ignored' }

/** The addresses after `/v1/`, long and short, as Segment's HTTP API has them. */
export const TRACKING_CALLS: ReadonlyMap<string, TrackingCall> = new Map<string, TrackingCall>([
  ...CALL_TYPES.map((type) => [type, { kind: 'single', type }] as const),
  ...CALL_TYPES.map((type) => [type.charAt(0), { kind: 'single', type }] as const),
  ['batch', { kind: 'batch', mode: 'live' }],
  ['b', { kind: 'batch', mode: 'live' }],
  ['import', { kind: 'batch', mode: 'history' }],
  ['enroll', { kind: 'enroll' }],
  ['m', { kind: 'ignored' }],
])
