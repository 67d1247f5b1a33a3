import { StudioError } from '@periplo/model'
import type { Instant } from '@periplo/model'
import type { StoredJourney, WorkspaceTx } from '@periplo/store'
import {
  archiveJourney,
  countInside,
  findJourney,
  giveDirective,
  inWorkspace,
  lockJourney,
  pauseJourney,
  unarchiveJourney,
} from '@periplo/store'
import type { Resources } from '../resources.ts'
import type { RunningVerbs } from '../running-shape.ts'
import { changeEntrance } from './change-entrance.ts'
import { readPresent } from './read-present.ts'

/** The verbs that stop a journey and let it go on. */
export function toRunningVerbs(resources: Resources): RunningVerbs {
  return {
    readInside: ({ workspaceId, journeyId }) =>
      inWorkspace(resources.store, workspaceId, async (tx) => {
        if (!(await findJourney(tx, journeyId))) throw toMissing()
        return countInside(tx, journeyId)
      }),
    pause: ({ workspaceId, journeyId }) =>
      change(resources, { workspaceId, journeyId }, async (tx, journey, at) => {
        refuseUnless(isRunning(journey), 'Only a live journey can be paused.')
        await pauseJourney(tx, journeyId, at)
      }),
    resume: ({ workspaceId, journeyId, overdue }) =>
      change(resources, { workspaceId, journeyId }, async (tx, { pausedAt }, at) => {
        if (pausedAt === null) throw toWrongState('This journey is not paused, so it cannot be resumed.')
        await giveDirective(tx, journeyId, { kind: 'release', at, pausedAt, overdue })
      }),
    archive: ({ workspaceId, journeyId, inside = 'finish' }) =>
      change(resources, { workspaceId, journeyId }, async (tx, { pausedAt }, at) => {
        refuseUnless(
          pausedAt === null || inside === 'leave',
          'This journey is paused, so nobody inside could finish it. Resume it first, or let them leave.',
        )
        await archiveJourney(tx, journeyId, resources.wall.now().getTime())
        if (inside === 'leave') await giveDirective(tx, journeyId, { kind: 'withdraw', at })
      }),
    unarchive: ({ workspaceId, journeyId }) =>
      change(resources, { workspaceId, journeyId }, (tx) => unarchiveJourney(tx, journeyId)),
  }
}

function isRunning({ liveVersionId, archivedAt, pausedAt }: StoredJourney): boolean {
  return liveVersionId !== null && archivedAt === null && pausedAt === null
}

async function change(
  resources: Resources,
  { workspaceId, journeyId }: { readonly workspaceId: string; readonly journeyId: string },
  act: (tx: WorkspaceTx, journey: StoredJourney, at: Instant) => Promise<void>,
): Promise<void> {
  const at = await readPresent(resources, workspaceId)
  return changeEntrance(resources, workspaceId, async (tx) => act(tx, await getLocked(tx, journeyId), at))
}

async function getLocked(tx: WorkspaceTx, journeyId: string): Promise<StoredJourney> {
  const journey = await lockJourney(tx, journeyId)
  if (!journey) throw toMissing()
  return journey
}

function toMissing(): StudioError {
  return new StudioError('journey/not-found', 'There is no such journey.')
}

function refuseUnless(may: boolean, reason: string): void {
  if (!may) throw toWrongState(reason)
}

function toWrongState(reason: string): StudioError {
  return new StudioError('journey/wrong-state', `${reason} Nothing was changed.`)
}
