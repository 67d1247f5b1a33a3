import { defineMessages, Icon, IconButton, plural, useLocale, useMessages } from '@periplo/ui'
import { useState } from 'react'
import type { JudgedDrawing, ProblemLine } from '../words/problem-lines.ts'
import { toProblemLines } from '../words/problem-lines.ts'

const WORDS = defineMessages({
  en: {
    errors: (args: { count: number }) =>
      plural('en', args.count, { one: '1 error', other: `${args.count} errors` }),
    warnings: (args: { count: number }) =>
      plural('en', args.count, { one: '1 warning', other: `${args.count} warnings` }),
    notes: (args: { count: number }) =>
      plural('en', args.count, { one: '1 note', other: `${args.count} notes` }),
    title: 'What is missing',
    open: 'Show what is missing',
    close: 'Close the list',
  },
  es: {
    errors: ({ count }) => plural('es', count, { one: '1 error', other: `${count} errores` }),
    warnings: ({ count }) => plural('es', count, { one: '1 advertencia', other: `${count} advertencias` }),
    notes: ({ count }) => plural('es', count, { one: '1 nota', other: `${count} notas` }),
    title: 'Lo que falta',
    open: 'Ver lo que falta',
    close: 'Cerrar la lista',
  },
})

/** What is wrong with the drawing, worst first, in sentences; choosing one chooses its node and shows its way. */
export function ProblemsPanel(
  props: JudgedDrawing & {
    readonly onChoose: (id: string) => void
    readonly onShow: (path: readonly string[]) => void
  },
) {
  const { onChoose, onShow } = props
  const [open, setOpen] = useState(false)
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  const lines = toProblemLines(locale, props)
  if (lines.length === 0) return null
  const choose = ({ node, path }: ProblemLine) => {
    if (node !== undefined) onChoose(node)
    onShow(path)
  }
  const toggle = (next: boolean) => {
    setOpen(next)
    if (!next) onShow([])
  }
  return (
    <section className="d-problems" aria-label={m.title}>
      <Summary lines={lines} open={open} onOpenChange={toggle} />
      {open && (
        <ol className="d-float d-problem-list" aria-label={m.title}>
          {lines.map((line) => (
            <li key={line.key}>
              <button
                type="button"
                className="d-problem"
                disabled={line.node === undefined && line.path.length === 0}
                onClick={() => choose(line)}
              >
                <ProblemSign severity={line.severity} />
                <span>{line.sentence}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Summary(props: {
  readonly lines: readonly ProblemLine[]
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}) {
  const { lines, open, onOpenChange } = props
  const m = useMessages(WORDS)
  const [worst] = lines
  const count = (severity: ProblemLine['severity']) =>
    lines.filter((line) => line.severity === severity).length
  const counts = [
    ...(count('error') > 0 ? [m.errors({ count: count('error') })] : []),
    ...(count('warning') > 0 ? [m.warnings({ count: count('warning') })] : []),
    ...(count('note') > 0 ? [m.notes({ count: count('note') })] : []),
  ]
  return (
    <div className="d-problem-summary">
      {worst && <ProblemSign severity={worst.severity} />}
      <p role="status">
        <b>{counts.join(', ')}.</b> {!open && worst && <span className="p-second">{worst.sentence}</span>}
      </p>
      <IconButton
        icon={open ? 'down' : 'up'}
        size="sm"
        label={open ? m.close : m.open}
        onClick={() => onOpenChange(!open)}
        side="top"
      />
    </div>
  )
}

function ProblemSign({ severity }: { readonly severity: ProblemLine['severity'] }) {
  return (
    <span className="d-sign" data-severity={severity}>
      <Icon name={severity === 'note' ? 'info' : severity} size={16} />
    </span>
  )
}
