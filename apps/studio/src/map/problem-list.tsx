import type { ProblemLine } from '@periplo/designer'
import { Icon } from '@periplo/ui'

/** What is wrong with a drawing, a sentence each. With `onChoose` each leads to its step. */
export function ProblemList(props: {
  readonly lines: readonly ProblemLine[]
  readonly onChoose?: (nodeId: string) => void
}) {
  const { lines, onChoose } = props
  return (
    <ul className="s-problems">
      {lines.map((line) => (
        <li key={line.key}>
          {onChoose && line.node !== undefined ? (
            <ChoosableLine line={line} nodeId={line.node} onChoose={onChoose} />
          ) : (
            <p className="s-problem" data-severity={line.severity}>
              <LineWords line={line} />
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function ChoosableLine(props: {
  readonly line: ProblemLine
  readonly nodeId: string
  readonly onChoose: (nodeId: string) => void
}) {
  const { line, nodeId, onChoose } = props
  return (
    <button
      type="button"
      className="s-problem"
      data-severity={line.severity}
      onClick={() => onChoose(nodeId)}
    >
      <LineWords line={line} />
    </button>
  )
}

function LineWords({ line: { severity, sentence } }: { readonly line: ProblemLine }) {
  return (
    <>
      <Icon name={severity === 'note' ? 'info' : severity} />
      <span>{sentence}</span>
    </>
  )
}
