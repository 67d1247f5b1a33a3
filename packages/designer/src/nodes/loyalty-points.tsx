import { MAX_POINTS, TOO_FEW } from '@periplo/model'
import {
  defineMessages,
  Field,
  formatNumber,
  NumberField,
  SegmentedControl,
  Switch,
  useMessages,
} from '@periplo/ui'
import { DraftText } from '../inspector/draft-text.tsx'
import { quote } from '../words/say.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    unnamed: 'Say what the points are for',
    adds: (args: { points: string; reason: string }) => `Gives ${args.points} points, ${args.reason}`,
    takes: (args: { points: string; reason: string }) => `Takes ${args.points} points, ${args.reason}`,
    tooFew: 'too few',
    taken: 'taken',
    act: 'What happens',
    add: 'Give',
    subtract: 'Take',
    points: 'Points',
    reason: 'What for',
    reasonHint: 'Stands in the ledger on the page of the person.',
    missing: 'Say what the points are for',
    mayOverdraw: 'The balance may fall below zero',
    mayOverdrawHint: 'Otherwise nothing is taken of somebody who has too few, and they leave by “too few”.',
  },
  es: {
    unnamed: 'Di por qué son los puntos',
    adds: ({ points, reason }) => `Da ${points} puntos, ${reason}`,
    takes: ({ points, reason }) => `Quita ${points} puntos, ${reason}`,
    tooFew: 'no bastan',
    taken: 'quitados',
    act: 'Qué ocurre',
    add: 'Dar',
    subtract: 'Quitar',
    points: 'Puntos',
    reason: 'Motivo',
    reasonHint: 'Consta en los movimientos, en la página de la persona.',
    missing: 'Di por qué son los puntos',
    mayOverdraw: 'El saldo puede quedar bajo cero',
    mayOverdrawHint: 'Si no, a quien no tiene bastantes no se le quita nada y sale por «no bastan».',
  },
})

/** Points of a loyalty programme. */
export const LOYALTY_POINTS_DESIGN: NodeDesign<'loyalty-points'> = {
  icon: 'points',
  name: { en: 'Loyalty points', es: 'Puntos de fidelidad' },
  search: {
    en: 'reward bonus give take earn redeem balance',
    es: 'premio bonificación dar quitar ganar canjear saldo',
  },
  create: (frame) => ({ ...frame, kind: 'loyalty-points', act: 'add', points: 100, reason: '' }),
  summarize: ({ act, points, reason }, locale) => {
    const m = WORDS[locale]
    if (reason === '') return m.unnamed
    const said = { points: formatNumber(locale, points, { digits: 0 }), reason: quote(locale, reason) }
    return act === 'add' ? m.adds(said) : m.takes(said)
  },
  namePort: ({ act, mayOverdraw }, port, locale) => {
    if (port === TOO_FEW) return WORDS[locale].tooFew
    return act === 'subtract' && !mayOverdraw ? WORDS[locale].taken : ''
  },
  Form: PointsForm,
}

function PointsForm({ node, onEdit, context }: NodeFormProps<'loyalty-points'>) {
  const m = useMessages(WORDS)
  const { codes, readOnly } = context
  const { mayOverdraw, ...rest } = node
  return (
    <>
      <Field label={m.act}>
        <SegmentedControl
          label={m.act}
          value={node.act}
          onValueChange={(act) => onEdit({ ...rest, act }, 'act')}
          segments={[
            { value: 'add', label: m.add, icon: 'add', disabled: readOnly },
            { value: 'subtract', label: m.subtract, icon: 'remove', disabled: readOnly },
          ]}
          stretch
        />
      </Field>
      <Field label={m.points}>
        <NumberField
          value={node.points}
          min={1}
          max={MAX_POINTS}
          onValueChange={(points) =>
            points !== null && onEdit({ ...node, points: Math.round(points) }, 'points')
          }
          disabled={readOnly}
        />
      </Field>
      <Field label={m.reason} hint={m.reasonHint} error={codes.has('missing-reason') ? m.missing : undefined}>
        <DraftText
          value={node.reason}
          maxLength={120}
          readOnly={readOnly}
          onCommit={(reason) => onEdit({ ...node, reason }, 'reason')}
        />
      </Field>
      {node.act === 'subtract' && (
        <Field label={m.mayOverdraw} hint={m.mayOverdrawHint} layout="inline">
          <Switch
            checked={mayOverdraw ?? false}
            onCheckedChange={(on) => onEdit(on ? { ...rest, mayOverdraw: true } : rest, 'mayOverdraw')}
            disabled={readOnly}
          />
        </Field>
      )}
    </>
  )
}
