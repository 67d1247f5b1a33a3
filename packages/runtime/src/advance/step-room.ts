import type { JourneyCache } from '../journey-cache.ts'
import type { Batch } from './batch.ts'

/** What stepping needs besides the person. */
export interface StepRoom {
  readonly batch: Batch
  readonly journeys: JourneyCache
}
