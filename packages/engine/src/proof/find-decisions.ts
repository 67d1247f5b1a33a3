import type { JourneyDefinition, NodeId, ProofData } from '@periplo/model'
import { assume } from './assume.ts'
import { canAct } from './explore.ts'
import type { Exploration, MapWay } from './explore.ts'
import { AT_ENTRY } from './knowledge.ts'
import type { Found } from './found.ts'

/** Entries, ways and rules that can never do what they are drawn for. */
export function findDecisions(definition: JourneyDefinition, explored: Exploration): readonly Found[] {
  return [
    ...findEntries(explored),
    ...findNeverReached(definition, explored),
    ...findAnswers(explored),
    ...findClosedWays(explored),
    ...findRules(definition, explored),
  ]
}

function findEntries({ nodes, entries, reached }: Exploration): readonly Found[] {
  if (reached.size === 0) return [{ code: 'nobody-enters' }]
  return [...nodes].flatMap(([node, { entersBy }]): readonly Found[] => {
    if (!entersBy || entries.includes(node)) return []
    const isNever = entersBy.filter !== undefined && !assume(entersBy.filter, 'yes', AT_ENTRY)
    return [{ code: isNever ? 'entry-never' : 'entry-shadowed', node, data: { event: entersBy.event } }]
  })
}

/** Only where a way that nobody takes is not told of already: behind it, nothing is reached either. */
function findNeverReached({ nodes }: JourneyDefinition, { reached, drawn }: Exploration): readonly Found[] {
  if (reached.size === 0) return []
  return nodes.flatMap(({ id }): readonly Found[] => {
    if (reached.has(id) || !drawn.some(({ to, from }) => to === id && reached.has(from))) return []
    return [{ code: 'never-reached', node: id }]
  })
}

function findAnswers({ nodes, reached, ways }: Exploration): readonly Found[] {
  const taken = new Set(ways.map(({ key }) => key))
  return [...reached].flatMap(([node, known]): readonly Found[] => {
    const asking = (nodes.get(node)?.ways ?? []).filter(({ asks }) => asks)
    const yes = asking.find(({ asks }) => asks?.answer === 'yes')
    if (!yes?.asks || asking.length !== 2) return []
    const { condition } = yes.asks
    const open = asking.filter(({ port }) => taken.has(`${node}:${port}`))
    if (open.length !== 1) return []
    const isYes = open[0] === yes
    const isUnknown = !isYes && !assume(condition, 'no', known)
    const isRule = !assume(condition, isYes ? 'not-yes' : 'yes', { ...AT_ENTRY, isFresh: false })
    const because: ProofData['because'] = isRule ? 'rule' : 'path'
    const code = isYes ? 'always-yes' : isUnknown ? 'always-unknown' : 'always-no'
    return [{ code, node, data: { because } }]
  })
}

/** Awaited events that never come, and other ways nobody takes. Questions speak for themselves. */
function findClosedWays({ reached, drawn, ways }: Exploration): readonly Found[] {
  const taken = new Set(ways)
  return drawn
    .filter((way) => reached.has(way.from) && !taken.has(way) && !isQuestion(way, drawn))
    .map(({ from: node, port, awaits }) =>
      awaits
        ? { code: 'wait-never-woken', node, port, data: { event: awaits.event } }
        : { code: 'way-never-taken', node, port },
    )
}

function isQuestion({ asks, from }: MapWay, drawn: readonly MapWay[]): boolean {
  return asks !== undefined && drawn.filter((way) => way.from === from && way.asks).length === 2
}

function findRules({ settings, nodes }: JourneyDefinition, { reached }: Exploration): readonly Found[] {
  const canEver = (rule: (typeof settings.exits)[number]): boolean =>
    [...reached.values()].some((known) => canAct(rule, known))
  const never = settings.exits
    .filter((rule) => reached.size > 0 && !canEver(rule))
    .map(({ event }): Found => ({ code: 'rule-never', data: { event } }))
  const goals = nodes.filter(({ kind }) => kind === 'goal').map(({ id }): NodeId => id)
  const hasGoal = settings.goal !== undefined || goals.length > 0
  const canWin = goals.some((id) => reached.has(id)) || (settings.goal && canEver(settings.goal))
  return hasGoal && !canWin && reached.size > 0 ? [...never, { code: 'goal-unreachable' }] : never
}
