/** A step of the stage scale, from violet to yellow; `own` is the grey of a stage that is none of the five. */
export type StageTone = 1 | 2 | 3 | 4 | 5 | 'own'

/** One stage in miniature. */
export interface StageBar {
  readonly label: string
  readonly tone: StageTone
  /** People who entered; null where nothing was measured yet. */
  readonly count: number | null
}

const WIDTH = 20
const GAP = 4
const HEIGHT = 32
const MIN_HEIGHT = 3

/**
 * The stages as small bars, scaled to the tallest; a stage without people is a hairline, one not
 * measured a dashed box. `label` says the same in words.
 */
export function StageBars({
  stages,
  label,
}: {
  readonly stages: readonly StageBar[]
  readonly label: string
}) {
  const most = Math.max(1, ...stages.map((stage) => stage.count ?? 0))
  const width = Math.max(0, stages.length * (WIDTH + GAP) - GAP)
  return (
    <svg role="img" aria-label={label} width={width} height={HEIGHT} className="p-stage-bars">
      {stages.map((stage, index) => (
        <Bar key={stage.label} stage={stage} place={index} share={(stage.count ?? 0) / most} />
      ))}
    </svg>
  )
}

function Bar({
  stage,
  place,
  share,
}: {
  readonly stage: StageBar
  readonly place: number
  readonly share: number
}) {
  const x = place * (WIDTH + GAP)
  if (stage.count === null) {
    return <rect x={x + 0.5} y={12.5} width={WIDTH - 1} height={18} rx={2} className="p-stage-unknown" />
  }
  const height = stage.count === 0 ? 1 : Math.max(MIN_HEIGHT, Math.round(share * (HEIGHT - 4)))
  const colour = stage.count === 0 ? 'p-stage-none' : `p-stage-${stage.tone}`
  return (
    <rect
      x={x}
      y={HEIGHT - 1 - height}
      width={WIDTH}
      height={height}
      rx={Math.min(2, height / 2)}
      className={colour}
    >
      <title>{stage.label}</title>
    </rect>
  )
}

/** The colour of a stage as a small swatch for legends and heads; decoration beside its name. */
export function StageSwatch({
  tone,
  shape = 'square',
}: {
  readonly tone: StageTone
  readonly shape?: 'square' | 'line' | undefined
}) {
  return <i aria-hidden className={`p-stage-swatch p-stage-swatch-${shape} p-stage-fill-${tone}`} />
}
