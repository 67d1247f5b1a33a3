import type { JourneyDefinition } from '@periplo/model'

/** What tells two lists apart, by the names of their items. */
export interface ListDiff {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

/** What tells two definitions apart. Where a card stands on the canvas does not. */
export interface JourneyDiff {
  readonly nodes: ListDiff
  /** Edges by `from:port`; a changed one leads elsewhere. */
  readonly edges: ListDiff
  readonly stages: ListDiff
  /** Names of the journey's own words and rules that differ. */
  readonly settings: ListDiff
}

/** Compares two definitions, each as it would be exported. */
export function diffJourneys(before: JourneyDefinition, after: JourneyDefinition): JourneyDiff {
  return {
    nodes: diff(toNodes(before), toNodes(after)),
    edges: diff(toEdges(before), toEdges(after)),
    stages: diff(toStages(before), toStages(after)),
    settings: diff(toSettings(before), toSettings(after)),
  }
}

/** Whether anything differs. */
export function hasDifferences(journeys: JourneyDiff): boolean {
  return Object.values<ListDiff>({ ...journeys }).some(
    ({ added, changed, removed }) => added.length + changed.length + removed.length > 0,
  )
}

type Texts = ReadonlyMap<string, string>

function diff(before: Texts, after: Texts): ListDiff {
  const names = [...after.keys()]
  return {
    added: names.filter((name) => !before.has(name)),
    changed: names.filter((name) => before.has(name) && before.get(name) !== after.get(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
  }
}

function toNodes({ nodes }: JourneyDefinition): Texts {
  return new Map(nodes.map(({ position: _, ...node }) => [node.id, JSON.stringify(node)]))
}

function toEdges({ edges }: JourneyDefinition): Texts {
  return new Map(edges.map(({ from, port, to }) => [`${from}:${port}`, to]))
}

/** A lane that moved is a lane that changed. */
function toStages({ stages }: JourneyDefinition): Texts {
  return new Map(stages.map((stage, index) => [stage.id, JSON.stringify({ ...stage, index })]))
}

function toSettings({ name, description, settings }: JourneyDefinition): Texts {
  return new Map(
    Object.entries({ name, description, ...settings })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, JSON.stringify(value)]),
  )
}
