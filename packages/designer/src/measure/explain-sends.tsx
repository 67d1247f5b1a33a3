import type { NodeMeasures } from '@periplo/kpi'
import { defineMessages, useFormat, useMessages } from '@periplo/ui'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { FormulaLines } from './formula-lines.tsx'

/** Why a message was not allowed; `other` is a reason this edition does not know. */
const REASON_WORDS = defineMessages({
  en: {
    'consent-unknown': 'consent unknown',
    'consent-denied': 'consent denied',
    'no-address': 'no address',
    'not-eligible': 'condition not met',
    'frequency-cap': 'too many lately',
    suppressed: 'address suppressed',
    erased: 'person erased',
    overdue: 'overdue after a pause',
    other: 'another reason',
  },
  es: {
    'consent-unknown': 'consentimiento desconocido',
    'consent-denied': 'consentimiento denegado',
    'no-address': 'sin dirección',
    'not-eligible': 'condición no cumplida',
    'frequency-cap': 'demasiados últimamente',
    suppressed: 'dirección suprimida',
    erased: 'persona borrada',
    overdue: 'vencido tras una pausa',
    other: 'otro motivo',
  },
})
const REASONS = [
  'consent-unknown',
  'consent-denied',
  'no-address',
  'not-eligible',
  'frequency-cap',
  'suppressed',
  'erased',
  'overdue',
  'other',
] as const satisfies readonly (keyof typeof REASON_WORDS.en)[]

const ANSWERS = ['delivered', 'opened', 'clicked', 'bounced'] as const

/** Messages of a step: how many left of how many were due, what came back, and why some were not allowed. */
export function ExplainSends({ measures }: { readonly measures: NodeMeasures }) {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const { messages, refusedByReason } = measures
  const { sent, refused, failed } = messages
  const due = sent + refused + failed
  const shareOf = (part: number, whole: number) => format.percent(whole === 0 ? null : part / whole)
  return (
    <>
      <div className="d-explain-value p-num">
        <span className="d-explain-kpi">{format.count(sent)}</span>
        <span className="p-second">{m.sentOf({ share: shareOf(sent, due) })}</span>
      </div>
      <FormulaLines
        lines={[
          { term: m.sent, value: format.count(sent), strong: true },
          { term: m.dueFormula, value: format.count(due) },
        ]}
        notes={[]}
        few={due > 0 && due < 30}
      />
      <dl className="d-reasons p-num">
        {ANSWERS.map((answer) => (
          <div key={answer}>
            <dt>{m[answer]}</dt>
            <dd>
              <b>{format.count(messages[answer])}</b>
              <span className="p-muted">{shareOf(messages[answer], sent)}</span>
            </dd>
          </div>
        ))}
        {[
          { term: m.refused, count: refused },
          { term: m.failed, count: failed },
        ].map(({ term, count }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <b>{format.count(count)}</b>
              <span className="p-muted">{shareOf(count, due)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <RefusalNote reasons={refusedByReason} />
    </>
  )
}

function RefusalNote({ reasons }: { readonly reasons: NodeMeasures['refusedByReason'] }) {
  const m = useMessages(REASON_WORDS)
  const format = useFormat()
  const given = REASONS.filter((reason) => (reasons[reason] ?? 0) > 0)
  if (given.length === 0) return null
  return (
    <p className="d-hint p-num">
      {given.map((reason) => `${m[reason]} ${format.count(reasons[reason])}`).join(' · ')}
    </p>
  )
}
