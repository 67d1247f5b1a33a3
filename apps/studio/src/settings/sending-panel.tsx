import { MessageChannel, SendRules } from '@periplo/model'
import type { ChannelRules } from '@periplo/model'
import { Button, Icon, useMessages, useToast } from '@periplo/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toChannelIcon, useChannelNames } from '../parts/channel-names.ts'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import { LoadFailure } from '../parts/load-failure.tsx'
import { queryClient, trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { CapsInput } from './caps-input.tsx'
import { ImportantJourneys } from './important-journeys.tsx'
import { QuietHoursInput } from './quiet-hours-input.tsx'
import { SENDING_MESSAGES } from './sending-messages.ts'

/** What marketing keeps to. */
export function SendingPanel() {
  const { workspaceId } = useSession()
  const stored = useQuery(trpc.workspace.getSendRules.queryOptions({ workspaceId }))
  if (stored.data) return <RulesForm stored={stored.data} />
  if (stored.error) return <LoadFailure error={stored.error} onRetry={() => void stored.refetch()} />
  return <LineSkeletons lines={4} columns={['20%', '40%']} />
}

function RulesForm({ stored }: { readonly stored: SendRules }) {
  const m = useMessages(SENDING_MESSAGES)
  const mayChange = useMay('admin')
  const { workspaceId } = useSession()
  const toast = useToast()
  const [edited, setEdited] = useState<SendRules>()
  const rules = edited ?? stored
  const { important = [] } = rules
  const { mutate, isPending } = useMutation(
    trpc.workspace.saveSendRules.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(trpc.workspace.getSendRules.queryKey({ workspaceId }), saved)
        setEdited(undefined)
        toast.show({ title: m.saved, tone: 'ok' })
      },
      onError: (error) => toast.show({ title: m.failed, text: error.message, tone: 'bad' }),
    }),
  )
  const change = (channel: MessageChannel, next: ChannelRules) =>
    setEdited({ ...rules, channels: { ...rules.channels, [channel]: next } })
  const isSound = SendRules.safeParse(rules).success
  return (
    <div className="s-settings-parts">
      <p className="p-second">{m.lead}</p>
      {MessageChannel.options.map((channel) => (
        <ChannelTile
          key={channel}
          channel={channel}
          rules={rules.channels[channel] ?? {}}
          onRulesChange={(next) => change(channel, next)}
          keeping={important.length > 0}
          disabled={!mayChange}
        />
      ))}
      <ImportantJourneys
        important={important}
        onImportantChange={(next) => setEdited({ ...rules, important: next })}
        disabled={!mayChange}
      />
      <div className="p-row">
        {mayChange ? (
          <Button
            variant="primary"
            busy={isPending}
            disabled={!edited || !isSound}
            onClick={() => mutate({ workspaceId, rules })}
          >
            {m.save}
          </Button>
        ) : (
          <p className="p-muted">{m.forAdmins}</p>
        )}
      </div>
    </div>
  )
}

function ChannelTile(props: {
  readonly channel: MessageChannel
  readonly rules: ChannelRules
  readonly onRulesChange: (rules: ChannelRules) => void
  readonly keeping: boolean
  readonly disabled: boolean
}) {
  const { channel, rules, onRulesChange, keeping, disabled } = props
  const channelOf = useChannelNames()
  return (
    <section className="p-tile s-sending">
      <h2 className="p-row">
        <Icon name={toChannelIcon(channel)} />
        {channelOf(channel)}
      </h2>
      <QuietHoursInput
        quiet={rules.quietHours}
        onQuietChange={(quietHours) => onRulesChange({ ...rules, quietHours })}
        disabled={disabled}
      />
      <CapsInput
        caps={rules.caps ?? []}
        onCapsChange={(caps) => onRulesChange({ ...rules, caps })}
        keeping={keeping}
        disabled={disabled}
      />
    </section>
  )
}
