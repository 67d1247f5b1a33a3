import { defineMessages, useMessages } from '@periplo/ui'

const STAGE_MESSAGES = defineMessages({
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
})

/** The stages a journey starts with, in order; a list of journeys is drawn in them. */
export const BUILT_IN_STAGES = ['awareness', 'consideration', 'decision', 'service', 'advocacy'] as const

/** Names a stage in the member's language; one that somebody added keeps the id it was given. */
export function useStageNames(): (stageId: string) => string {
  const m = useMessages(STAGE_MESSAGES)
  return (stageId) => {
    const builtIn = BUILT_IN_STAGES.find((known) => known === stageId)
    return builtIn ? m[builtIn] : stageId
  }
}
