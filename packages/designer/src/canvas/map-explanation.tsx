import type { Overlay } from '@periplo/kpi'
import type { JourneyDefinition, Node } from '@periplo/model'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { findNode } from '../edit/edits.ts'
import type { Box } from '../map/geometry.ts'
import { Explanation } from '../measure/explanation.tsx'
import { countLost } from '../measure/losses.ts'

/** The explanation of the card last rested on, at first that of the worst leak; closed, it stays so until the next one. */
export function MapExplanation(props: {
  readonly definition: JourneyDefinition
  readonly overlay: Overlay
  readonly cards: ReadonlyMap<string, Box>
  readonly size: { readonly width: number; readonly height: number }
  readonly worstLeak: string | undefined
  readonly hovered: string | undefined
  readonly chosen: string | undefined
  readonly insightActions: ((node: Node) => ReactNode) | undefined
}) {
  const { definition, overlay, cards, size, worstLeak, hovered, chosen, insightActions } = props
  const [closed, setClosed] = useState<string>()
  const loses = (id: string | undefined) => {
    const measures = id === undefined ? undefined : overlay.nodes[id]
    return measures !== undefined && countLost(measures) > 0
  }
  const id = [hovered, chosen, worstLeak].find(loses)
  const node = id === undefined ? undefined : findNode(definition, id)
  const measures = id === undefined ? undefined : overlay.nodes[id]
  if (!node || !measures || closed === id) return null
  return (
    <Explanation
      node={node}
      cards={cards}
      measures={measures}
      isWorst={id === worstLeak}
      room={size}
      onClose={() => setClosed(id)}
      actions={insightActions?.(node)}
    />
  )
}
