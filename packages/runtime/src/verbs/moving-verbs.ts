import { findMoveFlaws, foreseeMove, listForgotten } from '@periplo/engine'
import type { Flight, ForeseenNode, MoveFlaw } from '@periplo/engine'
import { StudioError } from '@periplo/model'
import type { InFlightChoice, Instant, JourneyDefinition, MovePlan, Rollup } from '@periplo/model'
import type { AskedRuns, NodeCrowd, StoredMove, StoredVersion, WorkspaceTx } from '@periplo/store'
import {
  countAskedRuns,
  countCrowds,
  findJourney,
  inWorkspace,
  insertMove,
  listMoves,
  listVersions,
  lockJourney,
  readJourneyRollups,
} from '@periplo/store'
import type { ForeseenCrowd, ForeseenMove, MoveSummary, MovingVerbs } from '../moving-shape.ts'
import type { Resources } from '../resources.ts'
import { changeEntrance } from './change-entrance.ts'
import { readPresent } from './read-present.ts'

/** The verbs about people in flight. */
export function toMovingVerbs(resources: Resources): MovingVerbs {
  const { store } = resources
  return {
    async foreseeMove({ workspaceId, journeyId, choice }) {
      const now = await readPresent(resources, workspaceId)
      return inWorkspace(store, workspaceId, async (tx) => {
        const journey = (await findJourney(tx, journeyId)) ?? throwMissing()
        const versions = await listVersions(tx, journeyId)
        return foresee(tx, { journeyId, choice, versions, to: journey.definition, now })
      })
    },
    listMoves: ({ workspaceId, journeyId }) =>
      inWorkspace(store, workspaceId, async (tx) => {
        if (!(await findJourney(tx, journeyId))) throwMissing()
        const [moves, versions] = [await listMoves(tx, journeyId), await listVersions(tx, journeyId)]
        if (moves.length === 0) return []
        const subjects = ['journey'] as const
        const rollups = await readJourneyRollups(tx, { workspaceId, journeyId, from: '0000', subjects })
        const background = { moves, versions, rollups, runs: await countAskedRuns(tx, journeyId) }
        return moves.map((move) => toSummary(move, background))
      }),
    async bringBack({ workspaceId, journeyId, moveNo, spreadMs, actor }) {
      const at = await readPresent(resources, workspaceId)
      await changeEntrance(resources, workspaceId, async (tx) => {
        if (!(await lockJourney(tx, journeyId))) throwMissing()
        const plan = toWayBack((await listMoves(tx, journeyId))[0], { moveNo, spreadMs })
        await insertMove(tx, { workspaceId, journeyId, plan, at, by: actor.name })
      })
    },
  }
}

/** Moves the people in flight into a version that was just frozen, as was chosen. The journey must be locked. */
export async function moveInFlight(
  tx: WorkspaceTx,
  { version, choice, at, by }: { version: StoredVersion; choice: InFlightChoice; at: Instant; by: string },
): Promise<void> {
  if (choice.kind === 'stay') return
  const { workspaceId, journeyId, versionId: toVersionId, definition } = version
  const earlier = (await listVersions(tx, journeyId)).filter((one) => one.versionId !== toVersionId)
  refuseFlaws(choice, toFlight(earlier, definition))
  if (earlier.length === 0) return
  const from = earlier.map(({ versionId }) => versionId)
  await insertMove(tx, { workspaceId, journeyId, plan: { ...choice, from, toVersionId }, at, by })
}

function toFlight(earlier: readonly StoredVersion[], to: JourneyDefinition): Flight {
  return { earlier: new Map(earlier.map(({ versionId, definition }) => [versionId, definition])), to }
}

interface Foreseeing {
  readonly journeyId: string
  readonly choice: InFlightChoice
  readonly versions: readonly StoredVersion[]
  readonly to: JourneyDefinition
  readonly now: Instant
}

async function foresee(
  tx: WorkspaceTx,
  { journeyId, choice, versions, to, now }: Foreseeing,
): Promise<ForeseenMove> {
  const flight = toFlight(versions, to)
  refuseFlaws(choice, flight)
  const foreseen = foreseeMove(choice, flight)
  const rules = foreseen.flatMap(({ versionId, node: nodeId, over }) =>
    over ? [{ versionId, nodeId, ...over }] : [],
  )
  const crowds = await countCrowds(tx, { journeyId, now, rules })
  const moves = await listMoves(tx, journeyId)
  const runs = moves.length === 0 ? [] : await countAskedRuns(tx, journeyId)
  const moving = new Set(
    toCrowds(foreseen, { crowds, versions })
      .filter(({ becomes }) => becomes === 'waits' || becomes === 'acts')
      .map(({ versionId }) => versionId),
  )
  return {
    crowds: toCrowds(foreseen, { crowds, versions }),
    forgotten: versions
      .filter(({ versionId }) => moving.has(versionId))
      .map(({ number, definition }) => ({ number, names: listForgotten(definition, to) }))
      .filter(({ names }) => names.length > 0),
    unasked: moves.reduce((sum, move) => sum + countWaiting(move, runs), 0),
  }
}

