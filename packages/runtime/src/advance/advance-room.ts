import type { Clock } from '@periplo/model'
import type { Store } from '@periplo/store'
import type { JourneyCache } from '../journey-cache.ts'
import type { PeopleMemory } from './people-memory.ts'

/** What advancing needs of the runtime. */
export interface AdvanceRoom {
  readonly store: Store
  readonly journeys: JourneyCache
  readonly people: PeopleMemory
  readonly clock: Clock
  /** Workspaces whose timers fire and whose messages leave; all unless given. */
  readonly serves?: readonly string[]
  /** Called right before and right after the commit; tests kill the process there. */
  readonly failpoint?: (name: 'before-commit' | 'after-commit') => void
}
