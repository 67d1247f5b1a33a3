import type { MenuEntry } from '@periplo/ui'
import { Button, Dialog, IconButton, Menu, useFormat, useMessages, useToast } from '@periplo/ui'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answers } from '../server/server.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { JOURNEYS_MESSAGES } from './journeys-messages.ts'

type Journey = Answers['journeys']['list'][number]

/** What can be done with a journey from the list. */
export function JourneyMenu({ journey }: { readonly journey: Journey }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const [archiving, setArchiving] = useState(false)
  const entries = useEntries(journey, () => setArchiving(true))
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton icon="more" label={m.acts({ name: journey.name })} />}
        entries={entries}
      />
      {archiving && <ArchiveDialog journey={journey} onClose={() => setArchiving(false)} />}
    </>
  )
}

function useEntries(journey: Journey, onArchive: () => void): readonly MenuEntry[] {
  const m = useMessages(JOURNEYS_MESSAGES)
  const mayEdit = useMay('editor')
  const navigate = useNavigate()
  const duplicate = useDuplicate(journey)
  const open = (search: { mode?: 'measure' }) => () =>
    void navigate({ to: '/journeys/$journeyId', params: { journeyId: journey.journeyId }, search })
  const change: readonly MenuEntry[] = [
    { kind: 'line' },
    { kind: 'act', label: m.duplicate, icon: 'copy', onSelect: duplicate },
    {
      kind: 'act',
      label: m.archive,
      icon: 'archive',
      tone: 'bad',
      disabled: journey.status === 'ended',
      onSelect: onArchive,
    },
  ]
  return [
    { kind: 'act', label: m.open, icon: 'design', onSelect: open({}) },
    {
      kind: 'act',
      label: m.measure,
      icon: 'measure',
      disabled: journey.version === null,
      onSelect: open({ mode: 'measure' }),
    },
    ...(mayEdit ? change : []),
  ]
}

function useDuplicate(journey: Journey): () => void {
  const m = useMessages(JOURNEYS_MESSAGES)
  const { workspaceId } = useSession()
  const toast = useToast()
  const navigate = useNavigate()
  const { mutate } = useMutation(
    trpc.journeys.duplicate.mutationOptions({
      onSuccess: ({ journeyId, definition }) => {
        const onAction = () => void navigate({ to: '/journeys/$journeyId', params: { journeyId } })
        toast.show({
          title: m.duplicated({ name: definition.name }),
          tone: 'ok',
          action: { label: m.open, onAction },
        })
      },
      onError: (error) => toast.show({ title: m.failed, text: error.message, tone: 'bad' }),
      onSettled: refreshList,
    }),
  )
  return () => mutate({ workspaceId, journeyId: journey.journeyId, name: m.copyOf({ name: journey.name }) })
}

function ArchiveDialog({ journey, onClose }: { readonly journey: Journey; readonly onClose: () => void }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const format = useFormat()
  const { workspaceId } = useSession()
  const toast = useToast()
  const { name, journeyId, insideNow } = journey
  const { mutate, isPending } = useMutation(
    trpc.journeys.archive.mutationOptions({
      onSuccess: () => {
        toast.show({ title: m.archived({ name }), tone: 'ok' })
        onClose()
      },
      onError: (error) => toast.show({ title: m.failed, text: error.message, tone: 'bad' }),
      onSettled: refreshList,
    }),
  )
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.archiveTitle({ name })}
      description={m.archiveText({ inside: format.count(insideNow), count: insideNow })}
      footer={
        <Button variant="danger" busy={isPending} onClick={() => mutate({ workspaceId, journeyId })}>
          {m.archive}
        </Button>
      }
    />
  )
}

function refreshList(): void {
  void queryClient.invalidateQueries(trpc.journeys.list.queryFilter())
}
