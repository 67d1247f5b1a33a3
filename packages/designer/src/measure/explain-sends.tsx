import type { NodeMeasures } from '@periplo/kpi'
import { useFormat } from '@periplo/ui'
import { FormulaLines } from './formula-lines.tsx'
import { RateHead } from './rate-head.tsx'
import { useMeasureWords } from './use-measure-words.ts'

const ANSWERS = ['delivered', 'opened', 'clicked', 'bounced'] as const
const HELD = ['refused', 'failed'] as const

/** Messages of a step: how many left of how many were due, what came back, and why some were not allowed. */
export function ExplainSends({ measures }: { readonly measures: NodeMeasures }) {
  const words = useMeasureWords('sends')
  const format = useFormat()
  const { messages, sends, refusedByReason } = measures
  const rows = [
    ...ANSWERS.map((answer) => ({ part: answer, whole: messages.sent })),
    ...HELD.map((outcome) => ({ part: outcome, whole: sends.n })),
  ]
  return (
    <>
      <RateHead rate={sends} />
      <FormulaLines measure="sends" value={sends} />
      <dl className="d-reasons p-num">
        {rows.map(({ part, whole }) => (
          <div key={part}>
            <dt>{words.part(part)}</dt>
            <dd>
              <b>{format.count(messages[part])}</b>
              <span className="p-muted">{format.percent(whole === 0 ? null : messages[part] / whole)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <RefusalNote reasons={refusedByReason} />
    </>
  )
}

function RefusalNote({ reasons }: { readonly reasons: NodeMeasures['refusedByReason'] }) {
  const words = useMeasureWords('sends')
  const format = useFormat()
  const given = Object.entries(reasons).filter(([, count]) => count > 0)
  if (given.length === 0) return null
  return (
    <p className="d-hint p-num">
      {given.map(([reason, count]) => `${words.part(reason)} ${format.count(count)}`).join(' · ')}
    </p>
  )
}
