import type { InsideChoice, OverdueChoice } from '@periplo/model'
import { useMessages, useToast } from '@periplo/ui'
import { useMutation } from '@tanstack/react-query'
import type { Answers } from '../server/server.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useFailureWords } from '../server/failure-words.ts'
import { useSession } from '../server/session.tsx'
import { RUNNING_MESSAGES } from './running-messages.ts'

/** Where a journey stands. */
export type RunningState = Answers['journeys']['list'][number]['status']

/** A journey as far as stopping it goes. `onChanged` is told where it stands afterwards. */
export interface RunningJourney {
  readonly journeyId: string
  readonly name: string
  readonly status: RunningState
  readonly onChanged?: ((status: RunningState) => void) | undefined
}

/** Stops a journey where it is; its notice takes it back. */
export function usePause(journey: RunningJourney): () => void {
  const m = useMessages(RUNNING_MESSAGES)
  const { workspaceId } = useSession()
  const toast = useToast()
  const failureOf = useFailureWords()
  const { resume } = useResume(journey)
  const { journeyId, name } = journey
  const { mutate } = useMutation(
    trpc.journeys.pause.mutationOptions({
      onSuccess: () => {
        journey.onChanged?.('paused')
        toast.showUndo(m.paused({ name }), () => resume({ kind: 'continue', spreadMs: 0 }))
      },
      onError: (error) => toast.show({ title: m.failed, text: failureOf(error), tone: 'bad' }),
      onSettled: refreshList,
    }),
  )
  return () => mutate({ workspaceId, journeyId })
}

/** What an act of a dialog came to. */
interface Acting {
  readonly error: unknown
  readonly busy: boolean
}

/** Lets a paused journey go on, with what becomes of those who are overdue. */
export function useResume(
  { journeyId, name, onChanged }: RunningJourney,
  onDone?: () => void,
): Acting & { readonly resume: (overdue: OverdueChoice) => void } {
  const m = useMessages(RUNNING_MESSAGES)
  const { workspaceId } = useSession()
  const toast = useToast()
  const failureOf = useFailureWords()
  const { mutate, error, isPending } = useMutation(
    trpc.journeys.resume.mutationOptions({
      onSuccess: () => {
        onChanged?.('live')
        toast.show({ title: m.resumed({ name }), tone: 'ok' })
        onDone?.()
      },
      // a dialog shows it in its place
      onError: (failure) => {
        if (!onDone) toast.show({ title: m.failed, text: failureOf(failure), tone: 'bad' })
      },
      onSettled: refreshList,
    }),
  )
  return { resume: (overdue) => mutate({ workspaceId, journeyId, overdue }), error, busy: isPending }
}

/** Takes a journey out of the list; where those inside finish it, its notice takes it back. */
export function useArchive(
  journey: RunningJourney,
  onDone?: () => void,
): Acting & { readonly archive: (inside: InsideChoice) => void } {
  const m = useMessages(RUNNING_MESSAGES)
  const { workspaceId } = useSession()
  const toast = useToast()
  const restore = useRestore(journey)
  const { journeyId, name, onChanged } = journey
  const { mutate, error, isPending } = useMutation(
    trpc.journeys.archive.mutationOptions({
      onSuccess: (_, { inside }) => {
        onChanged?.('ended')
        const title = m.archived({ name })
        if (inside === 'leave') toast.show({ title, tone: 'ok' })
        else toast.showUndo(title, restore)
        onDone?.()
      },
      onSettled: refreshList,
    }),
  )
  return { archive: (inside) => mutate({ workspaceId, journeyId, inside }), error, busy: isPending }
}

/** Takes archiving back. */
export function useRestore({ journeyId, name, onChanged }: RunningJourney): () => void {
  const m = useMessages(RUNNING_MESSAGES)
  const { workspaceId } = useSession()
  const toast = useToast()
  const failureOf = useFailureWords()
  const { mutate } = useMutation(
    trpc.journeys.unarchive.mutationOptions({
      onSuccess: () => {
        onChanged?.('live')
        toast.show({ title: m.unarchived({ name }), tone: 'ok' })
      },
      onError: (error) => toast.show({ title: m.failed, text: failureOf(error), tone: 'bad' }),
      onSettled: refreshList,
    }),
  )
  return () => mutate({ workspaceId, journeyId })
}

function refreshList(): void {
  void queryClient.invalidateQueries(trpc.journeys.list.queryFilter())
}
