import { defineMessages, Field, useMessages } from '@periplo/ui'
import { DraftText } from '../inspector/draft-text.tsx'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { nameOnlyPort } from './node-design.ts'

const WORDS = defineMessages({
  en: {
    unnamed: 'Give the address to call',
    call: (args: { host: string }) => `POST to ${args.host}`,
    url: 'Address',
    hint: 'Called with the person and the events at hand, signed (Standard Webhooks). The person goes on at once.',
    missing: 'Write the full address, beginning with https://',
  },
  es: {
    unnamed: 'Indica la dirección',
    call: ({ host }) => `POST a ${host}`,
    url: 'Dirección',
    hint: 'Se llama con la persona y los eventos del momento, firmado (Standard Webhooks). La persona sigue enseguida.',
    missing: 'Escribe la dirección completa, que empiece por https://',
  },
})

/** A call to another system. */
export const WEBHOOK_DESIGN: NodeDesign<'webhook'> = {
  icon: 'webhook',
  name: { en: 'Webhook', es: 'Webhook' },
  search: { en: 'http call api system post', es: 'http llamar api sistema post' },
  create: (frame) => ({ ...frame, kind: 'webhook', url: '' }),
  summarize: ({ url }, locale) =>
    url === '' ? WORDS[locale].unnamed : WORDS[locale].call({ host: URL.parse(url)?.host || url }),
  namePort: nameOnlyPort,
  Form: WebhookForm,
}

function WebhookForm({ node, onEdit, context }: NodeFormProps<'webhook'>) {
  const m = useMessages(WORDS)
  return (
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
  )
}
