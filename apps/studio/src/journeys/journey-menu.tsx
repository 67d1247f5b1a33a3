import type { MenuEntry } from '@periplo/ui'
import { IconButton, Menu, useMessages, useToast } from '@periplo/ui'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useFailureWords } from '../server/failure-words.ts'
import type { Answers } from '../server/server.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { useRunningActs } from '../running/use-running-acts.tsx'
import { JOURNEYS_MESSAGES } from './journeys-messages.ts'

type Journey = Answers['journeys']['list'][number]

/** What can be done with a journey from the list. */
export function JourneyMenu({ journey }: { readonly journey: Journey }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  const { entries: running, dialog } = useRunningActs(journey)
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton icon="more" label={m.acts({ name: journey.name })} />}
        entries={useEntries(journey, running)}
      />
      {dialog}
    </>
  )
}

function useEntries(journey: Journey, running: readonly MenuEntry[]): readonly MenuEntry[] {
  const m = useMessages(JOURNEYS_MESSAGES)
  const mayEdit = useMay('editor')
  const navigate = useNavigate()
  const duplicate = useDuplicate(journey)
  const open = (search: { mode?: 'measure' }) => () =>
    void navigate({ to: '/journeys/$journeyId', params: { journeyId: journey.journeyId }, search })
  const change: readonly MenuEntry[] = [
    { kind: 'line' },
    { kind: 'act', label: m.duplicate, icon: 'copy', onSelect: duplicate },
    ...running,
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

function refreshList(): void {
  void queryClient.invalidateQueries(trpc.journeys.list.queryFilter())
}
