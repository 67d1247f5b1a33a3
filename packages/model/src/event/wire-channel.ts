import type { JsonObject } from '../json.ts'
import { type Channel, isChannel } from './channel.ts'
import { deriveChannel } from './channel-rules.ts'
import type { CallType } from './event.ts'
import { findText, objectAt } from './wire-fields.ts'

/** The parts of an event that tell its channel. */
export interface ChannelHints {
  readonly type: CallType
  readonly name: string
  readonly properties: JsonObject
  readonly context: JsonObject
}

/** The channel, and whether the sender named one we do not know. */
export interface FoundChannel {
  readonly channel: Channel
  readonly unknown: boolean
}

/** The channel the sender names, in our context or in the properties; else what the rules derive. */
export function findChannel(hints: ChannelHints): FoundChannel {
  const named =
    findText(objectAt(hints.context, 'periplo'), 'channel') ?? findText(hints.properties, 'channel')
  if (named !== undefined && isChannel(named)) return { channel: named, unknown: false }
  return { channel: deriveFrom(hints), unknown: named !== undefined }
}

function deriveFrom({ type, name, context }: ChannelHints): Channel {
  const lower = (owner: JsonObject, key: string): string => findText(owner, key)?.toLowerCase() ?? ''
  const campaign = objectAt(context, 'campaign')
  return deriveChannel({
    type,
    name,
    medium: lower(campaign, 'medium'),
    source: lower(campaign, 'source'),
    library: lower(objectAt(context, 'library'), 'name'),
    device: lower(objectAt(context, 'device'), 'type'),
    userAgent: lower(context, 'userAgent'),
    hasPage: findText(objectAt(context, 'page'), 'url') !== undefined,
  })
}
