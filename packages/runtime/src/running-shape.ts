import type { InsideChoice, OverdueChoice } from '@periplo/model'
import type { Actor, InWorkspace } from './call-terms.ts'

/** Who is inside a journey now. */
export interface Inside {
  readonly inside: number
  /** Of them, those who would have moved on if the journey were not paused. */
  readonly held: number
}

/** The verbs that stop a journey and let it go on. */
export interface RunningVerbs {
  /** How many runs are under way, and how many of them a pause keeps from moving. */
  readInside(input: InWorkspace & { journeyId: string }): Promise<Inside>
  /**
   * Stops a live journey where it is, within a second: nobody enters, nobody moves on, nothing is sent. Its
   * goal and exits still act, and conversions count. Fails with `journey/wrong-state` unless it is live.
   */
  pause(input: InWorkspace & { journeyId: string; actor: Actor }): Promise<void>
  /** Lets a paused journey go on. Fails with `journey/wrong-state` unless it is paused. */
  resume(input: InWorkspace & { journeyId: string; overdue: OverdueChoice; actor: Actor }): Promise<void>
  /**
   * Nobody enters any more; people inside go on, or leave at once. Fails with `journey/wrong-state` where the
   * journey is paused and they were to go on.
   */
  archive(input: InWorkspace & { journeyId: string; inside?: InsideChoice; actor: Actor }): Promise<void>
  /** Takes archiving back: people enter the latest version again. */
  unarchive(input: InWorkspace & { journeyId: string; actor: Actor }): Promise<void>
}
