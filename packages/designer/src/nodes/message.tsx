import { defineMessages, Field, Icon, SegmentedControl, Select, useLocale, useMessages } from '@periplo/ui'
import { ConditionEditor } from '../condition/condition-editor.tsx'
import { DraftArea, DraftText } from '../inspector/draft-text.tsx'
import { InsertMenu } from '../inspector/insert-menu.tsx'
import { MessagePreview } from '../inspector/message-preview.tsx'
import { toOfferedPaths } from '../inspector/suggest.ts'
import { useInsertion } from '../inspector/use-insertion.ts'
import { useMeasureWords } from '../measure/use-measure-words.ts'
import { sayCondition } from '../words/condition-words.ts'
import { quote } from '../words/say.ts'
import { findUnseenTraits, sayUnseenTrait } from '../words/unseen-traits.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    unnamed: 'Write the e-mail',
    sends: (args: { subject: string; purpose: string }) => `E-mail ${args.subject}, ${args.purpose}`,
    marketing: 'marketing',
    transactional: 'transactional',
    channel: 'Channel',
    email: 'E-mail',
    purpose: 'Purpose and consent',
    marketingOption: 'Marketing',
    marketingHint: 'Only to people who agreed to marketing on this channel.',
    transactionalOption: 'Transactional',
    transactionalHint: 'Part of an order or a service: to everybody who is not suppressed.',
    subject: 'Subject',
    missingSubject: 'Write a subject',
    body: 'Text',
    bodyHint: 'Markdown: **bold**, [words](address), lists with -',
    missingBody: 'Write the text',
    guard: 'Only if, when it is sent',
    guardHint: 'Stock, eligibility: asked at the moment it leaves, with what is known then.',
    onlyIf: (condition: string) => `, only if ${condition}`,
    onRefused: 'If it may not be sent',
    goOn: 'Go on without sending',
    goOnHint: (args: { loss: string }) => `Counted with its reason on this step, never as: ${args.loss}.`,
    leave: 'Leave the journey',
    leaveHint: (args: { loss: string; reason: string }) => `Counted as: ${args.loss}, “${args.reason}”.`,
  },
  es: {
    unnamed: 'Escribe el correo',
    sends: ({ subject, purpose }) => `Correo ${subject}, ${purpose}`,
    marketing: 'fines comerciales',
    transactional: 'transaccional',
    channel: 'Canal',
    email: 'Correo',
    purpose: 'Finalidad y consentimiento',
    marketingOption: 'Comunicaciones comerciales',
    marketingHint: 'Solo a quien aceptó comunicaciones comerciales en este canal.',
    transactionalOption: 'Transaccional',
    transactionalHint: 'Parte de un pedido o un servicio: a quien no esté en la lista de exclusión.',
    subject: 'Asunto',
    missingSubject: 'Escribe un asunto',
    body: 'Texto',
    bodyHint: 'Markdown: **negrita**, [palabras](dirección), listas con -',
    missingBody: 'Escribe el texto',
    guard: 'Solo si, al enviarse',
    guardHint: 'Existencias, derecho a la oferta: se pregunta al salir, con lo que se sepa entonces.',
    onlyIf: (condition: string) => `, solo si ${condition}`,
    onRefused: 'Si no se puede enviar',
    goOn: 'Continuar sin enviar',
    goOnHint: ({ loss }) => `Se cuenta en este paso con su motivo, nunca como: ${loss}.`,
    leave: 'Salir del recorrido',
    leaveHint: ({ loss, reason }) => `Se cuenta como: ${loss}, «${reason}».`,
  },
})

/** Something we send. */
export const MESSAGE_DESIGN: NodeDesign<'message'> = {
  icon: 'message',
  name: { en: 'Message', es: 'Mensaje' },
  search: { en: 'e-mail email send mail', es: 'correo email enviar' },
  create: (frame) => ({
    ...frame,
    kind: 'message',
    channel: 'email',
    purpose: 'marketing',
    subject: '',
    body: '',
    onRefused: 'continue',
  }),
  summarize: ({ subject, purpose, guard }, locale) => {
    const m = WORDS[locale]
    if (subject === '') return m.unnamed
    const sends = m.sends({ subject: quote(locale, subject), purpose: m[purpose] })
    return guard ? sends + m.onlyIf(sayCondition(locale, guard)) : sends
  },
  namePort: nameOnlyPort,
  Form: MessageForm,
}

