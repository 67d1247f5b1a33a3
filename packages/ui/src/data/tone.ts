import type { IconName } from '../icons/icons.ts'

/** What a thing says of itself: nothing, chosen, good, doubtful, wrong. Colour never says it alone. */
export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad'

/** The picture that goes with each tone where no better one is given. */
export const TONE_ICONS = {
  neutral: 'check',
  accent: 'info',
  ok: 'ok',
  warn: 'warning',
  bad: 'error',
} as const satisfies Record<Tone, IconName>
