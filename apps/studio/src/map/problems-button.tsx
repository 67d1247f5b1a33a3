import { sayProblem, titleOf } from '@periplo/designer'
import type { JourneyDefinition, Problem } from '@periplo/model'
import { Badge, Button, Icon, Popover, useLocale, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { MAP_MESSAGES } from './map-messages.ts'

/** How much is wrong with the drawing; opens to what, and each leads to its step. */
export function ProblemsButton(props: {
  readonly definition: JourneyDefinition
  readonly problems: readonly Problem[]
  readonly onChoose: (nodeId: string) => void
}) {
  const { definition, problems, onChoose } = props
  const m = useMessages(MAP_MESSAGES)
  const [open, setOpen] = useState(false)
  const grave = problems.some((problem) => problem.severity === 'error')
  const choose = (nodeId: string) => {
    setOpen(false)
    onChoose(nodeId)
  }
  return (
    <Popover
      title={problems.length === 0 ? m.noProblems : m.problemCount({ count: problems.length })}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" icon="prove">
          {m.problems}
          {problems.length > 0 && (
            <Badge tone={grave ? 'bad' : 'warn'} icon={grave ? 'error' : 'warning'}>
              {problems.length}
            </Badge>
          )}
        </Button>
      }
    >
      {problems.length === 0 ? (
        <p className="p-second">{m.noProblemsText}</p>
      ) : (
        <ul className="s-problems">
          {problems.map((problem) => (
            <li key={`${problem.code} ${problem.node ?? ''} ${problem.port ?? ''}`}>
              <ProblemLine {...{ problem, definition }} onChoose={choose} />
            </li>
          ))}
        </ul>
      )}
    </Popover>
  )
}

function ProblemLine(props: {
  readonly problem: Problem
  readonly definition: JourneyDefinition
  readonly onChoose: (nodeId: string) => void
}) {
  const { problem, definition, onChoose } = props
  const { locale } = useLocale()
  const node = definition.nodes.find((one) => one.id === problem.node)
  const place = { title: node ? titleOf(node, locale) : '', port: problem.port ?? '' }
  return (
    <button
      type="button"
      className="s-problem"
      data-severity={problem.severity}
      disabled={!node}
      onClick={() => node && onChoose(node.id)}
    >
      <Icon name={problem.severity === 'error' ? 'error' : 'warning'} />
      <span>{sayProblem(locale, problem, place)}</span>
    </button>
  )
}
