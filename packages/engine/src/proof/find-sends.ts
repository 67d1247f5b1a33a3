import type { Condition, NodeId } from '@periplo/model'
import { assume } from './assume.ts'
import type { Exploration } from './explore.ts'
import type { Found } from './found.ts'
import { forgetTraits } from './knowledge.ts'
import { listAtOnce } from './messages.ts'
import type { HeavyWeek } from './messages.ts'
import type { ProofTerms } from './proof-terms.ts'

/** What is unwise about the messages people get. */
export function findSends(explored: Exploration, week: HeavyWeek, terms: ProofTerms): readonly Found[] {
  const { nodes, reached } = explored
  const { messages } = week.worstWeek
  const senders = [...reached.keys()].flatMap((node) => {
    const sends = nodes.get(node)?.sends
    return sends ? [{ node, ...sends }] : []
  })
  return [
    ...listAtOnce(explored).map(({ first, second, path }): Found => {
      const channel = nodes.get(second)?.sends?.channel ?? ''
      const way = [...(path[0]?.from === first ? path : [])]
      return { code: 'messages-at-once', node: second, path: way, data: { channel } }
    }),
    ...(messages > terms.weeklyLimit
      ? [
          {
            code: 'heavy-week',
            ...findFirst(week),
            path: week.path,
            data: { count: messages, limit: terms.weeklyLimit },
          } satisfies Found,
        ]
      : []),
    ...senders
      .filter((sender) => isNeverSent(sender, reached))
      .map(({ node }): Found => ({ code: 'message-never-sent', node })),
    ...senders
      .filter(({ channel }) => terms.connected && !terms.connected.has(channel))
      .map(({ node, channel }): Found => ({ code: 'channel-not-connected', node, data: { channel } })),
    ...senders
      .filter(({ purpose }) => purpose === 'transactional')
      .map(({ node }): Found => ({ code: 'sends-without-consent', node })),
    ...findShares(explored),
  ]
}

/** A guard is asked when the message leaves, which may be later: by then traits may have changed. */
function isNeverSent(
  { node, guard }: { readonly node: NodeId; readonly guard?: Condition | undefined },
  reached: Exploration['reached'],
): boolean {
  const known = reached.get(node)
  return guard !== undefined && known !== undefined && !assume(guard, 'yes', forgetTraits(known))
}

function findFirst({ path }: HeavyWeek): { readonly node?: NodeId } {
  const [first] = path
  return first ? { node: first.from } : {}
}

function findShares({ nodes, reached }: Exploration): readonly Found[] {
  return [...reached.keys()].flatMap((node): readonly Found[] => {
    const { shares } = nodes.get(node) ?? {}
    return shares === undefined || shares === 100
      ? []
      : [{ code: 'shares-not-100', node, data: { count: shares } }]
  })
}
