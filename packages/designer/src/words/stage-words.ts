import type { BuiltInStage, Stage } from '@periplo/model'
import type { Locale, StageTone } from '@periplo/ui'

const NAMES: Readonly<Record<Locale, Readonly<Record<BuiltInStage, string>>>> = {
  en: {
    awareness: 'Awareness',
    consideration: 'Consideration',
    decision: 'Decision',
    service: 'Service',
    advocacy: 'Advocacy',
  },
  es: {
    awareness: 'Descubrimiento',
    consideration: 'Consideración',
    decision: 'Decisión',
    service: 'Atención',
    advocacy: 'Recomendación',
  },
}

/** The stages a journey starts with, in order; a list of journeys is drawn in them. */
export const STAGE_SCALE = [
  'awareness',
  'consideration',
  'decision',
  'service',
  'advocacy',
] as const satisfies readonly BuiltInStage[]

const TONES: Readonly<Record<BuiltInStage, StageTone>> = {
  awareness: 1,
  consideration: 2,
  decision: 3,
  service: 4,
  advocacy: 5,
}

/**
 * The colour of a stage, wherever it stands and however it is called: each of the five has its step of the
 * scale, and one that somebody added is none of them.
 */
export function toStageTone(id: string): StageTone {
  return isBuiltIn(id) ? TONES[id] : 'own'
}

/** What a stage is called: its own title, else the built-in name in the reader's language, else its id. */
export function nameStage(locale: Locale, stage: Stage): string {
  if (stage.title) return stage.title
  return isBuiltIn(stage.id) ? NAMES[locale][stage.id] : stage.id
}

function isBuiltIn(id: string): id is BuiltInStage {
  return Object.hasOwn(NAMES.en, id)
}
