import type { JourneyDefinition } from '@periplo/model'
import { Banner, ChoiceList, DurationField, Field, Skeleton, useFormat, useMessages } from '@periplo/ui'
import { useFailureWords } from '../server/failure-words.ts'
import { CrowdTable } from './crowd-table.tsx'
import { MOVING_MESSAGES } from './moving-messages.ts'
import type { Crowd, Foreseen, InFlight } from './use-in-flight.ts'

const WEEK_MS = 7 * 86_400_000

/** Says who is in flight, asks what becomes of them, and tells what would come of it. */
export function InFlightPart(props: { readonly inFlight: InFlight; readonly definition: JourneyDefinition }) {
  const { inFlight, definition } = props
  const m = useMessages(MOVING_MESSAGES)
  const failureOf = useFailureWords()
  const { foreseen, error, kind } = inFlight
  return (
    <section className="s-publish-part" aria-label={m.inFlight}>
      <h3>{m.inFlight}</h3>
      {error !== null && (
        <Banner tone="bad" title={m.failed}>
          {failureOf(error)}
        </Banner>
      )}
      {!foreseen && error === null && <Skeleton height="48px" />}
      {foreseen?.crowds.length === 0 && <p className="p-second">{m.nobody}</p>}
      {foreseen && foreseen.crowds.length > 0 && (
        <>
          <InFlightChoices inFlight={inFlight} />
          <CrowdTable inFlight={inFlight} crowds={foreseen.crowds} definition={definition} />
          <Spread inFlight={inFlight} />
          {kind !== 'stay' && <Consequences foreseen={foreseen} />}
        </>
      )}
    </section>
  )
}

function InFlightChoices({ inFlight }: { readonly inFlight: InFlight }) {
  const m = useMessages(MOVING_MESSAGES)
  return (
    <ChoiceList
      label={m.choice}
      value={inFlight.kind}
      onValueChange={inFlight.choose}
      choices={[
        { value: 'stay', label: m.stay, hint: m.stayHint },
        { value: 'follow', label: m.follow, hint: m.followHint },
        { value: 'migrate', label: m.migrate, hint: m.migrateHint },
      ]}
    />
  )
}

function Spread({ inFlight }: { readonly inFlight: InFlight }) {
  const m = useMessages(MOVING_MESSAGES)
  const { foreseen, spreadMs, spread } = inFlight
  if (sumOf(foreseen?.crowds ?? [], (crowd) => crowd.over) === 0) return null
  return (
    <Field label={m.spread}>
      <DurationField valueMs={spreadMs} onValueMsChange={spread} minMs={0} maxMs={WEEK_MS} />
    </Field>
  )
}

/** What cannot be taken back is said before it happens. */
function Consequences({ foreseen }: { readonly foreseen: Foreseen }) {
  const m = useMessages(MOVING_MESSAGES)
  const format = useFormat()
  const { crowds, forgotten, unasked } = foreseen
  const countOf = (...becomes: readonly Crowd['becomes'][]): number =>
    sumOf(crowds, (crowd) => (becomes.includes(crowd.becomes) ? crowd.people : 0))
  const [acts, leaves] = [countOf('acts'), countOf('leaves')]
  const counts = {
    moved: format.count(countOf('waits', 'acts')),
    stayed: format.count(countOf('stays')),
    left: format.count(leaves),
  }
  return (
    <>
      <p className="p-second" role="status">
        {m.summary(counts)}
      </p>
      {acts > 0 && (
        <Banner tone="warn" title={m.actTitle({ count: acts, text: format.count(acts) })}>
          {m.actText}
        </Banner>
      )}
      {leaves > 0 && (
        <Banner tone="warn" title={m.leaveTitle({ count: leaves, text: format.count(leaves) })}>
          {m.leaveText}
        </Banner>
      )}
      {forgotten.map(({ number, names }) => (
        <p key={number} className="p-second">
          {m.forgotten({ number, names: names.join(', ') })}
        </p>
      ))}
      {sumOf(crowds, (crowd) => crowd.held) > 0 && <p className="p-second">{m.heldNote}</p>}
      {unasked > 0 && (
        <p className="p-second">{m.unaskedNote({ count: unasked, text: format.count(unasked) })}</p>
      )}
    </>
  )
}

function sumOf(crowds: readonly Crowd[], of: (crowd: Crowd) => number): number {
  return crowds.reduce((sum, crowd) => sum + of(crowd), 0)
}
