import type { ConsentCondition } from '@periplo/model'
import { defineMessages, Field, Select, useMessages } from '@periplo/ui'

const WORDS = defineMessages({
  en: {
    channel: 'Channel',
    purpose: 'For',
    is: 'Consent is',
    marketing: 'marketing',
    transactional: 'service messages',
    granted: 'given',
    denied: 'refused',
    unknown: 'not said',
    email: 'E-mail',
    sms: 'SMS',
    whatsapp: 'WhatsApp',
    push: 'Push',
  },
  es: {
    channel: 'Canal',
    purpose: 'Para',
    is: 'El consentimiento está',
    marketing: 'marketing',
    transactional: 'mensajes de servicio',
    granted: 'dado',
    denied: 'denegado',
    unknown: 'sin decir',
    email: 'Correo',
    sms: 'SMS',
    whatsapp: 'WhatsApp',
    push: 'Push',
  },
})

const CHANNELS = ['email', 'sms', 'whatsapp', 'push'] as const

/** What somebody said about being contacted. */
export function ConsentBody(props: {
  readonly rule: ConsentCondition
  readonly onRuleChange: (rule: ConsentCondition) => void
}) {
  const { rule, onRuleChange } = props
  const m = useMessages(WORDS)
  const known = CHANNELS.find((channel) => channel === rule.channel)
  const own = known ? [] : [{ value: rule.channel, label: rule.channel }]
  return (
    <>
      <div className="d-pair">
        <Field label={m.channel}>
          <Select
            value={rule.channel}
            onValueChange={(channel) => onRuleChange({ ...rule, channel })}
            options={[
              ...CHANNELS.map((channel) => ({ value: channel as string, label: m[channel] })),
              ...own,
            ]}
          />
        </Field>
        <Field label={m.purpose}>
          <Select
            value={rule.purpose}
            onValueChange={(purpose) => onRuleChange({ ...rule, purpose })}
            options={(['marketing', 'transactional'] as const).map((value) => ({ value, label: m[value] }))}
          />
        </Field>
      </div>
      <Select
        label={m.is}
        value={rule.is}
        onValueChange={(is) => onRuleChange({ ...rule, is })}
        options={(['granted', 'denied', 'unknown'] as const).map((value) => ({ value, label: m[value] }))}
      />
    </>
  )
}
