import type { JourneyDefinition } from '@periplo/model'
import { Banner, Button, Dialog, useMessages } from '@periplo/ui'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useFailureWords } from '../server/failure-words.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { keepDraft } from './kept-drafts.ts'
import { MAP_MESSAGES } from './map-messages.ts'

/** Two have drawn at once: the member takes the other's draft, or keeps their own as a journey beside it. */
export function StaleDialog(props: {
  readonly journeyId: string
  readonly definition: JourneyDefinition
  readonly onReload: () => void
  /** Chooses nothing: what was drawn stays kept. */
  readonly onClose: () => void
}) {
  const { journeyId, definition, onReload, onClose } = props
  const m = useMessages(MAP_MESSAGES)
  const failureOf = useFailureWords()
  const { workspaceId } = useSession()
  const navigate = useNavigate()
  const name = m.copyName({ name: definition.name }).slice(0, 120)
  const { mutate, error, isPending } = useMutation(
    trpc.journeys.create.mutationOptions({
      onSuccess: (copy) => {
        keepDraft(window.localStorage, journeyId, undefined)
        void queryClient.invalidateQueries(trpc.journeys.list.queryFilter())
        void navigate({ to: '/journeys/$journeyId', params: { journeyId: copy.journeyId } })
      },
    }),
  )
  const reload = () => {
    keepDraft(window.localStorage, journeyId, undefined)
    onReload()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.staleTitle}
      description={m.staleText}
      footer={
        <>
          <Button onClick={reload} disabled={isPending}>
            {m.takeTheirs}
          </Button>
          <Button
            variant="primary"
            busy={isPending}
            onClick={() => mutate({ workspaceId, name, definition: { ...definition, name } })}
          >
            {m.keepMine}
          </Button>
        </>
      }
    >
      {error && (
        <Banner tone="bad" title={m.copyFailed}>
          {failureOf(error)}
        </Banner>
      )}
    </Dialog>
  )
}
