import type { JourneyDefinition, StageId } from '@periplo/model'
import { addStage, createStageId, moveStage, removeStage, renameStage } from '../edit/stages.ts'

/** Gestures on the lanes, each one step back. */
export interface StageActs {
  /** Adds a stage before the one at `at`: the built-in one named, else a new one with this title. Its id. */
  readonly add: (at: number, stage: { readonly id?: StageId; readonly title?: string }) => StageId
  readonly rename: (id: StageId, title: string) => void
  readonly move: (id: StageId, to: number) => void
  /** Cards of the stage go to the heir; without one nothing happens to a stage that has cards. */
  readonly remove: (id: StageId, heir: StageId | undefined) => void
}

/** The gestures over a definition that is read at the moment of each. */
export function createStageActs(
  read: () => JourneyDefinition,
  change: (next: JourneyDefinition, gesture: string) => void,
): StageActs {
  return {
    add: (at, { id = createStageId(), title }) => {
      change(addStage(read(), { id, ...(title && { title }) }, at), 'stage-add')
      return id
    },
    rename: (id, title) => change(renameStage(read(), id, title), 'stage-rename'),
    move: (id, to) => change(moveStage(read(), id, to), 'stage-move'),
    remove: (id, heir) => change(removeStage(read(), id, heir), 'stage-remove'),
  }
}
