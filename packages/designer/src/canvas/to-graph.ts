import type { Overlay } from '@periplo/kpi'
import type { Edge, JourneyDefinition, Node, Problem } from '@periplo/model'
import { NODE_FAMILY, toEdgeKey } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { sayProblem } from '@periplo/words'
import { formatCount, formatPercent } from '@periplo/ui'
import type { PlacedLabel } from '../map/place-labels.ts'
import { placeLabels } from '../map/place-labels.ts'
import { orderPorts } from '../map/order-ports.ts'
import type { Box } from '../map/geometry.ts'
import { CARD_HEIGHT } from '../map/geometry.ts'
import type { LaneLayout } from '../map/lanes.ts'
import { placeCards } from '../map/lanes.ts'
import type { Route } from '../map/route-edges.ts'
import type { RouteRequest } from '../map/route-request.ts'
import { routeEdges } from '../map/route-edges.ts'
import type { PortRow } from '../map/share-ports.ts'
import { sharePorts } from '../map/share-ports.ts'
import { lineWidthOf } from '../measure/scales.ts'
import { NODE_DESIGNS, namePort, summarizeNode, titleOf } from '../nodes/registry.ts'
import { toStageTone } from '../words/stage-words.ts'
import type { CardData, CardNode, MapGraph, MapMode, WayEdge } from './flow-types.ts'

/** Everything a drawing of a journey follows from. */
export interface GraphSource {
  readonly definition: JourneyDefinition
  readonly layout: LaneLayout
  readonly mode: MapMode
  readonly overlay: Overlay | null
  readonly problems: readonly Problem[]
  readonly locale: Locale
}

/** Ways keep clear of cards, and of one another, by these many pixels. */
const ROUTING = {
  design: { clearance: 14, merge: true, gap: 6 },
  measure: { clearance: 18, merge: false, gap: 3 },
} as const

/**
 * The drawing of a definition. Every edge of the definition whose ends exist is drawn; the others are
 * problems, not lines.
 */
export function toGraph(source: GraphSource): MapGraph {
  const { definition, layout, mode, overlay } = source
  const cards = placeCards(definition, layout)
  const targets = new Map(definition.edges.map((edge) => [toEdgeKey(edge), edge.to]))
  const ports = new Map(
    definition.nodes.map((node) => [
      node.id,
      toWaysOut(node, orderPorts(node, cards, targets), source.locale),
    ]),
  )
  const drawing: Drawing = {
    ...source,
    cards,
    ports,
    nodes: new Map(definition.nodes.map((node) => [node.id, node])),
    problemsOf: Map.groupBy(source.problems, (problem) => problem.node),
    narrow: new Set(layout.lanes.filter(({ collapsed }) => collapsed).map(({ id }) => id)),
    busiest: Math.max(1, ...Object.values(overlay?.edges ?? {}).map((edge) => edge.people)),
  }
  const routes = routeEdges(toRequests(drawing), cards, ROUTING[mode])
  const labels = mode === 'measure' ? labelWays(drawing, routes) : NO_LABELS
  return {
    nodes: sortForReading(definition, cards).map((node) => toCard(node, drawing, routes)),
    edges: definition.edges.flatMap((edge) => {
      const way = toWay(edge, drawing, { routes, labels })
      return way ? [way] : []
    }),
  }
}

const NO_LABELS: ReadonlyMap<string, PlacedLabel> = new Map()

interface Drawing extends GraphSource {
  readonly nodes: ReadonlyMap<string, Node>
  readonly problemsOf: ReadonlyMap<string | undefined, readonly Problem[]>
  /** Stages drawn narrow. */
  readonly narrow: ReadonlySet<string>
  readonly cards: ReadonlyMap<string, Box>
  readonly ports: ReadonlyMap<string, WaysOut>
  readonly busiest: number
}

/** The ports of a card in the order they stand, and what they are called. */
interface WaysOut extends PortRow {
  readonly ids: readonly string[]
  readonly names: readonly string[]
}

function toWaysOut(node: Node, ids: readonly string[], locale: Locale): WaysOut {
  const names = ids.map((id) => namePort(node, id, locale))
  return { ids, names, ...sharePorts(names) }
}

function toRequests({ definition, ports, overlay, mode, busiest }: Drawing): readonly RouteRequest[] {
  return definition.edges.flatMap((edge): RouteRequest[] => {
    const ways = ports.get(edge.from)
    const port = ways?.ids.indexOf(edge.port) ?? -1
    const place = ways?.places[port]
    if (!ways || !place) return []
    const key = toEdgeKey(edge)
    const people = overlay?.edges[key]?.people ?? 0
    const width = mode === 'measure' ? lineWidthOf(people, busiest) : 1.5
    return [{ key, from: edge.from, to: edge.to, port, ports: ways.ids.length, portAt: place.middle, width }]
  })
}

function toCard(node: Node, drawing: Drawing, routes: ReadonlyMap<string, Route>): CardNode {
  const box = drawing.cards.get(node.id) ?? { left: 0, top: 0, width: 0, height: CARD_HEIGHT }
  const data = toCardData(node, drawing, routes)
  return {
    id: node.id,
    type: 'card',
    position: { x: box.left, y: box.top },
    width: box.width,
    height: CARD_HEIGHT,
    ariaLabel: describeCard(data, drawing.locale),
    // a card cannot be put down exactly where it is drawn narrow
    ...(data.narrow && { draggable: false }),
    data,
  }
}