function MessageForm(props: NodeFormProps<'message'>) {
  const m = useMessages(WORDS)
  const { node, onEdit, context } = props
  return (
    <>
      <Field label={m.channel}>
        <SegmentedControl
          label={m.channel}
          value={node.channel}
          onValueChange={(channel) => onEdit({ ...node, channel }, 'channel')}
          segments={[{ value: 'email', label: m.email, icon: 'email', disabled: context.readOnly }]}
          stretch
        />
      </Field>
      <MessageText {...props} />
      <UnseenTraits {...props} />
      {context.renderPreview && <MessagePreview node={node} render={context.renderPreview} />}
      <MessageRules {...props} />
    </>
  )
}

function MessageText({ node, onEdit, context }: NodeFormProps<'message'>) {
  const m = useMessages(WORDS)
  const { codes, readOnly } = context
  const [subjectRef, insertIntoSubject] = useInsertion<HTMLInputElement>()
  const [bodyRef, insertIntoBody] = useInsertion<HTMLTextAreaElement>()
  return (
    <>
      <Field
        label={m.subject}
        error={codes.has('missing-subject') ? m.missingSubject : undefined}
        after={<InsertMenu context={context} onInsert={insertIntoSubject} />}
      >
        <DraftText
          ref={subjectRef}
          value={node.subject}
          maxLength={500}
          readOnly={readOnly}
          onCommit={(text) => onEdit({ ...node, subject: text }, 'subject')}
        />
      </Field>
      <Field
        label={m.body}
        hint={m.bodyHint}
        error={codes.has('missing-body') ? m.missingBody : undefined}
        after={<InsertMenu context={context} onInsert={insertIntoBody} />}
      >
        <DraftArea
          ref={bodyRef}
          rows={7}
          value={node.body}
          maxLength={50_000}
          readOnly={readOnly}
          onCommit={(text) => onEdit({ ...node, body: text }, 'body')}
        />
      </Field>
    </>
  )
}

/** What the text names of the person and nobody was seen to have. It warns and forbids nothing. */
function UnseenTraits({ node, context }: NodeFormProps<'message'>) {
  const { locale } = useLocale()
  return findUnseenTraits(node, context.suggestions.traits ?? []).map((unseen) => (
    <p key={unseen.name} className="d-warning" role="status">
      <Icon name="warning" size={12} />
      <span>{toSentence(sayUnseenTrait(locale, unseen))}</span>
    </p>
  ))
}

function toSentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function MessageRules({ node, onEdit, context }: NodeFormProps<'message'>) {
  const m = useMessages(WORDS)
  const { name, part } = useMeasureWords('drop-off')
  const lost = { loss: name.toLowerCase(), reason: part('suppressed') }
  return (
    <>
      <Field label={m.purpose} hint={node.purpose === 'marketing' ? m.marketingHint : m.transactionalHint}>
        <Select
          value={node.purpose}
          onValueChange={(purpose) => onEdit({ ...node, purpose }, 'purpose')}
          options={[
            { value: 'marketing', label: m.marketingOption },
            { value: 'transactional', label: m.transactionalOption },
          ]}
          disabled={context.readOnly}
        />
      </Field>
      <ConditionEditor
        label={m.guard}
        hint={m.guardHint}
        condition={node.guard}
        onConditionChange={(guard) => onEdit({ ...node, guard }, 'guard')}
        paths={toOfferedPaths(context)}
        context={context}
      />
      <Field label={m.onRefused} hint={node.onRefused === 'continue' ? m.goOnHint(lost) : m.leaveHint(lost)}>
        <Select
          value={node.onRefused}
          onValueChange={(onRefused) => onEdit({ ...node, onRefused }, 'onRefused')}
          options={[
            { value: 'continue', label: m.goOn },
            { value: 'exit', label: m.leave },
          ]}
          disabled={context.readOnly}
        />
      </Field>
    </>
  )
}
