import { listOverlayValues, toOverlay, toReadDays } from '@periplo/kpi'
import type { Overlay } from '@periplo/kpi'
import { StudioError } from '@periplo/model'
import { inWorkspace, readRollups } from '@periplo/store'
import type { Resources } from '../resources.ts'
import type { StudioVerbs } from '../verbs.ts'
import { getVersion } from './journey-verbs.ts'
import { readPresent } from './read-present.ts'

/** The longest pause between two looks: how late another process's changes are seen. */
const LOOK_MS = 5_000
/** The shortest pause between two overlays of one watcher. */
const PACE_MS = 1_000

type OverlayInput = Parameters<StudioVerbs['measures']['readOverlay']>[0]

/** The verbs about measures. */
export function toMeasureVerbs(resources: Resources): StudioVerbs['measures'] {
  return {
    readOverlay: (input) => readOverlay(resources, input),
    read: async ({ measure, ...input }) => listOverlayValues(await readOverlay(resources, input), measure),
    async *watchOverlay({ signal, ...input }) {
      const bell = resources.signals.listen(input.workspaceId, signal)
      let last = ''
      while (!signal.aborted) {
        const overlay = await readOverlay(resources, input)
        const seen = JSON.stringify({ ...overlay, asOf: 0 })
        if (seen !== last) yield overlay
        last = seen
        await bell.wait(LOOK_MS, signal)
        await resources.pace(PACE_MS, signal)
      }
    },
  }
}

async function readOverlay(resources: Resources, input: OverlayInput): Promise<Overlay> {
  const { workspaceId, versionId, from, to } = input
  if (from >= to)
    throw new StudioError('input/invalid', 'The period is empty: its end must lie after its start.')
  return inWorkspace(resources.store, workspaceId, async (tx) => {
    const { journeyId } = await getVersion(tx, versionId)
    await resources.journeys.load([versionId])
    const { frame } = resources.journeys.get(versionId)
    const asOf = await readPresent(resources, workspaceId)
    const days = toReadDays({ from, to }, { asOf, zone: frame.zone })
    const rollups = []
    for (const owner of [
      { journeyId, versionId },
      { journeyId, versionId: '' },
      { journeyId: '', versionId: '' },
    ])
      rollups.push(...(await readRollups(tx, { workspaceId, ...owner, ...days })))
    return toOverlay({ frame, rollups, window: { from, to }, asOf })
  })
}
