import type { CallType } from './event.ts'

/** The calls of Segment's HTTP API that carry one event. */
export const CALL_TYPES = [
  'track',
  'page',
  'screen',
  'identify',
  'group',
  'alias',
] as const satisfies readonly CallType[]

/** The most bytes one event may take as JSON. */
export const MAX_EVENT_BYTES = 32 * 1_024

/** The most events one batch may hold. */
export const MAX_BATCH_EVENTS = 500

/** The most bytes the body of one request may take, before and after inflating. */
export const MAX_BODY_BYTES = 500 * 1_024
