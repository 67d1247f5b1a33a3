/** A rate from 0 to 1 on a line, with the range that may hold the true one. The numbers stand beside it in words. */
export function DotPlot({
  value,
  lo,
  hi,
  tone,
}: {
  readonly value: number
  readonly lo: number
  readonly hi: number
  /** Said where the rate is bad news by itself. */
  readonly tone?: 'bad' | undefined
}) {
  const width = 280
  const at = (rate: number) => 4 + rate * (width - 8)
  return (
    <svg
      className="d-dots"
      data-tone={tone}
      width={width}
      height={16}
      viewBox={`0 0 ${width} 16`}
      aria-hidden
    >
      <line className="d-dots-axis" x1={4} x2={width - 4} y1={8} y2={8} />
      <line className="d-dots-end" x1={4} x2={4} y1={5} y2={11} />
      <line className="d-dots-end" x1={width - 4} x2={width - 4} y1={5} y2={11} />
      <rect
        className="d-dots-range"
        x={at(lo)}
        y={4}
        width={Math.max(2, at(hi) - at(lo))}
        height={8}
        rx={2}
      />
      <line className="d-dots-value" x1={at(value)} x2={at(value)} y1={1} y2={15} />
    </svg>
  )
}
