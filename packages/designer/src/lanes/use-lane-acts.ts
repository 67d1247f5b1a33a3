import type { BuiltInStage, JourneyDefinition, StageId } from '@periplo/model'
import { useMessages } from '@periplo/ui'
import { useMemo, useState } from 'react'
import type { StageActs } from '../canvas/stage-acts.ts'
import { useMap } from '../canvas/map-context.ts'
import { countCards, listMissingStages, MAX_STAGES } from '../edit/stages.ts'
import { LANE_WORDS } from './lane-words.ts'
import type { LaneHeaderActs } from './lane-header.tsx'

/** What is being done with lanes, and the acts of each. */
export interface LaneDesk {
  readonly renaming: StageId | undefined
  /** The stage that waits for somebody to say where its cards go. */
  readonly removing: StageId | undefined
  readonly endRemoving: () => void
  readonly remove: (id: StageId, heir: StageId | undefined) => void
  readonly move: (id: StageId, to: number) => void
  /** The same object until the lanes, or whether a lane has cards, change. */
  readonly actsOf: (id: StageId) => LaneHeaderActs | undefined
}

/** Holds what is being done with the lanes of a journey. */
export function useLaneActs(props: {
  readonly definition: JourneyDefinition
  readonly onCollapse: (id: StageId, collapsed: boolean) => void
}): LaneDesk {
  const { definition, onCollapse } = props
  const { stages: acts } = useMap().acts
  const { newStage } = useMessages(LANE_WORDS)
  const [renaming, setRenaming] = useState<StageId>()
  const [removing, setRemoving] = useState<StageId>()
  const { stages } = definition
  const empty = stages.map(({ id }) => (countCards(definition, id) === 0 ? id : '')).join()
  const byId = useMemo(() => {
    const isEmpty = new Set(empty.split(','))
    const hands: Hands = {
      acts,
      newStage,
      setRenaming,
      onCollapse,
      askToRemove: (id) => (isEmpty.has(id) ? acts.remove(id, undefined) : setRemoving(id)),
    }
    return new Map(stages.map(({ id }, index) => [id, toActs({ stages, id, index }, hands)]))
  }, [stages, empty, acts, newStage, onCollapse])
  return {
    renaming,
    removing,
    endRemoving: () => setRemoving(undefined),
    remove: acts.remove,
    move: acts.move,
    actsOf: (id) => byId.get(id),
  }
}

interface Hands {
  readonly acts: StageActs
  readonly newStage: string
  readonly setRenaming: (id: StageId | undefined) => void
  readonly onCollapse: (id: StageId, collapsed: boolean) => void
  readonly askToRemove: (id: StageId) => void
}

function toActs(
  { stages, id, index }: Pick<JourneyDefinition, 'stages'> & { readonly id: StageId; readonly index: number },
  { acts, newStage, setRenaming, onCollapse, askToRemove }: Hands,
): LaneHeaderActs {
  // a new stage is named at once
  const add = (at: number) => setRenaming(acts.add(at, { title: newStage }))
  const fits = stages.length < MAX_STAGES
  return {
    rename: () => setRenaming(id),
    keepName: (title) => acts.rename(id, title),
    endRenaming: () => setRenaming(undefined),
    left: index > 0 ? () => acts.move(id, index - 1) : undefined,
    right: index < stages.length - 1 ? () => acts.move(id, index + 1) : undefined,
    collapse: () => onCollapse(id, true),
    addBefore: fits ? () => add(index) : undefined,
    addAfter: fits ? () => add(index + 1) : undefined,
    bringBack: fits ? (built: BuiltInStage) => void acts.add(index + 1, { id: built }) : undefined,
    missing: listMissingStages(stages),
    remove: stages.length > 1 ? () => askToRemove(id) : undefined,
  }
}
