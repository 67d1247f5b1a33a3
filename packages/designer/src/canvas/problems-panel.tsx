import type { JourneyDefinition, Problem, ProofFinding } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { defineMessages, Icon, IconButton, plural, useLocale, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { findNode } from '../edit/edits.ts'
import { namePort, titleOf } from '../nodes/registry.ts'
import { sayProblem } from '../words/problem-words.ts'
import { sayFinding } from '../words/proof-words.ts'

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
    next: 'the next step',
  },
  es: {
    errors: ({ count }) => plural('es', count, { one: '1 error', other: `${count} errores` }),
    warnings: ({ count }) => plural('es', count, { one: '1 advertencia', other: `${count} advertencias` }),
    notes: ({ count }) => plural('es', count, { one: '1 nota', other: `${count} notas` }),
    title: 'Lo que falta',
    open: 'Ver lo que falta',
    close: 'Cerrar la lista',
    next: 'el paso siguiente',
  },
})

/** One line of the panel. */
interface Line {
  readonly key: string
  readonly severity: ProofFinding['severity']
  readonly node: string | undefined
  readonly sentence: string
  /** Edges that show it. */
  readonly path: readonly string[]
}

/** What the panel tells of. */
interface Told {
  readonly definition: JourneyDefinition
  readonly problems: readonly Problem[]
  readonly findings: readonly ProofFinding[]
}

/** What is wrong with the drawing, worst first, in sentences; choosing one chooses its node and shows its way. */
export function ProblemsPanel(
  props: Told & {
    readonly onChoose: (id: string) => void
    readonly onShow: (path: readonly string[]) => void
  },
) {
  const { onChoose, onShow } = props
  const [open, setOpen] = useState(false)
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  const lines = toLines(props, { locale, next: m.next })
  if (lines.length === 0) return null
  const choose = ({ node, path }: Line) => {
    if (node !== undefined) onChoose(node)
    onShow(path)
  }
  const toggle = (next: boolean) => {
    setOpen(next)
    if (!next) onShow([])
  }
  return (
    <section className="d-float d-problems" aria-label={m.title}>
      <Summary lines={lines} open={open} onOpenChange={toggle} />
      {open && (
        <ol className="d-problem-list" aria-label={m.title}>
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

const WEIGHT = { error: 0, warning: 1, note: 2 } as const

function toLines(
  { definition, problems, findings }: Told,
  { locale, next }: { readonly locale: Locale; readonly next: string },
): readonly Line[] {
  const placeOf = ({ node: id, port }: Problem | ProofFinding) => {
    const node = id === undefined ? undefined : findNode(definition, id)
    const name = node && port !== undefined ? namePort(node, port, locale) || next : ''
    return { title: node ? titleOf(node, locale) : '', port: name }
  }
  const lines = [
    ...problems.map((problem) => toLine(problem, [], sayProblem(locale, problem, placeOf(problem)))),
    ...findings.map((found) => toLine(found, found.path, sayFinding(locale, found, placeOf(found)))),
  ]
  return lines.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])
}

function toLine(
  { code, severity, node, port }: Problem | ProofFinding,
  path: readonly string[],
  sentence: string,
): Line {
  return { key: `${code} ${node ?? ''} ${port ?? ''} ${sentence}`, severity, node, sentence, path }
}

function Summary(props: {
  readonly lines: readonly Line[]
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}) {
  const { lines, open, onOpenChange } = props
  const m = useMessages(WORDS)
  const [worst] = lines
  const count = (severity: Line['severity']) => lines.filter((line) => line.severity === severity).length
  const counts = [
    ...(count('error') > 0 ? [m.errors({ count: count('error') })] : []),
    ...(count('warning') > 0 ? [m.warnings({ count: count('warning') })] : []),
    ...(count('note') > 0 ? [m.notes({ count: count('note') })] : []),
  ]
  return (
    <div className="d-problem-summary">
      {worst && <ProblemSign severity={worst.severity} />}
      <p className="p-grow" role="status">
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

function ProblemSign({ severity }: { readonly severity: Line['severity'] }) {
  return (
    <span className="d-sign" data-severity={severity}>
      <Icon name={severity === 'note' ? 'info' : severity} size={16} />
    </span>
  )
}
