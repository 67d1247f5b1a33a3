import { Banner, Button, defineMessages, Dialog, Field, Select, useMessages } from '@periplo/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureWords } from '../server/failure-words.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { SETTINGS_MESSAGES } from './settings-messages.ts'
import { WriteKeyDialog } from './write-key-dialog.tsx'

const MESSAGES = defineMessages({
  en: {
    title: (args: { name: string }) => `A new write key for “${args.name}”?`,
    text: 'Put the new key where events are sent from, while the one it has still works. The source stays the same, and no event counts twice.',
    overlap: 'The key it has works for',
    none: 'not at all: it ends at once',
    hour: 'another hour',
    day: 'another day',
    week: 'another week',
    act: 'Make a new key',
  },
  es: {
    title: ({ name }) => `¿Una clave de escritura nueva para «${name}»?`,
    text: 'Pon la clave nueva donde se envían los eventos mientras la actual sigue valiendo. La fuente es la misma y ningún evento cuenta dos veces.',
    overlap: 'La clave actual vale',
    none: 'nada más: termina ya',
    hour: 'una hora más',
    day: 'un día más',
    week: 'una semana más',
    act: 'Crear una clave nueva',
  },
})

const HOUR_MS = 3_600_000
const OVERLAPS = { none: 0, hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS } as const
const CHOICES = ['none', 'hour', 'day', 'week'] as const

/** Gives a source another write key and shows it, this once. */
export function ReplaceKeyDialog(props: {
  readonly source: { readonly sourceId: string; readonly name: string }
  readonly onClose: () => void
}) {
  const m = useMessages(MESSAGES)
  const settings = useMessages(SETTINGS_MESSAGES)
  const { workspaceId } = useSession()
  const failureOf = useFailureWords()
  const [overlap, setOverlap] = useState<(typeof CHOICES)[number]>('day')
  const { source, onClose } = props
  const { mutate, data, error, isPending } = useMutation(
    trpc.workspace.replaceSourceKey.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries(trpc.workspace.listSources.queryFilter()),
    }),
  )
  if (data) return <WriteKeyDialog writeKey={data.writeKey} onClose={onClose} />
  const { sourceId, name } = source
  const replace = () => mutate({ workspaceId, sourceId, overlapMs: OVERLAPS[overlap] })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.title({ name })}
      description={m.text}
      footer={
        <Button variant="primary" busy={isPending} onClick={replace}>
          {m.act}
        </Button>
      }
    >
      {error && (
        <Banner tone="bad" title={settings.failed}>
          {failureOf(error)}
        </Banner>
      )}
      <Field label={m.overlap}>
        <Select
          value={overlap}
          onValueChange={setOverlap}
          options={CHOICES.map((value) => ({ value, label: m[value] }))}
        />
      </Field>
    </Dialog>
  )
}
