import { Banner, Button, Dialog, DurationField, Field, useFormat, useMessages, useToast } from '@periplo/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureWords } from '../server/failure-words.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { MOVING_MESSAGES } from './moving-messages.ts'
import { nameVersions } from './use-moves.ts'
import type { MoveSummary } from './use-moves.ts'

const HOUR_MS = 3_600_000
const WEEK_MS = 7 * 24 * HOUR_MS

/** Says who goes back and who stays, and takes the move back. */
export function BringBackDialog(props: {
  readonly journeyId: string
  readonly move: MoveSummary
  readonly onClose: () => void
}) {
  const { journeyId, move, onClose } = props
  const m = useMessages(MOVING_MESSAGES)
  const format = useFormat()
  const failureOf = useFailureWords()
  const toast = useToast()
  const { workspaceId } = useSession()
  const [spreadMs, spread] = useState<number | null>(HOUR_MS)
  const { mutate, error, isPending } = useMutation(
    trpc.journeys.bringBack.mutationOptions({
      onSuccess: () => {
        toast.show({ title: m.broughtBack, tone: 'ok' })
        onClose()
      },
      onSettled: () => {
        void queryClient.invalidateQueries(trpc.journeys.listMoves.queryFilter())
        void queryClient.invalidateQueries(trpc.journeys.listVersions.queryFilter())
      },
    }),
  )
  const { returnable, moved, fromNumbers, no: moveNo } = move
  const movedOn = Math.max(0, moved - returnable)
  const counted = (count: number) => ({ count, text: format.count(count) })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title={m.bringBackTitle}
      description={m.bringBackText({ ...counted(returnable), from: nameVersions(fromNumbers) })}
      footer={
        <Button
          variant="primary"
          busy={isPending}
          onClick={() => mutate({ workspaceId, journeyId, moveNo, spreadMs: spreadMs ?? 0 })}
        >
          {m.bringBackNow(counted(returnable))}
        </Button>
      }
    >
      <div className="p-stack">
        {error && (
          <Banner tone="bad" title={m.bringBackFailed}>
            {failureOf(error)}
          </Banner>
        )}
        {movedOn > 0 && <p className="p-second">{m.movedOn(counted(movedOn))}</p>}
        <Field label={m.spread}>
          <DurationField valueMs={spreadMs} onValueMsChange={spread} minMs={0} maxMs={WEEK_MS} />
        </Field>
      </div>
    </Dialog>
  )
}
