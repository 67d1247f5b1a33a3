import { nameStage } from '@periplo/designer'
import { useLocale } from '@periplo/ui'

/** Names a stage in the member's language; one that somebody added keeps the id it was given. */
export function useStageNames(): (stageId: string) => string {
  const { locale } = useLocale()
  return (stageId) => nameStage(locale, { id: stageId })
}
