import type { BuiltInStage, JourneyDefinition, Node, Stage, StageId } from '@periplo/model'
import { BUILT_IN_STAGES } from '@periplo/model'
import { findFreePlace } from './places.ts'

/** The most stages a journey may have. */
export const MAX_STAGES = 12

/**
 * A name for a new stage that no stage of any version has had: what people did in a stage is counted under its
 * name, and the numbers of one that was removed must not come back under another.
 */
export function createStageId(): StageId {
  return `stage-${crypto.randomUUID().slice(0, 8)}`
}

/** Adds a stage before the one at `at`; at the length of the list, behind all. Unchanged where it is one already or none more fits. */
export function addStage(definition: JourneyDefinition, stage: Stage, at: number): JourneyDefinition {
  const { stages } = definition
  if (stages.length >= MAX_STAGES || stages.some(({ id }) => id === stage.id)) return definition
  return { ...definition, stages: stages.toSpliced(at, 0, stage) }
}

/** Gives a stage another title; without one a built-in stage has its name in the reader's language. The id stays. */
export function renameStage(definition: JourneyDefinition, id: StageId, title: string): JourneyDefinition {
  const written = title.trim() === '' ? undefined : title.trim().slice(0, 60)
  const old = definition.stages.find((stage) => stage.id === id)
  if (!old || old.title === written) return definition
  return {
    ...definition,
    stages: definition.stages.map((stage) => (stage === old ? { ...stage, title: written } : stage)),
  }
}

/** Moves a stage so that it becomes the one at `to`; its cards go with it. */
export function moveStage(definition: JourneyDefinition, id: StageId, to: number): JourneyDefinition {
  const { stages } = definition
  const from = stages.findIndex((stage) => stage.id === id)
  const moved = stages[from]
  if (!moved || to === from || to < 0 || to >= stages.length) return definition
  return { ...definition, stages: stages.toSpliced(from, 1).toSpliced(to, 0, moved) }
}

/**
 * Takes a stage away. Its cards go to the stage `heir`, each to the free place nearest below where it stood.
 * Unchanged where it is the only stage, or where it has cards and the heir is no other stage of the journey.
 */
export function removeStage(
  definition: JourneyDefinition,
  id: StageId,
  heir: StageId | undefined,
): JourneyDefinition {
  const stages = definition.stages.filter((stage) => stage.id !== id)
  if (stages.length === 0 || stages.length === definition.stages.length) return definition
  const homeless = countCards(definition, id) > 0
  if (homeless && !stages.some((stage) => stage.id === heir)) return definition
  const nodes = homeless && heir !== undefined ? moveCards(definition.nodes, id, heir) : definition.nodes
  return { ...definition, stages, nodes }
}

/** How many cards stand in a stage. */
export function countCards(definition: JourneyDefinition, id: StageId): number {
  return definition.nodes.filter((node) => node.stage === id).length
}

/** The stages every journey begins with that this one has no more, in their order. */
export function listMissingStages(stages: readonly Stage[]): readonly BuiltInStage[] {
  return BUILT_IN_STAGES.filter((id) => stages.every((stage) => stage.id !== id))
}

function moveCards(nodes: readonly Node[], from: StageId, to: StageId): Node[] {
  const settled = new Map<string, Node>()
  for (const node of nodes
    .filter(({ stage }) => stage === from)
    .toSorted((a, b) => a.position.y - b.position.y)) {
    const standing = [...nodes.filter(({ stage }) => stage === to), ...settled.values()]
    settled.set(node.id, { ...node, ...findFreePlace(standing, { stage: to, position: node.position }) })
  }
  return nodes.map((node) => settled.get(node.id) ?? node)
}
