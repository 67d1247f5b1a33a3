import type { Condition, JourneyDefinition, Node } from '@periplo/model'

/** Every condition a journey decides by: of its goal, its exits and its nodes. */
export function listRuleConditions({ nodes, settings }: JourneyDefinition): readonly Condition[] {
  const rules = settings.goal ? [settings.goal, ...settings.exits] : settings.exits
  return [...rules.flatMap((rule) => rule.filter ?? []), ...nodes.flatMap(listNodeConditions)]
}

function listNodeConditions(node: Node): readonly Condition[] {
  if (node.kind === 'condition') return node.condition ? [node.condition] : []
  if (node.kind === 'switch') return node.cases.flatMap(({ condition }) => condition ?? [])
  if (node.kind === 'message') return node.guard ? [node.guard] : []
  return 'filter' in node && node.filter ? [node.filter] : []
}
