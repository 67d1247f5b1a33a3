/** A drawn point, in pixels from the top left. */
export interface SparkPoint {
  readonly x: number
  readonly y: number
}

const PAD = 4

/**
 * The path of a trend inside a box, scaled to its own lowest and highest value; a flat trend runs
 * through the middle. Nulls break the line; without two values side by side nothing is drawn. `last` is the final point, if the trend ends in one.
 */
export function toSparkPath(
  values: readonly (number | null)[],
  box: { readonly width: number; readonly height: number },
): { readonly path: string; readonly last: SparkPoint | undefined } {
  // a value without a neighbour is no trend
  if (!values.some((value, index) => value !== null && (values[index + 1] ?? null) !== null))
    return { path: '', last: undefined }
  const known = values.filter((value) => value !== null)
  const low = Math.min(...known)
  const span = Math.max(...known) - low
  const stepX = (box.width - 2 * PAD) / Math.max(1, values.length - 1)
  const toPoint = (value: number, index: number): SparkPoint => ({
    x: round(PAD + index * stepX),
    y: round(
      span === 0 ? box.height / 2 : box.height - PAD - ((value - low) / span) * (box.height - 2 * PAD),
    ),
  })
  const points = values.map((value, index) => (value === null ? null : toPoint(value, index)))
  return {
    path: points.map((point, index) => move(point, points[index - 1])).join(''),
    last: points.at(-1) ?? undefined,
  }
}

function move(point: SparkPoint | null, before: SparkPoint | null | undefined): string {
  if (!point) return ''
  return `${before ? 'L' : 'M'}${point.x},${point.y}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
