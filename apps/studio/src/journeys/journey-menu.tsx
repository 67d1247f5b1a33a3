import type { MenuEntry } from '@periplo/ui'
import { IconButton, Menu, useMessages, useToast } from '@periplo/ui'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useFailureWords } from '../server/failure-words.ts'
import type { Answers } from '../server/server.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { JOURNEYS_MESSAGES } from './journeys-messages.ts'

type Journey = Answers['journeys']['list'][number]

/** What can be done with a journey from the list. */
export function JourneyMenu({ journey }: { readonly journey: Journey }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  return (
    <Menu
      align="end"
      trigger={<IconButton icon="more" label={m.acts({ name: journey.name })} />}
      entries={useEntries(journey)}
    />
  )
}

function useEntries(journey: Journey): readonly MenuEntry[] {
  const m = useMessages(JOURNEYS_MESSAGES)
  const mayEdit = useMay('editor')
  const navigate = useNavigate()
  const duplicate = useDuplicate(journey)
  const { archive, unarchive } = useArchiving(journey)
  const open = (search: { mode?: 'measure' }) => () =>
    void navigate({ to: '/journeys/$journeyId', params: { journeyId: journey.journeyId }, search })
  const change: readonly MenuEntry[] = [
    { kind: 'line' },
    { kind: 'act', label: m.duplicate, icon: 'copy', onSelect: duplicate },
    journey.status === 'ended'
      ? { kind: 'act', label: m.unarchive, icon: 'retry', onSelect: unarchive }
      : { kind: 'act', label: m.archive, icon: 'archive', tone: 'bad', onSelect: archive },
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
  const failureOf = useFailureWords()
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
      onError: (error) => toast.show({ title: m.failed, text: failureOf(error), tone: 'bad' }),
      onSettled: refreshList,
    }),
  )
  return () => mutate({ workspaceId, journeyId: journey.journeyId, name: m.copyOf({ name: journey.name }) })
}

/** Archiving, which can be taken back at once from its notice, and later from the menu. */
function useArchiving({ journeyId, name }: Journey): {
  readonly archive: () => void
  readonly unarchive: () => void
} {
  const failureOf = useFailureWords()
  const m = useMessages(JOURNEYS_MESSAGES)
  const { workspaceId } = useSession()
  const toast = useToast()
  const fail = (error: unknown) => toast.show({ title: m.failed, text: failureOf(error), tone: 'bad' })
  const back = useMutation(
    trpc.journeys.unarchive.mutationOptions({
      onSuccess: () => toast.show({ title: m.unarchived({ name }), tone: 'ok' }),
      onError: fail,
      onSettled: refreshList,
    }),
  )
  const unarchive = () => back.mutate({ workspaceId, journeyId })
  const { mutate } = useMutation(
    trpc.journeys.archive.mutationOptions({
      onSuccess: () => toast.showUndo(m.archived({ name }), unarchive),
      onError: fail,
      onSettled: refreshList,
    }),
  )
  return { archive: () => mutate({ workspaceId, journeyId }), unarchive }
}

function refreshList(): void {
  void queryClient.invalidateQueries(trpc.journeys.list.queryFilter())
}