function toCrowds(
  foreseen: readonly ForeseenNode[],
  { crowds, versions }: { crowds: readonly NodeCrowd[]; versions: readonly StoredVersion[] },
): readonly ForeseenCrowd[] {
  return foreseen.flatMap(({ versionId, node, target, becomes }) => {
    const crowd = crowds.find((one) => one.versionId === versionId && one.nodeId === node)
    const version = versions.find((one) => one.versionId === versionId)
    const drawn = version?.definition.nodes.find(({ id }) => id === node)
    if (!crowd || !version || !drawn) return []
    const { people, held, over } = crowd
    const { title, kind } = drawn
    return [{ versionId, number: version.number, node, title, kind, people, held, target, becomes, over }]
  })
}

interface Background {
  readonly moves: readonly StoredMove[]
  readonly versions: readonly StoredVersion[]
  readonly runs: readonly AskedRuns[]
  /** Of the journey itself. */
  readonly rollups: readonly Rollup[]
}

function toSummary(move: StoredMove, background: Background): MoveSummary {
  const { moves, versions, runs } = background
  const { no, at, by, plan } = move
  const numberOf = new Map(versions.map(({ versionId, number }) => [versionId, number]))
  const asked = runs.filter(({ moveNo }) => moveNo === no)
  const sum = (list: readonly AskedRuns[], of: 'people' | 'withdrawn' | 'returnable'): number =>
    list.reduce((total, one) => total + one[of], 0)
  const here = asked.filter(({ versionId }) => !plan.from.includes(versionId))
  const there = asked.filter(({ versionId }) => plan.from.includes(versionId))
  const [latest] = moves
  const canReturn = latest?.no === no && plan.kind !== 'back'
  const left = plan.kind === 'migrate' ? sum(there, 'withdrawn') : 0
  return {
    no,
    at,
    by,
    kind: plan.kind,
    fromNumbers: plan.from.flatMap((id) => numberOf.get(id) ?? []).toSorted((a, b) => a - b),
    toNumber: plan.kind === 'back' ? null : (numberOf.get(plan.toVersionId) ?? null),
    undoes: plan.kind === 'back' ? plan.undoes : null,
    isUndone: moves.some((other) => other.plan.kind === 'back' && other.plan.undoes === no),
    moved: plan.kind === 'back' ? sum(here, 'people') : countMoved(plan.toVersionId, background),
    left,
    stayed: sum(there, 'people') - left,
    waiting: countWaiting(move, runs),
    returnable: canReturn ? sum(here, 'returnable') : 0,
  }
}

/** Whoever came to a version by the move it was published with: all who were moved in, but for those brought back. */
function countMoved(toVersionId: string, { moves, runs, rollups }: Background): number {
  const movedIn = rollups
    .filter(({ versionId, counter }) => versionId === toVersionId && counter === 'moved-in')
    .reduce((sum, { total }) => sum + total, 0)
  const backs = new Set(moves.filter(({ plan }) => plan.kind === 'back').map(({ no }) => no))
  const returned = runs.filter((run) => backs.has(run.moveNo) && run.versionId === toVersionId)
  const isUndone = moves.some(({ plan }) => plan.kind === 'back' && plan.from.includes(toVersionId))
  return isUndone ? movedIn : movedIn - returned.reduce((sum, { people }) => sum + people, 0)
}

/** Runs under way that a move has not asked yet. */
function countWaiting({ no, plan }: StoredMove, runs: readonly AskedRuns[]): number {
  return runs
    .filter(({ versionId, moveNo }) => {
      const isNext = plan.kind === 'back' ? moveNo === plan.undoes : moveNo < no
      return isNext && plan.from.includes(versionId)
    })
    .reduce((sum, { active }) => sum + active, 0)
}

function toWayBack(
  latest: StoredMove | undefined,
  { moveNo, spreadMs }: { readonly moveNo: number; readonly spreadMs: number },
): MovePlan {
  if (!latest || latest.no !== moveNo)
    throw toWrongState(
      'People have been moved again since, or never: only the latest move can be taken back.',
    )
  const { plan } = latest
  if (plan.kind === 'back') throw toWrongState('These people were brought back already.')
  return { kind: 'back', undoes: latest.no, from: [plan.toVersionId], spreadMs }
}

function refuseFlaws(choice: InFlightChoice, flight: Flight): void {
  const [first, ...others] = findMoveFlaws(choice, flight)
  if (!first) return
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  throw new StudioError('journey/flawed-mapping', `${FLAWS[first.code](first)}${more}. Nothing was changed.`)
}

const FLAWS: { readonly [C in MoveFlaw['code']]: (flaw: MoveFlaw) => string } = {
  'unknown-version': ({ versionId }) => `${versionId} is no earlier version of this journey`,
  'unknown-node': ({ node }) => `The earlier version has no node ${node}`,
  'node-holds-nobody': ({ node }) => `Nobody ever waits in the node ${node}`,
  'named-twice': ({ node }) => `The node ${node} is named twice`,
  'unknown-target': ({ node, target = '' }) =>
    `${node} should lead to ${target}, and the new version has no such node`,
  'closed-target': ({ node, target = '' }) =>
    `${node} should lead to ${target}: nobody can be moved into an entry or an end; let them leave instead`,
}

function throwMissing(): never {
  throw new StudioError('journey/not-found', 'There is no such journey.')
}

function toWrongState(reason: string): StudioError {
  return new StudioError('journey/wrong-state', `${reason} Nothing was changed.`)
}
