import { Handle, Position, useUpdateNodeInternals } from '@xyflow/react'
import type { CSSProperties } from 'react'
import { useEffect, useRef } from 'react'
import { EXIT_HEIGHT } from '../map/geometry.ts'
import type { CardPort } from './flow-types.ts'

const POSITIONS = {
  top: Position.Top,
  right: Position.Right,
  bottom: Position.Bottom,
  left: Position.Left,
} as const

/**
 * The handles stand where the edges leave. React Flow measures them anew when one changes sides. Only those of
 * the card the pointer is at are React Flow's own, from which an edge can be drawn: each of those listens to
 * every change on the canvas, and a large journey has thousands.
 */
export function Ports(props: {
  readonly id: string
  readonly ports: readonly CardPort[]
  readonly live: boolean
}) {
  const { id, ports, live } = props
  const update = useUpdateNodeInternals()
  const sides = ports.map((port) => `${port.id} ${port.side} ${port.place.middle}`).join()
  const measured = useRef(sides)
  useEffect(() => {
    // a card that has just been mounted is measured by React Flow itself
    if (measured.current === sides) return
    measured.current = sides
    update(id)
  }, [id, sides, update])
  return ports.map((port) => {
    const shared = {
      'data-open': !port.connected || undefined,
      style: toStyle(port),
    }
    return live ? (
      <Handle
        key={port.id}
        type="source"
        id={port.id}
        position={POSITIONS[port.side]}
        className="d-out"
        {...shared}
      />
    ) : (
      <div
        key={port.id}
        className={`react-flow__handle react-flow__handle-${port.side} d-out source`}
        data-handleid={port.id}
        data-handlepos={port.side}
        {...shared}
      />
    )
  })
}

/** Where edges arrive: only ever measured. */
export function WayIn() {
  return (
    <div
      className="react-flow__handle react-flow__handle-top d-in target"
      data-handleid="in"
      data-handlepos="top"
    />
  )
}

function toStyle({ side, place }: CardPort): CSSProperties {
  return side === 'bottom' ? { left: `${place.middle * 100}%` } : { top: EXIT_HEIGHT, [side]: 0 }
}
