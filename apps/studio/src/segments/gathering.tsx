import { Badge, useFormat, useMessages } from '@periplo/ui'
import { SEGMENTS_MESSAGES } from './segments-messages.ts'

/** How far the members of a new rule have been gathered; nothing once they all are. */
export function Gathering({ segment }: { readonly segment: { readonly filledShare: number } }) {
  const m = useMessages(SEGMENTS_MESSAGES)
  const format = useFormat()
  const { filledShare } = segment
  if (filledShare >= 1) return null
  return (
    <Badge tone="accent" title={m.gatheringWhy}>
      {m.gathering({ share: format.percent(filledShare) })}
    </Badge>
  )
}
