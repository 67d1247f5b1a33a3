import type { JourneyDefinition, Node } from '@periplo/model'
import { parseDefinition, toBlankDefinition } from '@periplo/model'
import { describe, expect, test } from 'vitest'
import { diffDefinitions, applyPatch, invertPatch } from './patch.ts'
import {
  addStage,
  createStageId,
  listMissingStages,
  MAX_STAGES,
  moveStage,
  removeStage,
  renameStage,
} from './stages.ts'

function cardIn(stage: string, id: string, y: number): Node {
  return { id, kind: 'exit', title: id, stage, position: { x: 12, y } }
}

const JOURNEY: JourneyDefinition = {
  ...toBlankDefinition('Test'),
  nodes: [cardIn('decision', 'a', 24), cardIn('service', 'b', 24), cardIn('service', 'c', 140)],
}
const idsOf = ({ stages }: JourneyDefinition) => stages.map(({ id }) => id)

describe('stages', () => {
  test('a renamed stage keeps the id its numbers are counted under', () => {
    const renamed = renameStage(JOURNEY, 'service', '  After-sales ')
    expect(renamed.stages[3]).toEqual({ id: 'service', title: 'After-sales' })
    expect(renameStage(renamed, 'service', '').stages[3]?.title).toBeUndefined()
  })

  test('a removed stage hands its cards to the heir, and none stands on another', () => {
    const left = removeStage(JOURNEY, 'service', 'decision')
    expect(idsOf(left)).toEqual(['awareness', 'consideration', 'decision', 'advocacy'])
    expect(left.nodes.every(({ stage }) => stage === 'decision')).toBe(true)
    expect(new Set(left.nodes.map(({ position }) => position.y)).size).toBe(3)
  })

  test.each([
    { stage: 'service', heir: undefined, why: 'its cards would be nowhere' },
    { stage: 'service', heir: 'service', why: 'it cannot be its own heir' },
    { stage: 'service', heir: 'unknown', why: 'the heir does not exist' },
    { stage: 'unknown', heir: 'decision', why: 'it does not exist' },
  ])('$stage is not removed for $heir ($why)', ({ stage, heir }) => {
    expect(removeStage(JOURNEY, stage, heir)).toBe(JOURNEY)
  })

  test('the last stage stays, and a stage without cards needs no heir', () => {
    const one = { ...JOURNEY, stages: [{ id: 'decision' }], nodes: [] }
    expect(removeStage(one, 'decision', undefined)).toBe(one)
    expect(idsOf(removeStage(JOURNEY, 'advocacy', undefined))).not.toContain('advocacy')
  })

  test.each([
    { to: 0, order: ['service', 'awareness', 'consideration', 'decision', 'advocacy'] },
    { to: 4, order: ['awareness', 'consideration', 'decision', 'advocacy', 'service'] },
    { to: 5, order: ['awareness', 'consideration', 'decision', 'service', 'advocacy'] },
  ])('a stage moved to $to stands there', ({ to, order }) => {
    expect(idsOf(moveStage(JOURNEY, 'service', to))).toEqual(order)
  })

  test('new stages have names no stage has had, and there are never more than the format allows', () => {
    let definition: JourneyDefinition = JOURNEY
    for (let count = 0; count < 20; count += 1) definition = addStage(definition, { id: createStageId() }, 1)
    expect(definition.stages).toHaveLength(MAX_STAGES)
    expect(parseDefinition(definition).kind).toBe('valid')
  })

  test('a built-in stage that was removed is offered again', () => {
    expect(listMissingStages(removeStage(JOURNEY, 'service', 'decision').stages)).toEqual(['service'])
  })

  test('removing a stage is taken back with every card at its place', () => {
    const left = removeStage(JOURNEY, 'service', 'decision')
    expect(applyPatch(left, invertPatch(diffDefinitions(JOURNEY, left)))).toEqual(JOURNEY)
  })
})
