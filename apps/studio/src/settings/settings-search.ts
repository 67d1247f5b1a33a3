import type { RawSearch } from '../search.ts'
import { readChoice } from '../search.ts'

/** The parts of the settings. */
export const SETTINGS_TABS = ['workspace', 'members', 'sources', 'sending', 'security', 'about'] as const
export type SettingsTab = (typeof SETTINGS_TABS)[number]

/** Which part is open; absent is the workspace. */
export interface SettingsSearch {
  readonly tab?: Exclude<SettingsTab, 'workspace'> | undefined
}

/** Reads the address. */
export function readSettingsSearch(raw: RawSearch): SettingsSearch {
  return { tab: readChoice(raw, 'tab', ['members', 'sources', 'sending', 'security', 'about']) }
}
