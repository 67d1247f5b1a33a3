import { Banner, Button, Dialog, EmptyState, Field, Select, useMessages } from '@periplo/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureWords } from '../server/failure-words.ts'
import { queryClient, trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { PERSON_MESSAGES } from './person-messages.ts'

/** Asks that the person be let into a journey that takes people on request. */
export function EnrolDialog({
  personId,
  onClose,
}: {
  readonly personId: string
  readonly onClose: () => void
}) {
  const m = useMessages(PERSON_MESSAGES)
  const { workspaceId } = useSession()
  const failureOf = useFailureWords()
  const [journeyId, choose] = useState('')
  const { data: all } = useQuery(trpc.journeys.list.queryOptions({ workspaceId }))
  const { mutate, error, isPending } = useMutation(
    trpc.people.enrol.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.people.get.queryFilter())
        onClose()
      },
    }),
  )
  const journeys = all?.filter((journey) => journey.takesCalls) ?? []
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.enrol}
      footer={
        journeys.length > 0 && (
          <Button
            variant="primary"
            busy={isPending}
            disabled={journeyId === ''}
            onClick={() => mutate({ workspaceId, personId, journeyId })}
          >
            {m.enrol}
          </Button>
        )
      }
    >
      {error && (
        <Banner tone="bad" title={m.enrolFailed}>
          {failureOf(error)}
        </Banner>
      )}
      {all && journeys.length === 0 ? (
        <EmptyState picture="journeys" title={m.noneTakesCalls} text={m.noneTakesCallsText} />
      ) : (
        <Field label={m.enrolInto} hint={m.enrolHint}>
          <Select
            value={journeyId}
            onValueChange={choose}
            options={journeys.map((one) => ({ value: one.journeyId, label: one.name }))}
          />
        </Field>
      )}
    </Dialog>
  )
}
