import type { JourneyDefinition } from '@periplo/model'
import type { PaletteGroup } from '@periplo/ui'
import { CommandPalette, useLocale, useMessages } from '@periplo/ui'
import { NODE_DESIGNS, summarizeNode, titleOf } from '../nodes/registry.ts'
import { MAP_WORDS } from '../words/map-words.ts'
import { nameStage } from '../words/stage-words.ts'

/** Finds a step by its title, by what it does or by its kind in either language, and goes there. */
export function FindDialog(props: {
  readonly definition: JourneyDefinition
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onGoTo: (id: string) => void
}) {
  const { definition, open, onOpenChange, onGoTo } = props
  const m = useMessages(MAP_WORDS)
  const { locale } = useLocale()
  const groups = open
    ? definition.stages.map((stage): PaletteGroup => ({
        label: nameStage(locale, stage),
        items: definition.nodes
          .filter((node) => node.stage === stage.id)
          .toSorted((a, b) => a.position.y - b.position.y || a.position.x - b.position.x)
          .map((node) => ({
            id: node.id,
            label: titleOf(node, locale),
            hint: summarizeNode(node, locale),
            icon: NODE_DESIGNS[node.kind].icon,
            keywords: [NODE_DESIGNS[node.kind].name.en, NODE_DESIGNS[node.kind].name.es],
            onSelect: () => onGoTo(node.id),
          })),
      }))
    : []
  return (
    <CommandPalette
      open={open}
      onOpenChange={onOpenChange}
      groups={groups.filter((group) => group.items.length > 0)}
      placeholder={m.findStep}
    />
  )
}
