import { toSparkPath } from './spark-path.ts'

/** A trend as a small line with its last value dotted. `label` says it in words; null values break the line. */
export function Sparkline(props: {
  readonly values: readonly (number | null)[]
  readonly label: string
  readonly width?: number | undefined
  readonly height?: number | undefined
}) {
  const { values, label, width = 68, height = 26 } = props
  const { path, last } = toSparkPath(values, { width, height })
  return (
    <svg role="img" aria-label={label} width={width} height={height} className="p-spark">
      <path d={path} />
      {last && <circle cx={last.x} cy={last.y} r={2.5} />}
    </svg>
  )
}
