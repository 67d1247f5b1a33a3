import { Combobox, Field, IconButton, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { LineSkeletons } from '../parts/line-skeletons.tsx'
import { LoadFailure } from '../parts/load-failure.tsx'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { SENDING_MESSAGES } from './sending-messages.ts'

const MAX_IMPORTANT = 100

/** Which journeys go first where a cap has not room for all. */
export function ImportantJourneys(props: {
  readonly important: readonly string[]
  readonly onImportantChange: (important: string[]) => void
  readonly disabled: boolean
}) {
  const { important, onImportantChange, disabled } = props
  const m = useMessages(SENDING_MESSAGES)
  const { workspaceId } = useSession()
  const journeys = useQuery(trpc.journeys.list.queryOptions({ workspaceId }))
  if (journeys.error && !journeys.data)
    return <LoadFailure error={journeys.error} onRetry={() => void journeys.refetch()} />
  if (!journeys.data) return <LineSkeletons lines={2} columns={['30%']} />
  const nameOf = new Map(journeys.data.map(({ journeyId, name }) => [journeyId, name]))
  const others = journeys.data.filter(({ journeyId }) => !important.includes(journeyId))
  return (
    <section className="p-tile s-sending">
      <div>
        <h2>{m.important}</h2>
        <p className="p-field-hint">{m.importantHint}</p>
      </div>
      {important.length === 0 && disabled && <p className="p-muted">{m.noImportant}</p>}
      {important.length > 0 && (
        <ul className="s-important" aria-label={m.important}>
          {important.map((journeyId) => (
            <li key={journeyId} className="p-row">
              <span className="p-grow p-cut">{nameOf.get(journeyId) ?? journeyId}</span>
              {!disabled && (
                <IconButton
                  icon="delete"
                  size="sm"
                  label={m.removeImportant({ name: nameOf.get(journeyId) ?? journeyId })}
                  onClick={() => onImportantChange(important.filter((other) => other !== journeyId))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!disabled && others.length > 0 && important.length < MAX_IMPORTANT && (
        <Field label={m.addImportant}>
          <Combobox
            key={important.length}
            value={null}
            onValueChange={(chosen) => chosen !== null && onImportantChange([...important, chosen])}
            options={others.map(({ journeyId, name }) => ({ value: journeyId, label: name }))}
          />
        </Field>
      )}
    </section>
  )
}
