import type { JudgedDrawing, ProblemLine } from '@periplo/designer'
import { toProblemLines } from '@periplo/designer'
import { Badge, Button, Popover, useLocale, useMessages } from '@periplo/ui'
import { useMemo, useState } from 'react'
import { MAP_MESSAGES } from './map-messages.ts'
import { ProblemList } from './problem-list.tsx'
import { useProof } from './use-proof.ts'
import { useTraits } from './use-traits.ts'

/** How much is wrong with the drawing; opens to what, and each leads to its step. */
export function ProblemsButton(
  props: Pick<JudgedDrawing, 'definition' | 'problems'> & { readonly onChoose: (nodeId: string) => void },
) {
  const { definition, problems, onChoose } = props
  const findings = useProof()
  const traits = useTraits()
  const m = useMessages(MAP_MESSAGES)
  const { locale } = useLocale()
  const [open, setOpen] = useState(false)
  const lines = useMemo(
    () => toProblemLines(locale, { definition, problems, findings, traits }),
    [locale, definition, problems, findings, traits],
  )
  const choose = (nodeId: string) => {
    setOpen(false)
    onChoose(nodeId)
  }
  return (
    <Popover
      title={lines.length === 0 ? m.noProblems : m.problems}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" icon="prove">
          {m.problems}
          <WorstBadge lines={lines} />
        </Button>
      }
    >
      {lines.length === 0 ? (
        <p className="p-second">{m.noProblemsText}</p>
      ) : (
        <ProblemList lines={lines} onChoose={choose} />
      )}
    </Popover>
  )
}

/** How many errors and warnings there are; notes are not counted, for they ask for nothing. */
function WorstBadge({ lines }: { readonly lines: readonly ProblemLine[] }) {
  const count = lines.filter(({ severity }) => severity !== 'note').length
  if (count === 0) return null
  const grave = lines.some(({ severity }) => severity === 'error')
  return (
    <Badge tone={grave ? 'bad' : 'warn'} icon={grave ? 'error' : 'warning'}>
      {count}
    </Badge>
  )
}
