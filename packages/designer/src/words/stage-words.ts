import type { BuiltInStage, Stage } from '@periplo/model'
import type { Locale } from '@periplo/ui'

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

/** What a stage is called: its own title, else the built-in name in the reader's language, else its id. */
export function nameStage(locale: Locale, stage: Stage): string {
  if (stage.title) return stage.title
  return isBuiltIn(stage.id) ? NAMES[locale][stage.id] : stage.id
}

function isBuiltIn(id: string): id is BuiltInStage {
  return Object.hasOwn(NAMES.en, id)
}
