import type { Role } from '@periplo/api'
import type { IconName } from '@periplo/ui'

/** The places of the studio in the order of the sidebar, and the least role that may look. */
export const PLACES = [
  { name: 'journeys', to: '/journeys', icon: 'journeys', least: 'viewer' },
  { name: 'people', to: '/people', icon: 'people', least: 'analyst' },
  { name: 'segments', to: '/segments', icon: 'segments', least: 'viewer' },
  { name: 'events', to: '/events', icon: 'events', least: 'analyst' },
  { name: 'inbox', to: '/inbox', icon: 'message', least: 'analyst' },
  { name: 'settings', to: '/settings', icon: 'settings', least: 'viewer' },
] as const satisfies readonly {
  readonly name: string
  readonly to: string
  readonly icon: IconName
  readonly least: Role
}[]
