import { indexBoxes, overlapOf } from './box-index.ts'
import type { BoxIndex } from './box-index.ts'
import type { Box, Point } from './geometry.ts'
import { measureWords } from './measure-words.ts'

/** A way somebody may write on, and what to write there. */
export interface LabelRequest {
  readonly key: string
  readonly points: readonly Point[]
  /** Breadth of the drawn line in pixels. */
  readonly lineWidth: number
  /** The words, the fullest first; none where nothing is to be written. A shorter one is taken where the fuller has no room. */
  readonly texts: readonly string[]
}

/** Words with the point their middle stands at. */
export interface PlacedLabel extends Point {
  readonly text: string
}

const HEIGHT = 16
/** What stands around the words. */
const AROUND = 8
/** Free pixels between words, and between words and a card. */
const GAP = 2
/** Places along a piece are tried this far apart, and as far beside an upright piece. */
const STEP = 8
const ON_LINE = [0] as const
const ASIDE = [0, -8, 8, -16, 16, -24, 24] as const
/** What words cost: on a card or on other words, on another line, beside their line, cut short. */
const HIDES = 1_000
const CROSSES = 30
const BESIDE = 1.2
const SHORTENED = 60
/** A word far from where its branch leaves is harder to read, a little for every pixel. */
const AWAY = 0.06

/**
 * Places words on ways so that no word stands on a card or on another word as long as there is a free place on
 * its own way; where there is none, it stands where it hides least. Short ways choose before long ones.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  cards: Iterable<Box>,
): ReadonlyMap<string, PlacedLabel> {
  const ground: Ground = {
    cards: indexBoxes(cards),
    lines: indexBoxes([]),
    words: indexBoxes([]),
    owner: new Map(),
  }
  for (const request of requests) {
    for (const line of toLines(request)) {
      ground.lines.add(line)
      ground.owner.set(line, request.key)
    }
  }
  const placed = new Map<string, PlacedLabel>()
  const written = requests.filter(({ texts }) => texts.length > 0)
  for (const request of written.toSorted((a, b) => lengthOf(a.points) - lengthOf(b.points))) {
    const best = findPlace(request, ground)
    if (!best) continue
    placed.set(request.key, { text: best.text, x: best.x, y: best.y })
    ground.words.add(toLabelBox(best))
  }
  return placed
}

interface Ground {
  readonly cards: BoxIndex
  readonly lines: BoxIndex
  readonly words: BoxIndex
  /** Whose line each is. */
  readonly owner: Map<Box, string>
}

interface Candidate extends PlacedLabel {
  readonly cost: number
}

function findPlace(request: LabelRequest, ground: Ground): Candidate | undefined {
  let best: Candidate | undefined
  for (const [rank, text] of request.texts.entries()) {
    for (const place of listPlaces(request.points)) {
      const cost = place.cost + rank * SHORTENED + costOf(toLabelBox({ ...place, text }), request.key, ground)
      if (!best || cost < best.cost) best = { text, x: place.x, y: place.y, cost }
    }
  }
  return best
}

/** Every place worth trying, with what it costs to be read there: far from the start, or beside the line. */
function* listPlaces(points: readonly Point[]): Generator<Point & { readonly cost: number }> {
  let walked = 0
  for (const [index, from] of points.entries()) {
    const to = points[index + 1]
    if (!to) return
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y)
    const asides = from.y === to.y ? ON_LINE : ASIDE
    const tries = Math.max(1, Math.floor(length / STEP))
    for (let tried = 0; tried <= tries; tried += 1) {
      const share = tried / tries
      const x = from.x + (to.x - from.x) * share
      const y = from.y + (to.y - from.y) * share
      // in the middle of its piece a word is told apart best from what turns off
      const cost = (walked + length * share) * AWAY + Math.abs(share - 0.5) * 16
      for (const aside of asides) yield { x: x + aside, y, cost: cost + Math.abs(aside) * BESIDE }
    }
    walked += length
  }
}

function costOf(box: Box, key: string, { cards, lines, words, owner }: Ground): number {
  let cost = 0
  for (const other of cards.over(box)) cost += HIDES + overlapOf(box, other)
  for (const other of words.over(box)) cost += HIDES + overlapOf(box, other)
  for (const line of lines.over(box)) if (owner.get(line) !== key) cost += CROSSES
  return cost
}

/** The room words take on the map, with what stays free around them. */
export function toLabelBox({ x, y, text }: PlacedLabel): Box {
  const width = measureWords(text) + AROUND + 2 * GAP
  const height = HEIGHT + 2 * GAP
  return { left: x - width / 2, top: y - height / 2, width, height }
}

function toLines({ points, lineWidth }: LabelRequest): readonly Box[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to
    const half = lineWidth / 2
    return {
      left: Math.min(from.x, to.x) - half,
      top: Math.min(from.y, to.y) - half,
      width: Math.abs(to.x - from.x) + lineWidth,
      height: Math.abs(to.y - from.y) + lineWidth,
    }
  })
}

function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, point, index) => {
    const before = points[index - 1] ?? point
    return sum + Math.abs(point.x - before.x) + Math.abs(point.y - before.y)
  }, 0)
}
