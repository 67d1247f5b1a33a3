import { toBlankDefinition, validateDefinition } from '@periplo/model'
import type { JourneyDefinition, Node } from '@periplo/model'
import { assert, constantFrom, integer, property, record, array, tuple, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { duplicateBranch, findBranch } from './branch.ts'
import { toCanonical, toCode } from './canonical.ts'
import { parseClip, pasteClip, takeClip, toClipText } from './clip.ts'
import { addNode, connect, disconnect, findFreeId, insertOnEdge, removeNodes, replaceNode } from './edits.ts'
import { createHistory, withGesture, withRedo, withUndo } from './history.ts'
import { applyPatch, diffDefinitions, invertPatch } from './patch.ts'
import { moveNodes } from './places.ts'
import { tidy } from './tidy.ts'

const STAGES = ['awareness', 'consideration', 'decision', 'service', 'advocacy'] as const

function node(id: string, over: { stage?: string; y?: number } = {}): Node {
  const frame = { id, title: id, stage: over.stage ?? 'awareness', position: { x: 12, y: over.y ?? 24 } }
  if (id.startsWith('in')) return { ...frame, kind: 'event-entry', event: 'Ad Clicked' }
  if (id.startsWith('out')) return { ...frame, kind: 'exit' }
  if (id.startsWith('fork')) return { ...frame, kind: 'condition' }
  return { ...frame, kind: 'delay', duration: { amount: 1, unit: 'days' } }
}

/** `a b`: an edge from a to b by "next"; `a:yes b` by "yes". */
function draw(ids: string, ways: string): JourneyDefinition {
  const nodes = ids.split(' ').map((id, row) => node(id, { y: 24 + row * 116 }))
  const edges = ways
    .split(', ')
    .filter(Boolean)
    .map((way) => {
      const [start = '', to = ''] = way.split(' ')
      const [from = '', port = 'next'] = start.split(':')
      return { from, port, to }
    })
  return { ...toBlankDefinition('Test'), nodes, edges }
}

function ways({ edges }: JourneyDefinition): readonly string[] {
  return edges.map(({ from, port, to }) => `${port === 'next' ? from : `${from}:${port}`} ${to}`).sort()
}

describe('what a gesture changes', () => {
  test.each([
    { why: 'the way goes on past it', drawn: 'in a, a out', out: ['a'], left: ['in out'] },
    { why: 'also past several', drawn: 'in a, a b, b out', out: ['a', 'b'], left: ['in out'] },
    { why: 'a fork has no one way on', drawn: 'in fork, fork:yes a, fork:no out', out: ['fork'], left: [] },
    { why: 'the end takes its edges along', drawn: 'in a, a out', out: ['out'], left: ['in a'] },
    { why: 'a circle of its own leads nowhere', drawn: 'in a, a a', out: ['a'], left: [] },
  ])('taking out $out of "$drawn" leaves $left ($why)', ({ drawn, out, left }) => {
    const definition = draw('in a b fork out', drawn)
    expect(ways(removeNodes(definition, new Set(out)))).toEqual(left)
  })

  test('a node put into an edge passes on by its first port what came by the edge', () => {
    const definition = draw('in out', 'in out')
    expect(ways(insertOnEdge(definition, 'in:next', node('fork')))).toEqual(['fork:yes out', 'in fork'])
  })

  test('an end put into an edge ends the way there', () => {
    expect(ways(insertOnEdge(draw('in a', 'in a'), 'in:next', node('out')))).toEqual(['in out'])
  })

  test('a port has one edge at most, and an entry none that comes in', () => {
    const definition = draw('in a out', 'in a')
    expect(ways(connect(definition, { from: 'in', port: 'next', to: 'out' }))).toEqual(['in out'])
    expect(connect(definition, { from: 'a', port: 'next', to: 'in' })).toBe(definition)
    expect(connect(definition, { from: 'a', port: 'never', to: 'out' })).toBe(definition)
  })

  test('a port that is gone takes its edge along', () => {
    const split: Node = {
      ...node('a'),
      kind: 'random-split',
      branches: ['a', 'b', 'c'].map((id) => ({ id, title: id, weight: 1 })),
    }
    const definition = connect(addNode(draw('in out', ''), { ...split, id: 's' }), {
      from: 's',
      port: 'c',
      to: 'out',
    })
    expect(
      replaceNode(definition, { ...split, id: 's', branches: split.branches.slice(0, 2) }).edges,
    ).toEqual([])
    expect(disconnect(definition, new Set(['s:c'])).edges).toEqual([])
  })

  test('new ids count on from the names in use', () => {
    expect(findFreeId(draw('delay delay-2', ''), 'delay')).toBe('delay-3')
    expect(findFreeId(draw('in', ''), 'delay')).toBe('delay')
  })

  test('a card dropped onto another slides below it', () => {
    const moved = moveNodes(
      draw('a b', ''),
      new Map([['b', { stage: 'awareness', position: { x: 12, y: 60 } }]]),
    )
    expect(moved.nodes.find((candidate) => candidate.id === 'b')?.position.y).toBe(140)
  })
})

describe('a branch', () => {
  const drawn = draw('in fork a b c out', 'in fork, fork:yes a, a b, b out, fork:no c, c out')

  test.each([
    { root: 'a', branch: ['a', 'b'], why: 'where it joins another way it ends' },
    { root: 'fork', branch: ['fork', 'a', 'b', 'c', 'out'], why: 'nothing is reached past it' },
    { root: 'out', branch: ['out'], why: 'an end leads nowhere' },
  ])('that begins at $root is $branch ($why)', ({ root, branch }) => {
    expect([...findBranch(drawn, root)].toSorted()).toEqual(branch.toSorted())
  })

  test('drawn once more joins the other ways where the first one does, and is led to by nothing', () => {
    const { definition, ids } = duplicateBranch(drawn, 'a')
    expect([...ids].toSorted()).toEqual(['a-2', 'b-2'])
    const added = ways(definition).filter((way) => !ways(drawn).includes(way))
    expect(added).toEqual(['a-2 b-2', 'b-2 out'])
  })
})

describe('copies', () => {
  const definition = draw('in a out', 'in a, a out')

  test('what is copied can be read back from text, and nothing else can', () => {
    const clip = takeClip(definition, new Set(['a', 'out']))
    expect(clip.edges).toEqual([{ from: 'a', port: 'next', to: 'out' }])
    expect(parseClip(toClipText(clip))).toEqual(clip)
    for (const other of ['', 'hello', '{}', '{"periplo":"journey-part","nodes":[{}],"edges":[]}']) {
      expect(parseClip(other)).toBeUndefined()
    }
  })

  test('pasted nodes get names and places of their own, and keep the edges between them', () => {
    const pasted = pasteClip(definition, takeClip(definition, new Set(['a', 'out'])))
    expect([...pasted.ids]).toEqual(['a-2', 'out-2'])
    expect(ways(pasted.definition)).toEqual(['a out', 'a-2 out-2', 'in a'])
    const places = pasted.definition.nodes.map(({ position }) => position.y)
    expect(new Set(places).size).toBe(places.length)
  })

  test('a node of a stage this journey has not joins the first one', () => {
    const far = { nodes: [node('a', { stage: 'elsewhere' })], edges: [] }
    expect(pasteClip(definition, far).definition.nodes.at(-1)?.stage).toBe('awareness')
  })
})

const anyJourney = uniqueArray(
  record({
    id: constantFrom('in', 'in-2', 'a', 'b', 'c', 'fork', 'fork-2', 'out'),
    stage: constantFrom(...STAGES),
    y: integer({ min: 0, max: 900 }),
  }),
  { selector: ({ id }) => id },
).chain((nodes) =>
  array(
    tuple(integer({ min: 0, max: 7 }), constantFrom('next', 'yes', 'no'), integer({ min: 0, max: 7 })),
  ).map((wanted) =>
    wanted.reduce(
      (drawn, [from, port, to]) =>
        connect(drawn, { from: nodes[from]?.id ?? '', port, to: nodes[to]?.id ?? '' }),
      { ...toBlankDefinition('Any'), nodes: nodes.map(({ id, ...over }) => node(id, over)) },
    ),
  ),
)

describe('history', () => {
  test('taking a gesture back gives exactly what was there before, and doing it again what came of it', () => {
    assert(
      property(anyJourney, anyJourney, (before, after) => {
        const patch = diffDefinitions(before, after)
        expect(toCanonical(applyPatch(before, patch))).toEqual(toCanonical(after))
        expect(toCanonical(applyPatch(after, invertPatch(patch)))).toEqual(toCanonical(before))
      }),
    )
  })

  test('typing into one field is one step back; another gesture between makes two', () => {
    const start = draw('in a', '')
    const named = (title: string) => replaceNode(start, { ...node('a', { y: 140 }), title })
    let history = createHistory(start).getState()
    history = withGesture(history, named('W'), 'edit:a:title')
    history = withGesture(history, named('Wa'), 'edit:a:title')
    expect(history.done).toHaveLength(1)
    expect(withUndo(history).definition.nodes[0]?.title).toBe('a')
    history = withGesture(
      history,
      connect(history.definition, { from: 'in', port: 'next', to: 'a' }),
      'connect',
    )
    history = withGesture(
      history,
      replaceNode(history.definition, { ...node('a', { y: 140 }), title: 'Wait' }),
      'edit:a:title',
    )
    expect(history.done.map((entry) => entry.gesture)).toEqual(['edit:a:title', 'connect', 'edit:a:title'])
  })

  test('a gesture that changes nothing leaves no trace, and a new one forgets what was taken back', () => {
    const start = createHistory(draw('in a', '')).getState()
    expect(withGesture(start, start.definition, 'move')).toBe(start)
    const undone = withUndo(withGesture(start, draw('in', ''), 'delete'))
    expect(withRedo(undone).definition.nodes).toHaveLength(1)
    expect(withGesture(undone, draw('a', ''), 'delete').undone).toEqual([])
    expect(withUndo(start)).toBe(start)
    expect(withRedo(start)).toBe(start)
  })

  test('an undo leaves alone what changed elsewhere meanwhile', () => {
    const start = draw('in a', '')
    const history = withGesture(
      createHistory(start).getState(),
      replaceNode(start, { ...node('a', { y: 140 }), title: 'Mine' }),
      'edit:a:title',
    )
    const theirs = { ...history, definition: addNode(history.definition, node('b', { y: 400 })) }
    expect(withUndo(theirs).definition.nodes.map(({ id, title }) => `${id} ${title}`)).toEqual([
      'a a',
      'b b',
      'in in',
    ])
  })
})

describe('canonical order', () => {
  test('the same drawing is the same text, whatever order it was drawn in', () => {
    assert(
      property(anyJourney, (definition) => {
        const turned = {
          ...definition,
          nodes: definition.nodes.toReversed(),
          edges: definition.edges.toReversed(),
        }
        expect(toCode(turned)).toBe(toCode(definition))
      }),
    )
  })
})

describe('tidy', () => {
  test('places no card on another, moves none to another lane, and twice is once', () => {
    assert(
      property(anyJourney, (definition) => {
        const tidied = tidy(definition)
        const places = tidied.nodes.map(({ stage, position }) => `${stage} ${position.x} ${position.y}`)
        expect(new Set(places).size).toBe(places.length)
        expect(tidied.nodes.map((each) => each.stage)).toEqual(definition.nodes.map((each) => each.stage))
        expect(tidy(tidied)).toEqual(tidied)
        expect(validateDefinition(tidied)).toEqual(validateDefinition(definition))
      }),
    )
  })

  test('ends stand below what leads to them', () => {
    const tidied = tidy(draw('out a in', 'in a, a out'))
    const rows = [...tidied.nodes].sort((a, b) => a.position.y - b.position.y).map(({ id }) => id)
    expect(rows).toEqual(['in', 'a', 'out'])
  })
})
