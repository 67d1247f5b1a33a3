import type { JourneyDefinition, NodeId } from '@periplo/model'
import { canAct } from './explore.ts'
import type { Exploration } from './explore.ts'
import type { Found } from './found.ts'
import { findCircle, isCircle, listKnots } from './ways.ts'

/** Places people never get out of: circles without an end, and circles in which no time passes. */
export function findCircles(definition: JourneyDefinition, explored: Exploration): readonly Found[] {
  return [...findTraps(definition, explored), ...findInstantLoops(explored), ...findEndlessWaits(explored)]
}

/** A knot that no way leaves and in which no rule of the journey can end the run. */
function findTraps({ settings }: JourneyDefinition, { reached, ways }: Exploration): readonly Found[] {
  const rules = [...(settings.goal ? [settings.goal] : []), ...settings.exits]
  return listKnots(reached.keys(), ways).flatMap((knot): readonly Found[] => {
    const inside = new Set(knot)
    const [node] = [...reached.keys()].filter((id) => inside.has(id))
    if (node === undefined || !isCircle(knot, ways)) return []
    if (ways.some(({ from, to }) => inside.has(from) && !inside.has(to))) return []
    const canEnd = knot.some((id) => {
      const known = reached.get(id)
      return known && rules.some((rule) => canAct(rule, known))
    })
    return canEnd ? [] : [{ code: 'no-way-out', node, path: findCircle(ways, node) ?? [] }]
  })
}

function findInstantLoops({ reached, ways }: Exploration): readonly Found[] {
  const instant = ways.filter(({ hold, awaits }) => hold.leastMs === 0 && !awaits)
  return listKnots(reached.keys(), instant).flatMap((knot): readonly Found[] => {
    const node: NodeId | undefined = knot.at(-1)
    if (node === undefined || !isCircle(knot, instant)) return []
    return [{ code: 'loop-in-one-instant', node, path: findCircle(instant, node) ?? [] }]
  })
}

/** Waits that time alone never ends. */
function findEndlessWaits({ reached, nodes }: Exploration): readonly Found[] {
  return [...reached.keys()]
    .filter((node) => {
      const { ways = [] } = nodes.get(node) ?? {}
      return ways.some(({ awaits }) => awaits) && ways.every(({ awaits }) => awaits)
    })
    .map((node) => ({ code: 'wait-without-timeout', node }))
}