function toCardData(node: Node, drawing: Drawing, routes: ReadonlyMap<string, Route>): CardData {
  const { locale, mode, overlay } = drawing
  const problems = drawing.problemsOf.get(node.id) ?? []
  const title = titleOf(node, locale)
  const ways = drawing.ports.get(node.id)
  return {
    node,
    mode,
    ports: (ways?.places ?? []).map((place, index) => {
      const id = ways?.ids[index] ?? ''
      const route = routes.get(toEdgeKey({ from: node.id, port: id }))
      const label = ways?.names[index] ?? ''
      return { id, label, place, side: route?.exit ?? 'bottom', connected: route !== undefined }
    }),
    tallPorts: ways?.tall ?? false,
    problems: problems.map((problem) =>
      sayProblem(locale, problem, {
        title,
        port: problem.port ? namePort(node, problem.port, locale) || '→' : '',
      }),
    ),
    gravest: problems.some((problem) => problem.severity === 'error') ? 'error' : problems[0]?.severity,
    stageTone: toStageTone(node.stage),
    narrow: drawing.narrow.has(node.stage),
    measures: mode === 'measure' ? overlay?.nodes[node.id] : undefined,
  }
}

function toWay(
  edge: Edge,
  drawing: Drawing,
  drawn: { readonly routes: ReadonlyMap<string, Route>; readonly labels: ReadonlyMap<string, PlacedLabel> },
): WayEdge | undefined {
  const key = toEdgeKey(edge)
  const route = drawn.routes.get(key)
  const from = drawing.nodes.get(edge.from)
  const to = drawing.nodes.get(edge.to)
  if (!route || !from || !to) return undefined
  const measures = drawing.mode === 'measure' ? drawing.overlay?.edges[key] : undefined
  const branch = namePort(from, edge.port, drawing.locale)
  const name = `${titleOf(from, drawing.locale)} → ${branch ? `${branch} → ` : ''}${titleOf(to, drawing.locale)}`
  return {
    id: key,
    ariaLabel: name,
    type: 'way',
    source: edge.from,
    sourceHandle: edge.port,
    target: edge.to,
    targetHandle: 'in',
    data: {
      points: route.points,
      lineWidth: drawing.mode === 'measure' ? lineWidthOf(measures?.people ?? 0, drawing.busiest) : 1.5,
      label: drawn.labels.get(key),
      stageTone: toStageTone(from.stage),
      mode: drawing.mode,
      faint: measures !== undefined && (measures.share.n < 30 || measures.people === 0),
      name,
    },
  }
}

/** Writes shares on the ways where they hide neither cards nor one another. */
function labelWays(drawing: Drawing, routes: ReadonlyMap<string, Route>): ReadonlyMap<string, PlacedLabel> {
  const { definition, overlay, busiest, cards } = drawing
  const wishes = definition.edges.flatMap((edge) => {
    const key = toEdgeKey(edge)
    const route = routes.get(key)
    if (!route) return []
    const lineWidth = lineWidthOf(overlay?.edges[key]?.people ?? 0, busiest)
    return [{ key, points: route.points, lineWidth, texts: listTexts(edge, drawing) }]
  })
  return placeLabels(wishes, cards.values())
}

/** A line that takes everybody on needs no share; a branch of a split is named, where there is room for it. */
function listTexts(edge: Edge, { nodes, overlay, locale }: Drawing): readonly string[] {
  const from = nodes.get(edge.from)
  const share = overlay?.edges[toEdgeKey(edge)]?.share.value ?? null
  const branch = from ? namePort(from, edge.port, locale) : ''
  if (!from || branch === '' || share === null) return []
  const written = formatPercent(locale, share)
  return from.kind === 'random-split' || from.kind === 'experiment'
    ? [`${branch} ${written}`, written]
    : [written]
}

function describeCard({ node, problems, measures }: CardData, locale: Locale): string {
  const kind = NODE_DESIGNS[node.kind].name[locale]
  const counts = measures
    ? `${formatCount(locale, measures.entered)} → ${formatCount(locale, measures.left)}`
    : ''
  const parts = [titleOf(node, locale), kind, counts || summarizeNode(node, locale), ...problems]
  return parts.map((part) => part.replace(/\.$/, '')).join('. ')
}

/** Lane by lane, from top to bottom; starts before the rest of their row. */
function sortForReading(definition: JourneyDefinition, cards: ReadonlyMap<string, Box>): readonly Node[] {
  const lane = new Map(definition.stages.map((stage, index) => [stage.id, index]))
  const rank = (node: Node) => lane.get(node.stage) ?? 0
  const top = (node: Node) => (cards.get(node.id)?.top ?? 0) - (NODE_FAMILY[node.kind] === 'entry' ? 1 : 0)
  return [...definition.nodes].sort((a, b) => rank(a) - rank(b) || top(a) - top(b))
}
