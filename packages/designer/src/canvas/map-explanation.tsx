import type { NodeMeasures, Overlay } from '@periplo/kpi'
import type { JourneyDefinition, Node } from '@periplo/model'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { findNode } from '../edit/edits.ts'
import type { Box } from '../map/geometry.ts'
import type { ExplainedMeasure } from '../measure/explanation.tsx'
import { Explanation } from '../measure/explanation.tsx'
import { countLost } from '../measure/losses.ts'

/**
 * The explanation of the card the pointer rests on, else of the chosen one. That of the worst leak stands there
 * unasked, where it hides nothing. Closed, it stays so until another one is asked for.
 */
export function MapExplanation(props: {
  readonly definition: JourneyDefinition
  readonly overlay: Overlay
  readonly cards: ReadonlyMap<string, Box>
  readonly size: { readonly width: number; readonly height: number }
  readonly measure: ExplainedMeasure
  readonly worstLeak: string | undefined
  readonly hovered: string | undefined
  readonly chosen: string | undefined
  readonly hover: (id: string | undefined) => void
  readonly insightActions: ((node: Node) => ReactNode) | undefined
}) {
  const { definition, overlay, cards, size, measure, worstLeak, hovered, chosen, hover, insightActions } =
    props
  const [closed, setClosed] = useState<string>()
  const says = (id: string | undefined) => {
    const measures = id === undefined ? undefined : overlay.nodes[id]
    return measures !== undefined && hasSomethingToSay(measure, measures)
  }
  const id = [hovered, chosen, worstLeak].find(says)
  const node = id === undefined ? undefined : findNode(definition, id)
  const measures = id === undefined ? undefined : overlay.nodes[id]
  if (!node || !measures || closed === id) return null
  return (
    <Explanation
      node={node}
      measure={measure}
      cards={cards}
      measures={measures}
      isWorst={id === worstLeak}
      unasked={id !== hovered && id !== chosen}
      onHover={(inside) => hover(inside ? node.id : undefined)}
      room={size}
      onClose={() => setClosed(id)}
      actions={insightActions?.(node)}
    />
  )
}

function hasSomethingToSay(measure: ExplainedMeasure, measures: NodeMeasures): boolean {
  switch (measure) {
    case 'drop-off':
      return countLost(measures) > 0
    case 'dwell':
      return measures.dwell.p50.value !== null || measures.inside > 0
    case 'sends':
      return measures.sends.n > 0
  }
}
