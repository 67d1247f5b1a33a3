import type { Clock, Ids } from '@periplo/model'
import type { Runtime } from '@periplo/runtime'

/** What the routes ask of the runtime, and nothing else of it. */
export type ServerRuntime = Pick<
  Runtime,
  'verbs' | 'findSource' | 'takeEvents' | 'askEnrollment' | 'reportRejected' | 'links' | 'health'
>

/** The edges of the world, for the routes. */
export interface Seams {
  readonly clock: Clock
  readonly ids: Ids
}
