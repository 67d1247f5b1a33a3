import { STAGE_SCALE, toStageTone } from '@periplo/designer'
import { GOAL_MEASURE } from '@periplo/kpi'
import { Badge, Sparkline, StageBars, useFormat, useLocale, useMessages } from '@periplo/ui'
import type { Measure } from '@periplo/model'
import { useStageNames } from '../parts/stage-names.ts'
import { JOURNEYS_MESSAGES } from './journeys-messages.ts'

/** People by stage as small bars, dashed before the first version. */
export function StagesCell(props: {
  readonly stages: readonly { readonly stageId: string; readonly people: number }[]
  readonly measured: boolean
}) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const format = useFormat()
  const nameOf = useStageNames()
  const stages = props.measured
    ? props.stages.map(({ stageId, people }) => ({
        label: nameOf(stageId),
        tone: toStageTone(stageId),
        count: people,
      }))
    : STAGE_SCALE.map((stageId) => ({
        label: nameOf(stageId),
        tone: toStageTone(stageId),
        count: null,
      }))
  const list = stages.map(({ label, count }) => `${label} ${format.count(count)}`).join(', ')
  return <StageBars stages={stages} label={props.measured ? m.stagesLabel({ list }) : m.notMeasured} />
}

/** The goal's rate with its interval; grey where there are too few people, and open windows are said. */
export function GoalCell({ goal }: { readonly goal: Measure | null }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const format = useFormat()
  if (goal === null || goal.value === null) return <span className="p-muted">—</span>
  const few = goal.status === 'small_n'
  return (
    <span className="s-goal">
      <b className={few ? 'p-num p-muted' : 'p-num'}>{format.percent(goal.value)}</b>
      {goal.status === 'immature' && (
        <Badge icon="window-open" title={m.windowOpenWhy}>
          {m.windowOpen}
        </Badge>
      )}
      {few && <span className="p-muted p-num">{m.few({ n: format.count(goal.n) })}</span>}
      {!few && goal.status !== 'immature' && goal.interval && (
        <span className="p-muted p-num">{format.interval(goal.interval)}</span>
      )}
    </span>
  )
}

/** The goal's rate day by day. */
export function TrendCell(props: { readonly name: string; readonly trend: readonly (number | null)[] }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const format = useFormat()
  const { locale } = useLocale()
  const { name, trend } = props
  const known = trend.filter((value) => value !== null)
  if (known.length < 2) return null
  return (
    <Sparkline
      values={trend}
      label={m.trendLabel({ name, measure: GOAL_MEASURE.name[locale], last: format.percent(known.at(-1)) })}
    />
  )
}
