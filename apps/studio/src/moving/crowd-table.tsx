import { NODE_FAMILY } from '@periplo/model'
import type { JourneyDefinition } from '@periplo/model'
import { Select, useFormat, useMessages } from '@periplo/ui'
import { MOVING_MESSAGES } from './moving-messages.ts'
import type { Crowd, InFlight, Target } from './use-in-flight.ts'

/** Who stands where, and where they go; with a choice for each step where that is for somebody to say. */
export function CrowdTable(props: {
  readonly inFlight: InFlight
  readonly crowds: readonly Crowd[]
  readonly definition: JourneyDefinition
}) {
  const { inFlight, crowds, definition } = props
  const m = useMessages(MOVING_MESSAGES)
  return (
    <table className="s-crowds" aria-busy={inFlight.stale}>
      <thead>
        <tr>
          <th scope="col">{m.where}</th>
          <th scope="col">{m.people}</th>
          <th scope="col">{m.target}</th>
        </tr>
      </thead>
      <tbody>
        {crowds.map((crowd) => (
          <CrowdRow
            key={`${crowd.versionId} ${crowd.node}`}
            crowd={crowd}
            inFlight={inFlight}
            definition={definition}
          />
        ))}
      </tbody>
    </table>
  )
}

interface CrowdRowProps {
  readonly crowd: Crowd
  readonly inFlight: InFlight
  readonly definition: JourneyDefinition
}

function CrowdRow(props: CrowdRowProps) {
  const { crowd, inFlight } = props
  const m = useMessages(MOVING_MESSAGES)
  const format = useFormat()
  const { number, title, node, people, over, becomes } = crowd
  return (
    <tr>
      <th scope="row">
        <span className="p-muted">{`v${number}`}</span> {title || node}
      </th>
      <td>{format.count(people)}</td>
      <td>
        {inFlight.kind === 'migrate' ? <TargetSelect {...props} /> : <TargetWords {...props} />}
        {becomes === 'acts' && <p className="p-muted">{m.actsAtOnce}</p>}
        {over > 0 && <p className="p-muted">{m.over({ count: over, text: format.count(over) })}</p>}
      </td>
    </tr>
  )
}

function TargetWords({ crowd, definition }: CrowdRowProps) {
  const m = useMessages(MOVING_MESSAGES)
  const { target, number } = crowd
  if (target.kind === 'stay') return <span className="p-muted">{m.staysOn({ number })}</span>
  if (target.kind === 'leave') return <span>{m.leave}</span>
  return <span>{definition.nodes.find(({ id }) => id === target.node)?.title || target.node}</span>
}

/** Every step people can be moved into, under its title. */
function TargetSelect({ crowd, inFlight, definition }: CrowdRowProps) {
  const m = useMessages(MOVING_MESSAGES)
  const { number, node, title, kind } = crowd
  const open = definition.nodes.filter((one) => !['entry', 'end'].includes(NODE_FAMILY[one.kind]))
  return (
    <Select
      size="sm"
      label={m.targetOf({ node: title || node, number })}
      value={toValue(crowd.target)}
      onValueChange={(value) => inFlight.send(crowd, toTarget(value))}
      options={[
        { value: 'stay', label: m.staysOn({ number }) },
        { value: 'leave', label: m.leave },
        ...open.map((one) => ({
          value: `to ${one.id}`,
          label: one.title || one.id,
          ...(one.id === node && one.kind === kind && { hint: m.same }),
        })),
      ]}
    />
  )
}

function toValue(target: Target): string {
  return target.kind === 'to' ? `to ${target.node}` : target.kind
}

function toTarget(value: string): Target {
  if (value === 'stay' || value === 'leave') return { kind: value }
  return { kind: 'to', node: value.slice('to '.length) }
}
