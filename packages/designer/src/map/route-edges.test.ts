import { assert, constantFrom, integer, property, record, tuple, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Box, Point } from './geometry.ts'
import { CARD_HEIGHT, CARD_WIDTH } from './geometry.ts'
import type { Route } from './route-edges.ts'
import type { RouteRequest } from './route-request.ts'
import { routeEdges } from './route-edges.ts'

const DESIGN = { clearance: 15, merge: true, gap: 6 }

/** Cards on a raster with gaps no smaller than the lanes leave, each shifted a little. */
const crowd = uniqueArray(
  record({
    column: integer({ min: 0, max: 5 }),
    row: integer({ min: 0, max: 6 }),
    dx: constantFrom(-4, 0, 0, 0, 4),
    dy: constantFrom(-8, 0, 0, 0, 4, 8),
  }),
  { minLength: 2, maxLength: 24, selector: ({ column, row }) => column * 100 + row },
).map((places) =>
  places.map(({ column, row, dx, dy }): Box => ({
    left: column * 196 + 16 + dx,
    top: row * 116 + 24 + dy,
    width: CARD_WIDTH,
    height: CARD_HEIGHT,
  })),
)

const wishes = uniqueArray(
  tuple(integer({ min: 0, max: 23 }), integer({ min: 0, max: 2 }), integer({ min: 0, max: 23 })),
  {
    minLength: 1,
    maxLength: 30,
    selector: ([from, port]) => from * 10 + port,
  },
)

function toRequests(
  wanted: readonly (readonly [number, number, number])[],
  count: number,
  width = 1.5,
): readonly RouteRequest[] {
  return wanted
    .filter(([from, , to]) => from < count && to < count)
    .map(([from, port, to]) => ({
      key: `${from}:${port}`,
      from: `${from}`,
      to: `${to}`,
      port,
      ports: 3,
      portAt: (port + 0.5) / 3,
      width,
    }))
}

function toCards(boxes: readonly Box[]): ReadonlyMap<string, Box> {
  return new Map(boxes.map((box, index) => [`${index}`, box]))
}

function crosses(from: Point, to: Point, box: Box): boolean {
  return (
    Math.max(from.x, to.x) > box.left &&
    Math.min(from.x, to.x) < box.left + box.width &&
    Math.max(from.y, to.y) > box.top &&
    Math.min(from.y, to.y) < box.top + box.height
  )
}

function findFault(routes: ReadonlyMap<string, Route>, boxes: readonly Box[]): string | undefined {
  for (const [key, { points }] of routes) {
    for (const [index, from] of points.entries()) {
      const to = points[index + 1]
      if (!to) break
      if (from.x !== to.x && from.y !== to.y) return `${key} runs askew`
      if (boxes.some((box) => crosses(from, to, box))) return `${key} runs through a card`
    }
  }
  return undefined
}

describe('routeEdges', () => {
  test('no piece of an edge runs through a card, and every piece is level or upright', () => {
    assert(
      property(crowd, wishes, (boxes, wanted) => {
        const routes = routeEdges(toRequests(wanted, boxes.length), toCards(boxes), DESIGN)
        expect(findFault(routes, boxes)).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  test('broad edges keep out of cards too', () => {
    const measure = { clearance: 15, merge: false, gap: 4 }
    assert(
      property(crowd, wishes, integer({ min: 1, max: 28 }), (boxes, wanted, width) => {
        const routes = routeEdges(toRequests(wanted, boxes.length, width), toCards(boxes), measure)
        expect(findFault(routes, boxes)).toBeUndefined()
      }),
      { numRuns: 200 },
    )
  })

  test('every edge begins and ends on the border of its cards', () => {
    assert(
      property(crowd, wishes, (boxes, wanted) => {
        const requests = toRequests(wanted, boxes.length)
        const cards = toCards(boxes)
        const routes = routeEdges(requests, cards, DESIGN)
        for (const request of requests) {
          const route = routes.get(request.key)
          expect(isOnBorder(route?.points[0], cards.get(request.from))).toBe(true)
          expect(isOnBorder(route?.points.at(-1), cards.get(request.to))).toBe(true)
        }
      }),
    )
  })

  test.each([
    {
      why: 'the next card hangs straight below the port',
      to: { left: 16, top: 140 },
      port: 0,
      ports: 1,
      points: ['98,100', '98,140'],
    },
    {
      why: 'the last port leaves to the right, into the left side of the next lane',
      to: { left: 212, top: 24 },
      port: 1,
      ports: 2,
      points: ['180,88', '196,88', '196,58', '212,58'],
    },
  ])('draws $points where $why', ({ to, port, ports, points }) => {
    const cards = toCards([
      { left: 16, top: 24, width: CARD_WIDTH, height: CARD_HEIGHT },
      { ...to, width: CARD_WIDTH, height: CARD_HEIGHT },
    ])
    const request = { key: 'a', from: '0', to: '1', port, ports, portAt: (port + 0.5) / ports, width: 1.5 }
    const route = routeEdges([request], cards, { ...DESIGN, clearance: 16 }).get('a')
    expect(route?.points.map(({ x, y }) => `${x},${y}`)).toEqual(points)
  })

  test('draws through cards that stand on one another rather than not at all', () => {
    const box = { left: 16, top: 24, width: CARD_WIDTH, height: CARD_HEIGHT }
    const request = { key: 'a', from: '0', to: '1', port: 0, ports: 1, portAt: 0.5, width: 1.5 }
    const routes = routeEdges([request], toCards([box, { ...box, top: 60 }]), DESIGN)
    expect(routes.get('a')?.points.length).toBeGreaterThan(1)
  })

  test('five hundred cards and their edges are drawn without making anybody wait', () => {
    const boxes = Array.from({ length: 500 }, (_, index): Box => ({
      left: (index % 10) * 196 + 16,
      top: Math.floor(index / 10) * 116 + 24,
      width: CARD_WIDTH,
      height: CARD_HEIGHT,
    }))
    const requests = boxes.flatMap((_, index) =>
      [(index + 10) % 500, (index + 31) % 500].map((to, port) => ({
        key: `${index}:${port}`,
        from: `${index}`,
        to: `${to}`,
        port,
        ports: 2,
        portAt: (port + 0.5) / 2,
        width: 1.5,
      })),
    )
    const routes = routeEdges(requests, toCards(boxes), DESIGN)
    expect(routes.size).toBe(1000)
  })
})

function isOnBorder(point: Point | undefined, box: Box | undefined): boolean {
  if (!point || !box) return false
  const { left, top, width, height } = box
  const within = point.x >= left && point.x <= left + width && point.y >= top && point.y <= top + height
  const edge = [left, left + width].includes(point.x) || [top, top + height].includes(point.y)
  return within && edge
}
