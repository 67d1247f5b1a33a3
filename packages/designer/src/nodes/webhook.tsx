import { defineMessages, Field, Switch, useMessages } from '@periplo/ui'
import { DraftText } from '../inspector/draft-text.tsx'
import { DurationInput } from '../inspector/duration-input.tsx'
import { sayDuration } from '../words/say.ts'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    unnamed: 'Give the address to call',
    call: (args: { host: string }) => `POST to ${args.host}`,
    url: 'Address',
    hint: 'Called with the person and the events at hand, signed (Standard Webhooks).',
    wait: 'Wait for the answer',
    waitHint: (args: { path: string }) =>
      `Later rules can ask for it as “${args.path}”, and messages write {{ answer.${args.path} }}.`,
    goOn: 'The person goes on at once.',
    timeout: 'At most',
    answered: 'answered',
    failed: 'failed',
    calls: (args: { host: string; timeout: string }) => `POST to ${args.host}, answer within ${args.timeout}`,
    missing: 'Write the full address, beginning with https://',
  },
  es: {
    unnamed: 'Indica la dirección',
    call: ({ host }) => `POST a ${host}`,
    url: 'Dirección',
    hint: 'Se llama con la persona y los eventos del momento, firmado (Standard Webhooks).',
    wait: 'Esperar la respuesta',
    waitHint: ({ path }) =>
      `Las reglas posteriores pueden pedirla como «${path}» y los mensajes escriben {{ answer.${path} }}.`,
    goOn: 'La persona sigue enseguida.',
    timeout: 'Como mucho',
    answered: 'respondió',
    failed: 'falló',
    calls: ({ host, timeout }) => `POST a ${host}, respuesta en ${timeout}`,
    missing: 'Escribe la dirección completa, que empiece por https://',
  },
})

/** A call to another system. */
export const WEBHOOK_DESIGN: NodeDesign<'webhook'> = {
  icon: 'webhook',
  name: { en: 'Webhook', es: 'Webhook' },
  search: { en: 'http call api system post', es: 'http llamar api sistema post' },
  create: (frame) => ({ ...frame, kind: 'webhook', url: '' }),
  summarize: ({ url, answer }, locale) => {
    if (url === '') return WORDS[locale].unnamed
    const host = URL.parse(url)?.host || url
    if (!answer) return WORDS[locale].call({ host })
    return WORDS[locale].calls({ host, timeout: sayDuration(locale, answer.timeout) })
  },
  namePort: (_node, port, locale) =>
    port === 'answered' || port === 'failed' ? WORDS[locale][port] : nameOnlyPort(),
  Form: WebhookForm,
}

function WebhookForm({ node, onEdit, context }: NodeFormProps<'webhook'>) {
  const m = useMessages(WORDS)
  const { answer, ...rest } = node
  return (
    <>
      <Field label={m.url} hint={m.hint} error={context.codes.has('missing-url') ? m.missing : undefined}>
        <DraftText
          type="url"
          inputMode="url"
          placeholder="https://"
          value={node.url}
          maxLength={2000}
          readOnly={context.readOnly}
          onCommit={(url) => onEdit({ ...node, url: url.trim() }, 'url')}
        />
      </Field>
      <Field label={m.wait} hint={answer ? m.waitHint({ path: `${node.id}.…` }) : m.goOn} layout="inline">
        <Switch
          checked={answer !== undefined}
          onCheckedChange={(on) =>
            onEdit(on ? { ...node, answer: { timeout: { amount: 5, unit: 'minutes' } } } : rest, 'answer')
          }
          disabled={context.readOnly}
        />
      </Field>
      {answer && (
        <DurationInput
          label={m.timeout}
          value={answer.timeout}
          onValueChange={(timeout) => onEdit({ ...node, answer: { timeout } }, 'timeout')}
          disabled={context.readOnly}
        />
      )}
    </>
  )
}
