import type { JourneyDefinition } from '@periplo/model'

/** What the path asks of a definition. */
export type DrawnJourney = Pick<JourneyDefinition, 'stages' | 'nodes' | 'edges'>

/** A node on the small map, in pixels. */
export interface PathNode {
  readonly nodeId: string
  readonly title: string
  readonly x: number
  readonly y: number
  readonly width: number
  /** When the person first came; undefined where they never were. */
  readonly at: number | undefined
}

/** A line of the small map: an SVG path, and whether the person went along it. */
export interface PathLine {
  readonly key: string
  readonly path: string
  readonly walked: boolean
}

/** The small map of one run. */
export interface PathPicture {
  readonly nodes: readonly PathNode[]
  readonly lines: readonly PathLine[]
  readonly column: number
  readonly width: number
  readonly height: number
}

/** Sizes of the small map, in pixels. Columns grow with the room there is, within these bounds. */
export const PATH = { column: 160, widestColumn: 240, gutter: 18, cardHeight: 30, row: 52, top: 40 } as const

const CORNER = 6

/** Lays a version out in columns by stage, each node in the order it is drawn, with the way a person went. */
export function toPathPicture(
  drawn: DrawnJourney,
  walked: {
    /** First entry of each node. */
    readonly entered: ReadonlyMap<string, number>
    /** Edges the person left by, as `from:port`. */
    readonly edges: ReadonlySet<string>
  },
  roomPx: number,
): PathPicture {
  const fair = Math.floor(roomPx / drawn.stages.length)
  const column = Math.min(PATH.widestColumn, Math.max(PATH.column, fair))
  const columns = drawn.stages.map((stage) =>
    drawn.nodes
      .filter((node) => node.stage === stage.id)
      .toSorted((one, other) => one.position.y - other.position.y || one.position.x - other.position.x),
  )
  const nodes = columns.flatMap((nodes, place) =>
    nodes.map((node, row) => ({
      nodeId: node.id,
      title: node.title,
      x: place * column + PATH.gutter,
      y: PATH.top + row * PATH.row,
      width: column - 2 * PATH.gutter,
      at: walked.entered.get(node.id),
    })),
  )
  const placeOf = new Map(nodes.map((node) => [node.nodeId, node]))
  const lines = drawn.edges.flatMap((edge) => {
    const from = placeOf.get(edge.from)
    const to = placeOf.get(edge.to)
    const key = `${edge.from}:${edge.port}`
    return from && to ? [{ key, path: toLine(from, to), walked: walked.edges.has(key) }] : []
  })
  const rows = Math.max(1, ...columns.map((nodes) => nodes.length))
  return {
    nodes,
    // walked lines last: they are drawn over the others
    lines: lines.toSorted((one, other) => Number(one.walked) - Number(other.walked)),
    column,
    width: drawn.stages.length * column,
    height: PATH.top + rows * PATH.row,
  }
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
}

interface Point {
  readonly x: number
  readonly y: number
}

function toLine(from: Place, to: Place): string {
  const middle = from.x + from.width / 2
  if (from.x === to.x && to.y - from.y === PATH.row) {
    return `M${middle},${from.y + PATH.cardHeight}V${to.y}`
  }
  const fromY = from.y + PATH.cardHeight / 2
  const toY = to.y + PATH.cardHeight / 2
  if (to.x > from.x) {
    return toElbow({ x: from.x + from.width, y: fromY }, { x: to.x, y: toY }, to.x - PATH.gutter)
  }
  // back, or past a neighbour: round by the gutter at the left
  return toElbow({ x: from.x, y: fromY }, { x: to.x, y: toY }, Math.min(from.x, to.x) - PATH.gutter / 2)
}

/** A line that leaves level, turns up or down at `turn`, and arrives level; with rounded corners. */
function toElbow(from: Point, to: Point, turn: number): string {
  if (from.y === to.y) return `M${from.x},${from.y}H${to.x}`
  const down = Math.sign(to.y - from.y)
  const corner = Math.min(CORNER, Math.abs(to.y - from.y) / 2)
  const out = Math.sign(turn - from.x) || 1
  const into = Math.sign(to.x - turn) || 1
  return [
    `M${from.x},${from.y}`,
    `H${turn - out * corner}`,
    `Q${turn},${from.y} ${turn},${from.y + down * corner}`,
    `V${to.y - down * corner}`,
    `Q${turn},${to.y} ${turn + into * corner},${to.y}`,
    `H${to.x}`,
  ].join('')
}
