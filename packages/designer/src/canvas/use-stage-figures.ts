import type { Overlay } from '@periplo/kpi'
import type { JourneyDefinition, Stage } from '@periplo/model'
import { useFormat } from '@periplo/ui'
import { useCallback, useMemo } from 'react'
import type { StageFigures } from '../measure/stage-figures.ts'

/** The stage in which people decide; ROPO says something about it and about no other. */
const DECISION = 'decision'
const NOTHING: StageFigures = { measures: undefined, ropo: undefined, isLast: false }

/** What each stage's header shows; the same object until the overlay changes. */
export function useStageFigures(
  { stages }: JourneyDefinition,
  overlay: Overlay | null,
): (stage: Stage) => StageFigures {
  const format = useFormat()
  const figures = useMemo(() => {
    const rate = overlay?.ropo.category[30].orderRate
    const range = rate?.interval ? ` (${format.interval(rate.interval)})` : ''
    const ropo = rate ? `${format.percent(rate.value)}${rate.value === null ? '' : range}` : undefined
    return new Map(
      stages.map((stage, index): [string, StageFigures] => [
        stage.id,
        {
          measures: overlay?.stages[stage.id],
          ropo: stage.id === DECISION ? ropo : undefined,
          isLast: index === stages.length - 1,
        },
      ]),
    )
  }, [stages, overlay, format])
  return useCallback((stage) => figures.get(stage.id) ?? NOTHING, [figures])
}
