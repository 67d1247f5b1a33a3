import { Button, useMessages, useToast } from '@periplo/ui'
import { useMutation } from '@tanstack/react-query'
import { useFailureWords } from '../server/failure-words.ts'
import type { Answers } from '../server/server.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useMay, useSession } from '../server/session.tsx'
import { SEGMENTS_MESSAGES } from './segments-messages.ts'

/** Archives a segment, or takes that back. */
export function SegmentActs({ segment }: { readonly segment: Answers['segments']['get'] }) {
  const m = useMessages(SEGMENTS_MESSAGES)
  const { workspaceId } = useSession()
  const mayEdit = useMay('editor')
  const toast = useToast()
  const failureOf = useFailureWords()
  const options = {
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: trpc.segments.pathKey() }),
    onError: (error: unknown) =>
      toast.show({ title: m.failed, text: failureOf(error), tone: 'bad' as const }),
  }
  const archive = useMutation(trpc.segments.archive.mutationOptions(options))
  const restore = useMutation(trpc.segments.restore.mutationOptions(options))
  if (!mayEdit) return null
  const { segmentId, archivedAt } = segment
  return archivedAt === null ? (
    <Button
      icon="archive"
      busy={archive.isPending}
      onClick={() => archive.mutate({ workspaceId, segmentId })}
    >
      {m.archive}
    </Button>
  ) : (
    <Button icon="retry" busy={restore.isPending} onClick={() => restore.mutate({ workspaceId, segmentId })}>
      {m.restore}
    </Button>
  )
}
