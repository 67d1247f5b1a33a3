import type { JourneyDefinition, Problem } from '@periplo/model'
import { defineMessages, Icon, IconButton, plural, useLocale, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { findNode } from '../edit/edits.ts'
import { namePort, titleOf } from '../nodes/registry.ts'
import { sayProblem } from '../words/problem-words.ts'

const WORDS = defineMessages({
  en: {
    errors: (args: { count: number }) =>
      plural('en', args.count, { one: '1 error', other: `${args.count} errors` }),
    warnings: (args: { count: number }) =>
      plural('en', args.count, { one: '1 warning', other: `${args.count} warnings` }),
    title: 'What is missing',
    open: 'Show what is missing',
    close: 'Close the list',
    next: 'the next step',
  },
  es: {
    errors: ({ count }) => plural('es', count, { one: '1 error', other: `${count} errores` }),
    warnings: ({ count }) => plural('es', count, { one: '1 advertencia', other: `${count} advertencias` }),
    title: 'Lo que falta',
    open: 'Ver lo que falta',
    close: 'Cerrar la lista',
    next: 'el paso siguiente',
  },
})

/** What is wrong with the drawing, worst first, in sentences; choosing one chooses its node. */
export function ProblemsPanel(props: {
  readonly definition: JourneyDefinition
  readonly problems: readonly Problem[]
  readonly onChoose: (id: string) => void
}) {
  const { definition, problems, onChoose } = props
  const [open, setOpen] = useState(false)
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  if (problems.length === 0) return null
  const say = (problem: Problem) => {
    const node = problem.node === undefined ? undefined : findNode(definition, problem.node)
    const port = node && problem.port !== undefined ? namePort(node, problem.port, locale) || m.next : ''
    return sayProblem(locale, problem, { title: node ? titleOf(node, locale) : '', port })
  }
  const sorted = [...problems].sort((a, b) => rank(a) - rank(b))
  return (
    <section className="d-float d-problems" aria-label={m.title}>
      <Summary problems={sorted} open={open} onOpenChange={setOpen} say={say} />
      {open && (
        <ol className="d-problem-list" aria-label={m.title}>
          {sorted.map((problem) => (
            <li key={`${problem.code} ${problem.node ?? ''} ${problem.port ?? ''}`}>
              <button
                type="button"
                className="d-problem"
                disabled={problem.node === undefined}
                onClick={() => problem.node !== undefined && onChoose(problem.node)}
              >
                <ProblemSign problem={problem} />
                <span>{say(problem)}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Summary(props: {
  readonly problems: readonly Problem[]
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly say: (problem: Problem) => string
}) {
  const { problems, open, onOpenChange, say } = props
  const m = useMessages(WORDS)
  const [worst] = problems
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const counts = [
    ...(errors > 0 ? [m.errors({ count: errors })] : []),
    ...(problems.length > errors ? [m.warnings({ count: problems.length - errors })] : []),
  ]
  return (
    <div className="d-problem-summary">
      {worst && <ProblemSign problem={worst} />}
      <p className="p-grow" role="status">
        <b>{counts.join(', ')}.</b> {!open && worst && <span className="p-second">{say(worst)}</span>}
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

function ProblemSign({ problem }: { readonly problem: Problem }) {
  return (
    <span className="d-sign" data-severity={problem.severity}>
      <Icon name={problem.severity === 'error' ? 'error' : 'warning'} size={16} />
    </span>
  )
}

function rank(problem: Problem): number {
  return problem.severity === 'error' ? 0 : 1
}
