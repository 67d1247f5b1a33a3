import { encodeQR } from 'qr'

/** Light cells around the code, which cameras need. */
const BORDER = 4

/** A text as a QR code (ISO/IEC 18004), dark on light in every theme. `label` says what it is. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const rows = encodeQR(text, 'raw', { border: BORDER })
  const size = rows.length
  const cells = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg
      role="img"
      aria-label={label}
      className="s-qr"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path className="s-qr-light" d={`M0 0h${size}v${size}h-${size}z`} />
      <path className="s-qr-dark" d={cells.join('')} />
    </svg>
  )
}
