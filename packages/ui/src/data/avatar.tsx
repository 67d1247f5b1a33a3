/** A member as two letters, with the name for hover and for screen readers. 22 in bars, 20 in tables, 18 in navigation. */
export function Avatar(props: {
  readonly name: string
  readonly size?: 18 | 20 | 22 | undefined
  /** Marks the member at the screen. */
  readonly self?: boolean | undefined
  /** The name stands beside it already: say it once. */
  readonly decorative?: boolean | undefined
}) {
  const { name, size = 22, self = false, decorative = false } = props
  return (
    <span title={name} data-self={self || undefined} className={`p-avatar p-avatar-${size}`}>
      <span aria-hidden>{toInitials(name)}</span>
      {!decorative && <span className="p-hidden">{name}</span>}
    </span>
  )
}

/** Two capitals: first and last word, or the first two letters of an only word; "?" of an empty name. */
export function toInitials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = toLetters(words[0] ?? '')
  const last = words.length > 1 ? toLetters(words.at(-1) ?? '') : first.slice(1)
  return `${first[0] ?? '?'}${last[0] ?? ''}`.toUpperCase()
}

const LETTERS = new Intl.Segmenter()

function toLetters(word: string): readonly string[] {
  return Array.from(LETTERS.segment(word), ({ segment }) => segment)
}
