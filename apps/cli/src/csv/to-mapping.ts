import { StudioError } from '@periplo/model'
import { isChannel } from '@periplo/model'
import type { ColumnMapping } from '@periplo/runtime'

/** The flags that say which column holds what. */
export interface MappingFlags {
  readonly userId?: string
  readonly anonymousId?: string
  readonly event: string
  readonly timestamp: string
  readonly timestampZone: string
  readonly messageId?: string
  readonly channel?: string
  readonly property: readonly string[]
}

/** The mapping the flags ask for. Fails with `input/invalid` where nobody would be recognised, or a flag is malformed. */
export function toMapping(flags: MappingFlags): ColumnMapping {
  const { userId = null, anonymousId = null, messageId = null, event, timestamp } = flags
  if (userId === null && anonymousId === null)
    throw new StudioError('input/invalid', 'Say which column names the person: --user-id or --anonymous-id.')
  return {
    userId,
    anonymousId,
    messageId,
    event,
    timestamp,
    zone: toZone(flags.timestampZone),
    channel: toChannel(flags.channel),
    properties: flags.property.length === 0 ? null : flags.property.map(toProperty),
  }
}

function toZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch (cause) {
    throw new StudioError('input/invalid', `There is no time zone called ${zone}.`, { cause })
  }
}

function toChannel(flag: string | undefined): ColumnMapping['channel'] {
  if (flag === undefined) return null
  if (!flag.startsWith('=')) return { column: flag }
  const always = flag.slice(1)
  if (isChannel(always)) return { always }
  throw new StudioError(
    'input/invalid',
    `There is no channel ${always}; a channel of your own is custom:${always}.`,
  )
}

function toProperty(flag: string): { name: string; column: string } {
  const at = flag.indexOf('=')
  const name = at < 0 ? flag : flag.slice(0, at)
  const column = at < 0 ? flag : flag.slice(at + 1)
  if (name !== '' && column !== '') return { name, column }
  throw new StudioError('input/invalid', `--property ${flag} is not name=column.`)
}
