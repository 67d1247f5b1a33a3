import { useMessages } from '@periplo/ui'
import { MEASURE_WORDS } from '../words/measure-words.ts'

/** What was divided by what, and what has to be said of it. */
export function FormulaLines(props: {
  readonly lines: readonly { readonly term: string; readonly value: string; readonly strong?: boolean }[]
  readonly notes: readonly string[]
  /** Fewer than 30 people stand behind it. */
  readonly few: boolean
}) {
  const { lines, notes, few } = props
  const m = useMessages(MEASURE_WORDS)
  return (
    <>
      <dl className="d-formula p-num">
        {lines.map(({ term, value, strong }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{strong ? <b>{value}</b> : value}</dd>
          </div>
        ))}
      </dl>
      {notes.length > 0 && <p className="d-hint p-num">{notes.join('; ')}</p>}
      {few && <p className="d-hint">{m.few}</p>}
    </>
  )
}
